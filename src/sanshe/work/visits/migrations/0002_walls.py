"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

# Whoever does not make the visits of a need themselves (committee, street, a helper) sees them
# only as long as they see the need: one that is marked confidential or sealed later takes its
# visits along.
SEEN = f"""(
    {walls.SEEN} AND (
        {walls.SIGHT} = 'all'
        OR agency = {walls.ORG}
        OR need_id IS NULL
        OR EXISTS (SELECT 1 FROM needs_need n WHERE n.id = need_id)))"""
# The resident who holds the receipt reads who comes and when; writes nothing here.
MINE = f"""(
    {walls.RECEIPT} IS NOT NULL AND EXISTS (
        SELECT 1 FROM needs_need n WHERE n.id = need_id AND n.receipt = {walls.RECEIPT}))"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("needs", "0002_walls")]

    operations = [
        walls.wall("visits_visit", f"{SEEN} OR {MINE}", SEEN),
        walls.append_only("visits_word"),
        walls.part_of("visits_word", "visits_visit", "visit_id"),
    ]
