"""What an agreement waits for, of whom and until when, from the first thought to the archive."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sanshe.registry.agreements import actions as agreements
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.enums import Party, Task
from tests.registry.agreements.cast import BEGAN, awarded, budgeted, now, opened, signed
from tests.work.settlement.judging import (
    SHEET,
    counted,
    done,
    paper,
    read,
    residents,
    served,
    third_party,
)


def tasks(actor, row) -> dict[Task, queries.Awaited]:
    return {one.task: one for one in read(actor, queries.awaited, row.id)}


def mine(actor, row) -> set[Task]:
    return {task for task, one in tasks(actor, row).items() if one.mine}


def test_up_to_the_signature_the_purchaser_with_the_laws_days(district):
    first = tasks(district.bureau, opened(district))[Task.STEP]
    assert (first.step, first.who, first.due_on, first.mine) == (
        "need_survey", Party.PURCHASER, None, True,
    )  # fmt: skip
    assert mine(district.auditor, budgeted(district, number="A-2")) == set()
    won = awarded(district, number="A-3")
    found = tasks(district.bureau, won)
    assert found[Task.ANNOUNCE].due_on == date(2025, 12, 10) and found[Task.STEP].due_on is None
    agreements.announce(
        district.bureau, agreement=won.id, version=won.version, on=date(2025, 12, 8)
    )
    assert tasks(district.bureau, won)[Task.STEP].due_on == date(2026, 1, 7)


def test_in_force_each_side_sees_its_own(district):
    row = signed(district)
    assert mine(district.manager, row) == {Task.HAND_IN_PLAN}
    assert mine(district.bureau, row) == {Task.FILE, Task.REVIEW}
    agreements.attach(
        district.manager, agreement=row.id, kind="plan", title="计划",
        media_type="application/pdf", content=b"%PDF",
    )  # fmt: skip
    assert Task.TAKE_PLAN in mine(district.bureau, row) and not mine(district.manager, row)
    paper(district, row, "plan")
    assert mine(district.manager, row) == {Task.CLAIM}
    claim = actions.claim(district.manager, agreement=row.id, number=1)
    asked = tasks(district.bureau, row)[Task.APPROVE]
    assert (asked.number, asked.due_on, asked.mine) == (1, date(2026, 1, 15), True)
    actions.approve(district.bureau, claim=claim.id)
    assert Task.PAY in mine(district.bureau, row)
    assert mine(district.auditor, row) == set() == mine(district.clerk, row)


def test_a_review_is_seen_by_who_judges_and_not_by_the_supplier(district):
    row = signed(district)
    one = actions.open_review(district.bureau, agreement=row.id, kind="midterm", sheet=SHEET)
    assert {Task.INVITE, Task.DRAW} <= mine(district.bureau, row)
    judge = third_party(district)
    actions.invite(district.bureau, review=one.id, user=judge.user, kind="professional")
    assert mine(judge, row) == {Task.DECLARE}
    actions.declare(judge, review=one.id)
    with scope(district.bureau):
        counted(district, row, 2)
    actions.draw_files(district.bureau, review=one.id)
    assert mine(judge, row) == {Task.SCORE, Task.CHECK_FILES}
    told = tasks(district.manager, row)
    assert told[Task.REVIEW].of is None and Task.SCORE not in told


def test_residents_are_asked_by_the_committee_and_nobody_is_named(district):
    row = signed(district)
    served(district, residents(district, 6))
    actions.open_survey(district.bureau, agreement=row.id)
    assert mine(district.clerk, row) == {Task.ASK_RESIDENTS}
    told = tasks(district.manager, row)[Task.ASK_RESIDENTS]
    assert told.number > 0 and not told.mine


@pytest.mark.parametrize("side", ["suspended", "terminated"])
def test_what_was_stopped(district, side):
    row = signed(district)
    done(district, row, 312)
    agreements.stop(
        district.bureau, agreement=row.id, version=now(district, row).version, side=side,
        reason="查账",
    )  # fmt: skip
    if side == "suspended":
        assert mine(district.bureau, row) == {Task.LIFT} and mine(district.manager, row) == set()
        return
    asks = tasks(district.manager, row)[Task.ASK_CLOSING]
    assert asks.mine and asks.due_on == timezone.localdate() + timedelta(days=90)
    assert Task.ARCHIVE not in tasks(district.bureau, row)


def test_what_failed_is_archived_and_waits_for_nothing_more(district):
    row = budgeted(district)
    agreements.stop(
        district.bureau, agreement=row.id, version=row.version, side="failed_bid", reason="没人投"
    )
    assert mine(district.bureau, row) == {Task.ARCHIVE} == set(tasks(district.auditor, row))
    actions.archive(district.bureau, agreement=row.id)
    assert tasks(district.bureau, row) == {}


def test_evaluated_bids_wait_five_working_days(district):
    row = budgeted(district)
    for step in ("requirement_published", "procurement", "evaluated"):
        row = agreements.advance(
            district.bureau, agreement=row.id, version=row.version, to=step, on=BEGAN
        )
    one = tasks(district.bureau, row)[Task.STEP]
    assert (one.step, one.due_on) == ("awarded", date(2025, 11, 10))
