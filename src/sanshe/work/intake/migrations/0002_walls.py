"""The third wall: what comes with a matter is seen with it; a list by whoever brought it."""

from django.db import migrations

from sanshe.trust.policy import walls

BROUGHT = f"({walls.SIGHT} = 'all' OR ({walls.IN_AREA} AND org = {walls.ORG}))"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_first"), ("needs", "0004_outer_due")]

    operations = [
        walls.part_of("intake_order", "needs_need", "need_id"),
        walls.part_of("intake_teller", "needs_need", "need_id"),
        walls.part_of("intake_photo", "needs_need", "need_id"),
        walls.wall("intake_list", BROUGHT),
        walls.part_of("intake_line", "intake_list", "list_id"),
    ]
