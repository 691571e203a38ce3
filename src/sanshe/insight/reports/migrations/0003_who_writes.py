"""A report is made by the heads of its organisation; the others may read it."""

from django.db import migrations

from sanshe.trust.policy import walls
from sanshe.trust.policy.enums import Role

HEADS = walls.by_roles(
    Role.AGENCY_MANAGER, Role.COMMITTEE_SECRETARY, Role.STREET_OFFICER, Role.BUREAU_OFFICER
)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_walls")]

    operations = [
        walls.written_by("reports_words", insert=HEADS, update=HEADS),
        walls.written_by("reports_report", insert=HEADS, update=HEADS),
    ]
