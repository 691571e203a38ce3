"""Law: row-level security wherever there is personal data. Read from the live catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from sanshe.entrances.shared.personal import REGISTER
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX

UNWALLED = {
    "agreements_amendment": "a public record; it names by number who wrote it down",
    "agreements_document": "papers of a purchase; shown by who may see the agreement",
    "agreements_event": "a public record; it names by number who took the step",
    "agreements_rule": "a public record; it names by number who set it",
    "catalogue_version": "a public record; it names by number who approved it",
    "notices_notice": "an account's number and a code; the sender of mail knows no actor",
    "notices_outgoing": "an account's number and a code; the sender of mail knows no actor",
    "notices_preference": "an account's number and a code; whoever tells asks it",
    "settlement_acceptance": "a public record; it names by number who opened it",
    "settlement_claim": "shown by who may see the agreement; it names by number who asked",
    "settlement_closing": "as a claim; it names by number who asked and who answered",
    "settlement_entry": "money of a purchase; it names by number who wrote it down",
    "settlement_package": "the archive of a purchase; shown by who may see the agreement",
    "settlement_payment": "a public record; it names by number who wrote it down",
    "settlement_seen": "it names by number who took a paper",
    "settlement_statement": "what one side says; it names by number who wrote it down",
    "settlement_survey": "how a sample was drawn; it names by number who opened it",
}
"""Tables with a number of an account in them and no word about anybody."""

TABLES = {apps.get_model(label)._meta.db_table: label for label in REGISTER.personal_models()}
WALLED = sorted(set(TABLES) - set(UNWALLED))


@pytest.fixture
def ask(db):
    def rows(question: str, *facts: object) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(question, facts)
            return cursor.fetchall()

    return rows


@pytest.mark.parametrize("table", WALLED)
def test_a_table_about_people_has_its_wall(ask, table):
    ((enabled, owner, me),) = ask(
        "SELECT c.relrowsecurity, pg_get_userbyid(c.relowner), current_user FROM pg_class c "
        "WHERE c.oid = %s::regclass",
        table,
    )
    assert enabled and owner != me
    policies = ask("SELECT cmd, qual, with_check FROM pg_policies WHERE tablename = %s", table)
    assert {"ALL", "SELECT"} & {command for command, _, _ in policies}, "nobody guards reading"
    for command, *words in policies:
        said = [word for word in words if word is not None]
        assert said and all("current_setting" in w or "EXISTS" in w for w in said), command


def test_the_application_can_neither_bypass_nor_become_the_owner(ask):
    assert ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False)]
    owners = {
        owner for (owner,) in ask("SELECT DISTINCT tableowner FROM pg_tables "
                                  "WHERE schemaname = 'public'")
    }  # fmt: skip
    for owner in owners:
        assert ask("SELECT pg_has_role(current_user, %s, 'MEMBER')", owner) == [(False,)]


def test_what_stands_unwalled_holds_only_numbers(ask):
    for table in UNWALLED:
        for field in REGISTER.fields.values():
            if TABLES.get(table) == field.model:
                column = apps.get_model(field.model)._meta.get_field(field.field)
                assert column.get_internal_type() == "UUIDField", field.name


@pytest.mark.parametrize("table", WALLED)
def test_no_scope_no_rows(ask, table):
    job = Actor.job("test")
    with scope(job):
        lay(apps.get_model(TABLES[table]))
        assert ask(f"SELECT count(*) > 0 FROM {table}") == [(True,)]
    assert ask(f"SELECT count(*) FROM {table}") == [(0,)]


NEEDED = {
    "activities_member": {"called": "豆豆"},
    "audit_entry": {"actor": NOBODY, "org": NOBODY, "role": Role.JOB},  # in one's own name
    "duty_alarm": {"next_at": timezone.now()},
    "planning_line": {"state": "unplaced"},
    "planning_working": {"start": time(9), "end": time(17)},
    "settlement_verdict": {"why": "no_indicator"},
    "visits_rung": {"found": "nobody"},
}
"""What a wall or a constraint wants beyond whatever fits a column."""


def lay(model: type[models.Model], near: Mapping[str, object] | None = None) -> models.Model:
    """One row with whatever fits, so that a wall has something behind it; columns named in ``near``
    say what it says there."""
    near = near or {}
    plain = [f.name for f in model._meta.concrete_fields if not f.is_relation]
    given = {name: near[name] for name in plain if name in near}
    given |= NEEDED.get(model._meta.db_table, {})
    for field in model._meta.concrete_fields:
        if (
            field.name in given
            or field.null
            or field.has_default()
            or field.blank
            or getattr(field, "auto_now_add", 0)
        ):
            continue
        if not isinstance(field, models.AutoField):
            given[field.name] = _fitting(field, near)
    return model._base_manager.create(**given)


def _fitting(field: models.Field, near: Mapping[str, object]) -> object:
    if isinstance(field, models.ForeignKey):
        return lay(field.related_model, near)
    if field.name in ("county", "community"):
        return {"county": COUNTY, "community": FX}[field.name]
    if field.choices:
        return field.choices[0][0]
    if field.unique and field.get_internal_type() == "CharField":
        return new_id().hex[-9:]
    return {
        "UUIDField": new_id(), "DateTimeField": timezone.now(), "DateField": timezone.localdate(),
        "BinaryField": b"x", "TimeField": time(9), "ArrayField": [], "DecimalField": 1,
        "BooleanField": False,
    }.get(field.get_internal_type(), "1")  # fmt: skip


def test_views_do_not_look_around_the_walls(ask):
    around = ask(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('v', 'm') "
        "AND c.relnamespace = 'public'::regnamespace "
        "AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)"
    )
    assert around == []


def test_functions_do_not_run_as_the_owner(ask):
    """Triggers may (they give nothing back), with a search path of their own."""
    assert (
        ask(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace "
            "AND NOT (prorettype = 'trigger'::regtype AND proconfig::text LIKE '%%search_path%%')"
        )
        == []
    )
