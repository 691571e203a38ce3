"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

# A case is known to its two workers and to who leads the agency's work; written by the workers
# and the supervisor. Not by privacy: a committee never sees one, however open the matter.
THEIRS = f"({walls.ROLE} = 'worker' AND {walls.USER} IN (worker, second))"
AGENCY = f"{walls.IN_AREA} AND {walls.SIGHT} = 'org' AND agency = {walls.ORG}"
READ = f"""({walls.SIGHT} = 'all' OR ({AGENCY} AND (
    {THEIRS} OR {walls.ROLE} IN ('supervisor', 'agency_manager'))))"""
WRITE = f"""({walls.SIGHT} = 'all' OR ({AGENCY} AND (
    {THEIRS} OR {walls.ROLE} = 'supervisor')))"""


def file_of(table: str) -> str:
    """Whom it is about and what is written: kept from the manager, who sees the case."""
    return f"""(({walls.SIGHT} = 'all' OR {walls.ROLE} IN ('worker', 'supervisor')) AND EXISTS (
        SELECT 1 FROM casework_case w WHERE w.id = {table}.case_id))"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        walls.wall_apart("casework_case", READ, WRITE),
        *(
            walls.wall(table, file_of(table))
            for table in (
                "casework_file",
                "casework_goal",
                "casework_contact",
                "casework_review",
                "casework_referral",
            )
        ),
        walls.part_of("casework_correction", "casework_contact", "contact_id"),
        walls.append_only("casework_correction"),
        walls.append_only("casework_review"),
    ]
