"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("needs", "0001_initial")]

    operations = [
        walls.matter("needs_need", or_receipt="receipt"),
        walls.append_only("needs_event"),
        walls.part_of("needs_event", "needs_need", "need_id"),
    ]
