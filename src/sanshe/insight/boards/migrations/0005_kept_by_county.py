"""Matters and elders as each county's board told them, for the boards above."""

from django.db import migrations, models

from sanshe.trust.policy import walls

JOB = f"{walls.SIGHT} = 'all'"
IN_AREA = walls.IN_AREA.replace("community", "county", 1)
TOLD = f"({JOB} OR ({IN_AREA} AND {walls.SIGHT} IN ('area', 'counts')))"


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_seen_by_place")]

    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("pk", models.CompositePrimaryKey(
                    "county", "month", "kind", blank=True, editable=False, primary_key=True,
                    serialize=False)),
                ("county", models.BigIntegerField()),
                ("month", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("heard", models.IntegerField(default=0)),
                ("answered", models.IntegerField(default=0)),
                ("in_time", models.IntegerField(default=0)),
                ("reopened", models.IntegerField(default=0)),
                ("more", models.BooleanField(default=False)),
            ],
            options={"db_table": "boards_kept"},
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("county", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("all_at", models.DateTimeField()),
            ],
            options={
                "db_table": "boards_reading",
                "indexes": [models.Index(fields=["at"], name="boards_reading_at")],
            },
        ),
        walls.wall_apart("boards_kept", TOLD, JOB),
        walls.wall_apart("boards_reading", TOLD, JOB),
    ]  # fmt: skip
