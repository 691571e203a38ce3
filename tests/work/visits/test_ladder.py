"""Nobody answers: rung after rung, each with its clock, until somebody knows how the person is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate, Problem
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import actions, errors, ladders, queries
from sanshe.work.visits.enums import Found, NextStep, Outcome
from sanshe.work.visits.models import Ladder, Rung
from tests.work.visits.cast import (
    a_volunteer,
    dispatched,
    granny,
    hours_ago,
    planned,
    recorded,
)


def unanswered(district, *, hours: float = -2, **more):
    visit = planned(district, hours=hours, **more)
    return actions.record(
        district.worker, visit=visit, version=visit.version, outcome="no_answer",
        started_at=visit.planned_start,
    )  # fmt: skip


def opened(district, **more) -> Ladder:
    visit = unanswered(district, **more)
    with scope(district.job):
        return Ladder.objects.get(visit=visit)


def climb(district, ladder, *, by=None, rung="", found=Found.NOBODY, text="问过了", **more):
    with scope(district.job):
        now = Ladder.objects.get(pk=ladder.pk)
    return actions.climb(
        by or district.worker, ladder=ladder, version=now.version, rung=rung or now.rung,
        found=found, text=text, **more,
    )  # fmt: skip


def lines_of(district, ladder) -> list[Rung]:
    with scope(district.job):
        return list(Rung.objects.filter(ladder=ladder).order_by("id"))


def test_no_answer_opens_a_ladder_on_top_for_worker_and_committee(district):
    ladder = opened(district, person=granny(district, tier="A"))
    assert (ladder.pace, ladder.rung) == ("quick", NextStep.AGAIN)
    assert ladder.due_at - ladder.opened_at == timedelta(minutes=40)
    for one in (district.worker, district.supervisor, district.clerk, district.street):
        with scope(one):
            assert [row.id for row in queries.open_ladders(one)] == [ladder.id]
    for one in (district.other_agency, district.other_district, district.stranger):
        with scope(one):
            assert queries.open_ladders(one) == []
            with pytest.raises(NotFound):
                queries.get_ladder(one, ladder.id)
        with pytest.raises(NotFound):
            climb(district, ladder, by=one)
    with pytest.raises(NotAllowed):
        climb(district, ladder, by=district.street)
    with pytest.raises(NotFound):
        climb(district, ladder, by=a_volunteer(district))


def test_the_pace_follows_tier_and_living_alone(district):
    assert opened(district, person=granny(district, tier="C")).pace == "slow"
    assert opened(district, need=dispatched(district), hours=-4).pace == "slow"


def test_rung_by_rung_to_the_police_and_no_further_down(district):
    ladder = opened(district, person=granny(district, tier="B"))
    order = [climb(district, ladder).rung for _ in range(6)]
    assert order == [*ladders.RUNGS[1:], NextStep.POLICE, NextStep.POLICE]
    with pytest.raises(errors.SaysNothing):
        climb(district, ladder, found=Found.TAKEN_OVER, text=" ")
    done = climb(district, ladder, by=district.clerk, found=Found.TAKEN_OVER, text="派出所开门")
    assert done.ended_how == Found.TAKEN_OVER
    assert lines_of(district, ladder)[-1].by_name == "李干事"
    with pytest.raises(OutOfDate):
        climb(district, ladder)


def test_nothing_is_skipped_in_silence(district):
    ladder = opened(district, person=granny(district, tier="A"))
    with pytest.raises(errors.SkippedSilently):
        climb(district, ladder, rung=NextStep.COMMITTEE)
    with pytest.raises(errors.NotTakenOver):
        climb(district, ladder, found=Found.TAKEN_OVER)
    with pytest.raises(errors.SourceMissing):
        climb(district, ladder, found=Found.WHEREABOUTS)
    climb(district, ladder, rung=NextStep.CONTACT, why_skipped="邻居都搬走了")
    skipped = [line for line in lines_of(district, ladder) if line.skipped]
    assert [(one.rung, one.text) for one in skipped] == [
        ("again", "邻居都搬走了"), ("neighbour", "邻居都搬走了"),
    ]  # fmt: skip
    ended = climb(district, ladder, found=Found.WHEREABOUTS, source="女儿电话")
    assert ended.ended_how == Found.WHEREABOUTS


def test_danger_goes_to_the_police_at_once_and_shows_what_it_skipped(district):
    ladder = opened(district, person=granny(district, tier="A"))
    climb(district, ladder, found=Found.DANGER, text="")
    with scope(district.job):
        ladder = Ladder.objects.get(pk=ladder.pk)
    assert ladder.rung == NextStep.POLICE
    skipped = {line.rung for line in lines_of(district, ladder) if line.skipped}
    assert skipped == {NextStep.NEIGHBOUR, NextStep.CONTACT, NextStep.COMMITTEE}


def test_what_is_kept_from_the_committee_does_not_ask_it(district):
    need = dispatched(district, privacy="confidential", desk_org=district.agency.id,
                      seen_by=[district.agency.id])  # fmt: skip
    ladder = opened(district, need=need)
    with scope(district.clerk):
        assert queries.open_ladders(district.clerk) == []
    with pytest.raises(NotFound):
        climb(district, ladder, by=district.clerk)
    for _ in range(3):
        after = climb(district, ladder)
    assert after.rung == NextStep.POLICE


def test_going_again_is_the_next_rung_and_meeting_ends_it(district):
    person = granny(district, tier="A")
    ladder = opened(district, person=person, hours=-5)
    unanswered(district, person=person, hours=-4)
    with scope(district.job):
        assert Ladder.objects.get().rung == NextStep.NEIGHBOUR
    recorded(district, planned(district, person=person, hours=-2), hours=2)
    with scope(district.job):
        assert Ladder.objects.get(pk=ladder.pk).ended_how == Found.REACHED


def test_paper_typed_out_of_order_opens_none_for_who_was_met_later(district):
    person = granny(district, tier="A")
    recorded(district, planned(district, person=person, hours=-2), hours=2)
    unanswered(district, person=person, hours=-6)
    with scope(district.job):
        assert not Ladder.objects.exists()


def test_who_is_told_when_a_rung_is_late_each_once(district):
    ladder = opened(district, person=granny(district, tier="A"), hours=-3)

    def told() -> list[tuple]:
        rows = Notice.objects.filter(link__contains=str(ladder.id), code="alarm")
        return [(row.user, row.org, row.role) for row in rows.order_by("made_at", "id")]

    for _ in range(5):
        actions.ring_ladders(district.job)
    everybody = [
        (district.worker.user, None, ""),
        (None, district.agency.id, "supervisor"),
        (None, district.committee.id, ""),
    ]
    assert told() == everybody
    assert actions.ring_ladders(district.job) == 0
    climb(district, ladder)
    assert actions.ring_ladders(district.job) == 0  # the next rung has its own time


STEPS = st.tuples(
    st.sampled_from(["worker", "clerk", "stranger"]),
    st.sampled_from([rung.value for rung in NextStep][:5]),
    st.sampled_from(list(Found)),
    st.sampled_from(["", "女儿"]),
    st.sampled_from(["", "有原因"]),
)


@settings(
    max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=8), answer=st.sampled_from(Outcome.values))
def test_no_path_skips_a_rung_or_ends_without_an_ending(district, steps, answer):
    point = transaction.savepoint()
    try:
        ladder = opened(district, person=granny(district, tier="A"), hours=-5)
        for who, rung, found, source, why in steps:
            try:
                climb(
                    district, ladder, by=getattr(district, who), rung=rung, found=found,
                    source=source, why_skipped=why,
                )  # fmt: skip
            except Problem:
                continue
            check(district, ladder)
        check(district, ladder)
    finally:
        transaction.savepoint_rollback(point)
        connection.ensure_connection()


def check(district, ladder) -> None:
    with scope(district.job):
        now = Ladder.objects.get(pk=ladder.pk)
    lines = lines_of(district, ladder)
    reached = ladders.RUNGS.index(NextStep(now.rung))
    if now.ended_at is None:
        below = {rung.value for rung in ladders.RUNGS[:reached]}
        assert below <= {line.rung for line in lines}
        assert not any(line.found in Found.endings() for line in lines)
    else:
        (end,) = [line for line in lines if line.found in Found.endings()]
        assert now.ended_how == end.found and end.text
        assert end.source or end.found != Found.WHEREABOUTS
    assert all(line.text for line in lines if line.skipped)
    assert now.version == len({line.written_at for line in lines}) or now.version <= len(lines)


def test_a_moment_that_cannot_be_is_refused(district):
    ladder = opened(district, person=granny(district, tier="A"))
    with pytest.raises(errors.BeforeIt):
        climb(district, ladder, at=hours_ago(5))
    with pytest.raises(errors.InTheFuture):
        climb(district, ladder, at=timezone.now() + timedelta(hours=1))
