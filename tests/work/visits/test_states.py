"""Whatever is tried in whatever order: a visit is one line of the ledger or none, and stands
where the last word put it."""

from __future__ import annotations

from contextlib import suppress

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import actions
from sanshe.work.visits.enums import Outcome, Said, VisitState
from sanshe.work.visits.models import Ladder, Visit, Word
from tests.work.visits.cast import (
    FINE,
    RECEIPT,
    code_of,
    dispatched,
    hours_ago,
    planned,
    recorded,
    standing_of,
    wrong,
)

WHO = ("worker", "colleague", "supervisor", "clerk", "stranger")
STEPS = st.one_of(
    st.tuples(st.just("record"), st.sampled_from(WHO), st.sampled_from(Outcome.values)),
    st.tuples(st.just("correct"), st.sampled_from(WHO), st.sampled_from(Outcome.values)),
    st.tuples(st.just("cancel"), st.sampled_from(WHO), st.just("")),
    st.tuples(st.just("code"), st.sampled_from(WHO), st.sampled_from(["right", "wrong"])),
    st.tuples(st.just("call"), st.sampled_from(WHO), st.sampled_from(Said.values)),
    st.tuples(st.just("resident"), st.just("resident"), st.sampled_from(["solved", "nobody"])),
)


def step(district, visit: Visit, what: str, actor, value: str) -> None:
    if what == "record":
        recorded(district, visit, by=actor, outcome=value)
    elif what == "correct":
        actions.correct(
            actor, visit=visit, version=visit.version, reason="记错了", outcome=value,
            checks=FINE, started_at=hours_ago(2), ended_at=hours_ago(1.5),
        )  # fmt: skip
    elif what == "cancel":
        actions.cancel(actor, visit=visit, version=visit.version, reason="改天")
    elif what == "code":
        code = code_of(district, visit)
        spoken = code if value == "right" else wrong(code)
        actions.try_code(actor, visit=visit, spoken_code=spoken)
    elif what == "call":
        actions.call_back(actor, visit=visit, result=value, remark="问过了")
    elif value == "solved":
        actions.confirm_by_resident(actor, need=visit.need_id)
    else:
        actions.nobody_came(actor, need=visit.need_id, visit=visit)


def check(district, id) -> None:
    with scope(district.job):
        row = Visit.objects.get(pk=id)
        words = list(
            Word.objects.filter(visit=row).exclude(said=Said.NOT_REACHED).order_by("at", "id")
        )
    made = row.state == VisitState.RECORDED and row.outcome == Outcome.DONE
    standing = standing_of(district, row)
    assert (row.record is not None) == made == (standing is not None)
    if row.state != VisitState.RECORDED:
        assert row.outcome == "" and row.recorded_at is None
    assert row.code_tries <= 5
    assert not made or all(getattr(row, check) for check in FINE)
    with scope(district.job):
        looked_for = Ladder.objects.filter(visit=row, ended_at=None).exists()
    assert looked_for == (row.outcome == Outcome.NO_ANSWER)
    if made and words and words[-1].at > row.recorded_at:
        expected = {"came": "confirmed", "nobody_came": "disputed"}[words[-1].said]
        assert standing == expected
    elif made:
        assert standing == "recorded"


@settings(
    max_examples=18, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=10))
def test_any_order_of_anything(district, steps):
    point = transaction.savepoint()
    try:
        actors = {who: getattr(district, who) for who in WHO}
        actors["resident"] = district.holding(RECEIPT)
        visit = planned(district, need=dispatched(district))
        for what, who, value in steps:
            with scope(district.job):
                now = Visit.objects.get(pk=visit.pk)
            with suppress(Problem):
                step(district, now, what, actors[who], value)
            check(district, visit.id)
    finally:
        transaction.savepoint_rollback(point)
        connection.ensure_connection()
