"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        walls.append_only("audit_entry"),
        walls.wall(
            "audit_entry",
            # read by auditor and audit administrator, in their area; a line without a place by both
            f"{walls.ROLE} IN ('auditor', 'audit_admin', 'job')"
            f" AND (county = 0 OR {walls.IN_COUNTY_AREA})",
            # written by whoever acts, in their own name
            f"role = {walls.ROLE} AND org = {walls.ORG}"
            f" AND (actor = {walls.USER} OR ({walls.USER} IS NULL AND actor = '{NOBODY}'))",
        ),
    ]
