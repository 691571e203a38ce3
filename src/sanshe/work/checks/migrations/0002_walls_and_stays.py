"""The third wall: readings are the platform's own; a flag is seen by those it concerns and their
heads first, by whoever watches once they answered or their time ran out; a call by who asks."""

from django.db import migrations

from sanshe.trust.policy import walls

JOB = f"{walls.SIGHT} = 'all'"
CONCERNED = f"""(
    {walls.SIGHT} = 'org' AND agency = {walls.ORG}
    AND (NOT sealed OR {walls._setting("sealed")} = 'on')
    AND ({walls.USER} = ANY (workers) OR {walls.ROLE} IN ('supervisor', 'agency_manager'))
)"""
WATCHING = f"""(
    {walls.ROLE} IN ('bureau_officer', 'street_officer', 'auditor') AND {walls.IN_AREA}
    AND NOT sealed AND (state NOT IN ('new', 'looked') OR due_at <= now())
)"""


class Migration(migrations.Migration):
    dependencies = [("checks", "0001_readings_flags_and_calls")]

    operations = [
        walls.wall("checks_stay", JOB),
        walls.wall("checks_signing", JOB),
        walls.wall("checks_flag", f"({JOB} OR {CONCERNED} OR {WATCHING})"),
        walls.part_of("checks_line", "checks_flag", "flag_id"),
        walls.append_only("checks_line"),
        walls.wall("checks_call", f"({JOB} OR org = {walls.ORG})"),
    ]
