"""A flag is raised and withdrawn by the platform alone, and written on by those it concerns; a call
is made by who may call back, a building's place put down by who keeps it."""

from django.db import migrations

from sanshe.trust.policy import walls
from sanshe.trust.policy.enums import Role

SAYS = walls.by_roles(
    Role.VOLUNTEER, Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER,
    Role.STREET_OFFICER, Role.BUREAU_OFFICER, Role.AUDITOR,
)  # fmt: skip
CALLS = walls.by_roles(
    Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER,
    Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY, Role.STREET_OFFICER,
)  # fmt: skip
PLACES = walls.by_roles(
    Role.SUPERVISOR, Role.AGENCY_MANAGER, Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY,
    where=walls.IN_AREA,
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("checks", "0002_walls_and_stays")]

    operations = [
        walls.written_by("checks_flag", update=SAYS),
        walls.written_by("checks_line", insert=SAYS),
        walls.written_by("checks_call", update=CALLS),
        walls.wall_apart("checks_spot", "true", PLACES),
    ]
