"""Law: to read is not to write. By SQL, as the application, nobody writes a row of the newer rooms
whose role the table of the policy gives no deed that writes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import scope
from sanshe.trust.policy.table import TABLE
from tests.factories.district import COUNTY, FX
from tests.laws.test_walls import lay

NOBODY: set[Deed] = set()  # the platform's own job
KEEPS, OVERSEES = Deed.KEEP_TAKEOVER, Deed.ANNOUNCE_TAKEOVER
_LED = {Deed.KEEP_ACTIVITIES, Deed.RECORD_SESSION, Deed.CLOSE_ACTIVITY}
WRITTEN_BY = {
    "activities_activity": _LED,
    "activities_correction": {Deed.RECORD_SESSION},
    "activities_member": {Deed.KEEP_ACTIVITIES},
    "activities_session": _LED,
    "boards_kept": NOBODY,
    "boards_month": NOBODY,
    "boards_reached": NOBODY,
    "boards_reached_by": NOBODY,
    "boards_reading": NOBODY,
    "boards_seen": NOBODY,
    "casework_case": {Deed.WORK_CASE},
    "casework_contact": {Deed.WORK_CASE},
    "casework_correction": {Deed.WORK_CASE},
    "casework_file": {Deed.WORK_CASE},
    "casework_goal": {Deed.WORK_CASE},
    "casework_referral": {Deed.WORK_CASE},
    "casework_review": {Deed.WORK_CASE},
    "checks_call": {Deed.CALL_BACK},
    "checks_flag": {Deed.ANSWER_FLAG, Deed.DECIDE_FLAG},
    "checks_line": {Deed.ANSWER_FLAG, Deed.DECIDE_FLAG},
    "checks_signing": NOBODY,
    "checks_spot": {Deed.KEEP_SPOTS},
    "checks_stay": NOBODY,
    "reports_report": {Deed.MAKE_REPORT},
    "reports_words": {Deed.MAKE_REPORT},
    "settlement_answer": NOBODY,
    "settlement_evaluator": {Deed.KEEP_AGREEMENTS, Deed.JUDGE_REVIEW},
    "settlement_file_check": {Deed.KEEP_AGREEMENTS, Deed.JUDGE_REVIEW},
    "settlement_objection": {Deed.KEEP_AGREEMENTS},
    "settlement_points": {Deed.JUDGE_REVIEW},
    "settlement_respondent": {Deed.ASK_OPINION},
    "settlement_review": {Deed.KEEP_AGREEMENTS},
    "settlement_verdict": NOBODY,
    "statutory_edition": {Deed.KEEP_STATUTORY},
    "statutory_policy": {Deed.KEEP_STATUTORY},
    "statutory_told": {Deed.KEEP_STATUTORY},
    "takeover_client": {Deed.ASK_FOR_TAKEOVER},
    "takeover_event": {KEEPS, OVERSEES},
    "takeover_matter": {KEEPS},
    "takeover_reply": {Deed.ASK_FOR_TAKEOVER, Deed.ANSWER_TAKEOVER},
    "takeover_signature": {KEEPS, OVERSEES},
    "takeover_takeover": {KEEPS, OVERSEES},
    "takeover_thing": {KEEPS},
    "workforce_qualification": {Deed.KEEP_WORKFORCE},
}
"""The deeds of which each table is a part. Who has one of them may come as far as the room's own
rules; everybody else is a reader."""

ROOMS = (
    "activities", "boards", "casework", "checks", "reports", "settlement", "statutory", "takeover",
    "workforce",
)  # fmt: skip
MODELS = {
    model._meta.db_table: model
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
}
NOT_YOURS = "42501"  # refused by a wall or a right, before any constraint is looked at
OURS, ME = new_id(), new_id()
NEAR = {
    "org": OURS, "agency": OURS, "purchaser": OURS, "coming": OURS, "seen_by": [OURS],
    "readers": [OURS], "user": ME, "workers": [ME], "area": FX, "county": COUNTY,
    "handed_at": timezone.now(), "published_on": timezone.localdate(), "score": 90,
    "due_at": timezone.now() - timedelta(days=1), "at": timezone.now(),
}  # fmt: skip
"""A row as near as can be: of the asker's own place, organisation and name, and handed over."""


def test_every_walled_table_of_these_rooms_says_who_writes_it(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert walled & set(MODELS) == set(WRITTEN_BY)


@pytest.mark.parametrize("room", ROOMS)
def test_who_may_only_read_changes_nothing(db, room):
    laid = {table: row_of(table) for table in sorted(WRITTEN_BY) if table.startswith(f"{room}_")}
    with scope(Actor.job("test")):
        stopped = [table for table, row in laid.items() if not again(table, row)]
    assert stopped == [], "not even the platform may write: the law would hold by itself"
    wrong, seen = [], 0
    for role in set(Role) - {Role.JOB}:
        with scope(Actor.staff(user=ME, name="谁", role=role, org=OURS, area=COUNTY)):
            for table, row in laid.items():
                if not TABLE[role].deeds & WRITTEN_BY[table]:
                    done = tried(table, row)
                    seen += done.pop("SELECT")
                    wrong += [(table, role.value, how) for how, rows in done.items() if rows]
    assert wrong == []
    assert seen, "nobody saw a row: nothing was tried"


def row_of(table: str) -> str:
    with scope(Actor.job("test")), connection.cursor() as cursor:
        lay(MODELS[table], NEAR)
        cursor.execute(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1")
        (row,) = cursor.fetchone()
    return row


def tried(table: str, row: str) -> dict[str, int]:
    """How many rows each way of writing reaches. Written again, a row that no wall refuses meets
    its own key: it counts as reached, though nothing is kept."""
    column = MODELS[table]._meta.concrete_fields[-1].column
    return {
        "SELECT": reached(f"SELECT 1 FROM {table}"),
        "INSERT": again(table, row),
        "UPDATE": reached(f'UPDATE {table} SET "{column}" = "{column}"'),
        "DELETE": reached(f"DELETE FROM {table}"),
    }


def again(table: str, row: str) -> int:
    return reached(
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)", row
    )


def reached(words: str, *facts: str) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words, facts)
            transaction.set_rollback(True)
            return cursor.rowcount
    except DatabaseError as error:
        return 0 if error.__cause__.sqlstate == NOT_YOURS else 1
