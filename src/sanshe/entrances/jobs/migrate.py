"""Bring the database to this version's shape, and give the application's role its rights."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections

from sanshe.ground.kit.database import APP_ROLE
from sanshe.trust.policy.walls import GRANTS


def migrate(*, quiet: bool = False) -> None:
    """Run as the owner. Safe to run again at any time."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {APP_ROLE} NOSUPERUSER NOBYPASSRLS")
            cursor.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")
    call_command("migrate", database="owner", verbosity=0 if quiet else 1, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    with owner.cursor() as cursor:
        cursor.execute(GRANTS)
