"""Persons by item and by agency. Who was seen is kept by item and agency, too, which cannot be told
from what was kept: all boards are readings, so they are emptied and the job folds them again."""

import uuid

from django.db import migrations, models

from sanshe.trust.policy import walls

IN_AREA = walls.IN_AREA.replace("community", "area", 1)
JOB = f"{walls.SIGHT} = 'all'"
REACHED_BY = f"""(
    {JOB}
    OR ({IN_AREA} AND ({walls.SIGHT} IN ('area', 'counts')
                       OR ({walls.SIGHT} = 'org' AND agency = {walls.ORG})))
)"""
NOBODY = uuid.UUID("00000000-0000-0000-0000-000000000000")


class Migration(migrations.Migration):
    dependencies = [("boards", "0002_walls")]

    operations = [
        migrations.RunSQL(
            "TRUNCATE boards_month, boards_reached, boards_mark, boards_recount",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel("Seen"),
        migrations.CreateModel(
            name="Seen",
            fields=[
                ("pk", models.CompositePrimaryKey(
                    "person", "month", "community", "item", "agency", blank=True, editable=False,
                    primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("month", models.DateField()),
                ("community", models.BigIntegerField()),
                ("item", models.BigIntegerField(default=0)),
                ("agency", models.UUIDField(default=NOBODY)),
                ("times", models.BigIntegerField()),
            ],
            options={"db_table": "boards_seen"},
        ),
        migrations.CreateModel(
            name="ReachedBy",
            fields=[
                ("pk", models.CompositePrimaryKey(
                    "level", "area", "start", "whole_year", "item", "agency", blank=True,
                    editable=False, primary_key=True, serialize=False)),
                ("level", models.SmallIntegerField()),
                ("area", models.BigIntegerField()),
                ("start", models.DateField()),
                ("whole_year", models.BooleanField()),
                ("item", models.BigIntegerField(default=0)),
                ("agency", models.UUIDField(default=NOBODY)),
                ("persons", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "boards_reached_by"},
        ),
        walls.wall("boards_seen", JOB),
        walls.wall_apart("boards_reached_by", REACHED_BY, JOB),
        migrations.RunSQL(
            "ALTER TABLE boards_reached_by SET (fillfactor = 80)",
            "ALTER TABLE boards_reached_by RESET (fillfactor)",
        ),
    ]  # fmt: skip
