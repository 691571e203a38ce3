"""The third wall: an agency its own; whoever reads the tables of an area those at home in it."""

from django.db import migrations

from sanshe.trust.policy import walls

IN_AREA = walls.IN_AREA.replace("community", "area", 1)
OWN = f"agency = {walls.ORG} AND {walls.ROLE} = 'agency_manager'"
JOB = f"{walls.SIGHT} = 'all'"


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_first")]

    operations = [
        walls.wall_apart(
            "workforce_qualification",
            f"({JOB} OR ({OWN}) OR ({IN_AREA} AND {walls.SIGHT} = 'counts')"
            f" OR ({IN_AREA} AND {walls.ROLE} = 'street_officer'))",
            f"({JOB} OR ({OWN}))",
        ),
    ]
