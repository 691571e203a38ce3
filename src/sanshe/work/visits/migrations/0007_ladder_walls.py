"""The walls of ladders, escorts and corrections; the lines visits have had so far are counted."""

from django.db import migrations

from sanshe.trust.policy import walls

# As for visits: whoever does not make them sees a ladder only as long as they see the need.
SEEN = f"""(
    {walls.SEEN} AND (
        {walls.SIGHT} = 'all'
        OR agency = {walls.ORG}
        OR need_id IS NULL
        OR EXISTS (SELECT 1 FROM needs_need n WHERE n.id = need_id)))"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0006_ladder_escort_correction")]

    operations = [
        migrations.RunSQL(
            "UPDATE visits_visit SET lines = 1 WHERE record IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        walls.wall("visits_ladder", SEEN),
        walls.append_only("visits_rung"),
        walls.part_of("visits_rung", "visits_ladder", "ladder_id"),
        walls.part_of("visits_escort", "visits_visit", "visit_id"),
        walls.append_only("visits_correction"),
        walls.part_of("visits_correction", "visits_visit", "visit_id"),
    ]
