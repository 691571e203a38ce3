"""The third wall: figures for whoever works in the area, sealed ones for their own agency, and who
was seen for the folding job alone."""

from django.db import migrations

from sanshe.trust.policy import walls

IN_AREA = walls.IN_AREA.replace("community", "area", 1)
JOB = f"{walls.SIGHT} = 'all'"
FIGURE = f"""(
    {JOB}
    OR ({IN_AREA} AND (
        ({walls.SIGHT} IN ('area', 'counts') AND NOT sealed)
        OR ({walls.SIGHT} = 'org' AND agency = {walls.ORG}
            AND (NOT sealed OR {walls._setting("sealed")} = 'on'))))
)"""
REACHED = f"({JOB} OR ({IN_AREA} AND {walls.SIGHT} IN ('area', 'counts')))"


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_first")]

    operations = [
        walls.wall_apart("boards_month", FIGURE, JOB),
        walls.wall_apart("boards_reached", REACHED, JOB),
        walls.wall("boards_seen", JOB),
        # rewritten every second: leave room beside them, so that no index is touched
        migrations.RunSQL(
            "ALTER TABLE boards_month SET (fillfactor = 80);"
            "ALTER TABLE boards_reached SET (fillfactor = 80)",
            "ALTER TABLE boards_month RESET (fillfactor);"
            "ALTER TABLE boards_reached RESET (fillfactor)",
        ),
    ]
