"""The third wall from the database's side: row-level security, as migration operations.

Every table with personal data gets a wall in a migration of its own module:

    operations = [walls.matter("needs_need"), walls.part_of("needs_event", "needs_need", "need_id")]

Settings read here are set by ``scope`` only. ``current_setting(…, true)`` is NULL or '' outside a
scope, and a comparison with NULL shows no row.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Func, Value

from sanshe.ground.kit.database import APP_ROLE

from .enums import Privacy, Role


def _setting(name: str) -> str:
    return f"NULLIF(current_setting('app.{name}', true), '')"


IN_AREA = f"community BETWEEN {_setting('lo')}::bigint AND {_setting('hi')}::bigint"
IN_COUNTY_AREA = (
    f"county BETWEEN {_setting('lo')}::bigint / 1000000 * 1000000 AND {_setting('hi')}::bigint"
)
SIGHT = _setting("sight")
ORG = f"{_setting('org')}::uuid"
USER = f"{_setting('user')}::uuid"
ROLE = _setting("role")
RECEIPT = _setting("receipt")
CONSENT = f"{_setting('consent')}::uuid"
HANDOVER = f"{_setting('handover')} = 'on'"
DOOR = f"{_setting('door')} = 'on'"

SEEN = f"""(
    {SIGHT} = 'all'
    OR ({IN_AREA} AND (
        ({SIGHT} = 'area' AND privacy IN ('{Privacy.NORMAL}', '{Privacy.THIRD_PARTY}'))
        OR ({SIGHT} IN ('area', 'org') AND {ORG} = ANY (seen_by)
            AND (privacy <> '{Privacy.SEALED}' OR {_setting("sealed")} = 'on'))))
    OR {HANDOVER}
)"""


class Walled(models.Model):
    """A matter about people: where it belongs, how far it may be seen, and which organisations
    are part of it. The columns that the wall reads."""

    community = models.BigIntegerField(db_index=True)
    privacy = models.CharField(max_length=12, choices=Privacy, default=Privacy.NORMAL)
    seen_by = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        abstract = True


def instead(former: UUID | None, to: UUID | None) -> Any:
    """For an update of many rows: ``seen_by`` without ``former`` and with ``to``, each once."""
    seen: Any = F("seen_by")
    for gone in (former, to):
        if gone is not None:
            seen = Func(seen, Value(gone, models.UUIDField()), function="array_remove")
    if to is not None:
        seen = Func(seen, Value(to, models.UUIDField()), function="array_append")
    return seen


def wall(table: str, using: str, check: str | None = None) -> migrations.RunSQL:
    """Row-level security on ``table``: rows ``using`` are seen, rows ``check`` may be written."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_wall ON {table} USING ({using}) WITH CHECK ({check or using});
        """,
        f"DROP POLICY {table}_wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def wall_apart(table: str, read: str, write: str) -> migrations.RunSQL:
    """Row-level security where more may read than write: rows ``read`` are seen, rows ``write``
    are also changed."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_read ON {table} FOR SELECT USING ({read});
        CREATE POLICY {table}_write ON {table} USING ({write}) WITH CHECK ({write});
        """,
        f"""
        DROP POLICY {table}_read ON {table}; DROP POLICY {table}_write ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def matter(table: str, *, or_receipt: str = "") -> migrations.RunSQL:
    """The wall of a ``Walled`` table. ``or_receipt`` names a column that also lets in the
    resident who holds that receipt."""
    mine = f" OR {or_receipt} = {RECEIPT}" if or_receipt else ""
    return wall(table, SEEN + mine)


def part_of(table: str, whole: str, key: str) -> migrations.RunSQL:
    """The wall of a table whose rows are seen with the row of ``whole`` that ``key`` names."""
    return wall(table, f"EXISTS (SELECT 1 FROM {whole} w WHERE w.id = {table}.{key})")


def by_roles(*roles: Role, where: str = "true") -> str:
    """Somebody in one of these roles, ``where`` that holds; or the platform itself."""
    named = ", ".join(f"'{role.value}'" for role in roles)
    return f"({SIGHT} = 'all' OR ({ROLE} IN ({named}) AND ({where})))"


NOBODY_ELSE = f"{SIGHT} = 'all'"
"""Written by the platform itself alone."""


def written_by(
    table: str, *, insert: str = NOBODY_ELSE, update: str = NOBODY_ELSE, delete: str = NOBODY_ELSE
) -> migrations.RunSQL:
    """Narrows a wall that stands: whatever it shows, rows are written by these alone. (Taking a
    row FOR UPDATE counts as writing.)"""
    return migrations.RunSQL(
        f"""
        CREATE POLICY {table}_insert ON {table} AS RESTRICTIVE FOR INSERT WITH CHECK ({insert});
        CREATE POLICY {table}_update ON {table} AS RESTRICTIVE FOR UPDATE
            USING ({update}) WITH CHECK ({update});
        CREATE POLICY {table}_delete ON {table} AS RESTRICTIVE FOR DELETE USING ({delete});
        """,
        f"""
        DROP POLICY {table}_insert ON {table}; DROP POLICY {table}_update ON {table};
        DROP POLICY {table}_delete ON {table};
        """,
    )


def append_only(table: str) -> migrations.RunSQL:
    """Nobody changes or deletes rows of ``table``: not the application, not the owner."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'rows of {table} are never changed or deleted'
                USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_stays();
        CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays();
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC;
        COMMENT ON TABLE {table} IS 'append-only';
        """,
        f"""
        DROP TRIGGER {table}_stays ON {table}; DROP TRIGGER {table}_stays_whole ON {table};
        DROP FUNCTION {table}_stays(); COMMENT ON TABLE {table} IS NULL;
        """,
    )


GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE};
DO $$
DECLARE t text;
BEGIN
    FOR t IN SELECT c.relname FROM pg_class c
             WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
               AND obj_description(c.oid, 'pg_class') = 'append-only'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM {APP_ROLE}', t);
    END LOOP;
    FOR t IN SELECT c.relname FROM pg_class c
             WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
               AND obj_description(c.oid, 'pg_class') = 'reference'
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM {APP_ROLE}', t);
    END LOOP;
END $$;
"""
"""What the application's role may do; run by the owner after every migration."""


BOOK_ROW = f"""(
    {SIGHT} = 'all'
    OR ({IN_AREA} AND (
        ({SIGHT} = 'area' AND NOT sealed)
        OR ({SIGHT} IN ('area', 'org') AND agency = {ORG}
            AND (NOT sealed OR {_setting("sealed")} = 'on'))
        OR ({SIGHT} = 'counts' AND NOT sealed)))
    OR {HANDOVER}
)"""
BOOK_FIGURE = (
    f"({SIGHT} = 'all' OR ({IN_AREA} AND {SIGHT} IN ('area', 'org', 'counts')) OR {HANDOVER})"
)
"""A figure of the book names nobody: whoever works in the area may read it."""

BOOK_WRITE = f"""(
    {SIGHT} = 'all'
    OR ({IN_AREA} AND (
        ({SIGHT} = 'area' AND NOT sealed)
        OR ({SIGHT} = 'org' AND agency = {ORG} AND (NOT sealed OR {_setting("sealed")} = 'on'))))
    OR {HANDOVER}
)"""
"""Whoever reads figures only (bureau, evaluator, auditor) writes nothing into the book; an agency
only its own; a committee or street office its word on what is open."""
