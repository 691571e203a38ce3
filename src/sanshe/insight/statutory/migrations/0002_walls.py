"""The third wall: who works with figures reads what lies in their area; who keeps tables writes
there; nobody changes what was told or closed."""

from django.db import migrations

from sanshe.trust.policy import walls

IN_AREA = walls.IN_AREA.replace("community", "area", 1)
JOB = f"{walls.SIGHT} = 'all'"
READ = f"({JOB} OR ({IN_AREA} AND {walls.SIGHT} IN ('area', 'counts')))"
WRITE = (
    f"({JOB} OR ({IN_AREA} AND {walls.ROLE} IN ('street_officer', 'bureau_officer')))"
)


class Migration(migrations.Migration):
    dependencies = [("statutory", "0001_first")]

    operations = [
        walls.wall_apart("statutory_policy", READ, WRITE),
        walls.wall_apart("statutory_told", READ, WRITE),
        walls.wall_apart("statutory_edition", READ, WRITE),
        walls.append_only("statutory_told"),
        walls.append_only("statutory_edition"),
    ]
