"""Certificates of those who work for an agency."""

import sanshe.ground.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sanshe.ground.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("user", models.UUIDField()),
                ("agency", models.UUIDField()),
                ("area", models.BigIntegerField()),
                (
                    "certificate",
                    models.CharField(
                        choices=[
                            ("1", "助理社会工作师"),
                            ("2", "社会工作师"),
                            ("3", "高级社会工作师"),
                        ],
                        max_length=1,
                    ),
                ),
                ("obtained_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "workforce_qualification",
                "indexes": [
                    models.Index(fields=["agency"], name="qualifications_of_agency")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user", "certificate"),
                        name="certificate_once",
                    )
                ],
            },
        ),
    ]
