"""After a visit: a record mended, what was noticed, who died or moved, who was not met for long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ledger.models import Place, Record
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs.models import Need
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.models import Correction, Ladder, Visit
from tests.work.visits.cast import (
    FINE,
    code_of,
    dispatched,
    granny,
    hours_ago,
    planned,
    recorded,
)


def mended(district, visit, *, by=None, **more):
    facts = {"outcome": "done", "checks": FINE, "started_at": hours_ago(3), "reason": "时间写错"}
    facts["ended_at"] = facts["started_at"] + timedelta(minutes=20)
    who = by or district.supervisor
    return actions.correct(who, visit=visit, version=visit.version, **{**facts, **more})


def standings(district, visit) -> list[str]:
    with scope(district.job):
        lines = Record.objects.filter(source_id=visit.id).order_by("revision")
        return [Place.objects.get(record=line.id).standing for line in lines]


def test_a_wrong_record_is_reversed_and_written_anew(district):
    visit = planned(district, need=dispatched(district))
    visit = recorded(district, visit, spoken_code=code_of(district, visit))
    with pytest.raises(errors.FirstReversed):
        mended(district, visit, by=district.worker)
    with pytest.raises(errors.ReasonMissing):
        mended(district, visit, reason=" ")
    with pytest.raises(NotFound):
        mended(district, visit, by=district.stranger)
    after = mended(district, visit)
    assert standings(district, visit) == ["reversed", "recorded"]
    with pytest.raises(OutOfDate):
        mended(district, visit)
    with scope(district.worker):
        row = queries.get(district.worker, visit.id)
        assert queries.stands(row) == ""  # the code was said of the old line
        former = Correction.objects.get().former
    assert former["record"] == str(visit.record) and after.record != visit.record
    with scope(district.clerk):
        assert [one.id for one in queries.to_call_back(district.clerk)] == [visit.id]


def test_once_reversed_the_worker_writes_it_again(district):
    from sanshe.ledger import actions as ledger
    from tests.factories.district import COUNTY

    visit = recorded(district, planned(district, need=dispatched(district)))
    ledger.reverse(district.supervisor, county=COUNTY, record=visit.record, reason="记错人")
    visit = mended(district, visit, by=district.worker, outcome="refused", checks={})
    assert (visit.record, standings(district, visit)) == (None, ["reversed"])
    visit = mended(district, visit, by=district.worker)
    assert standings(district, visit) == ["reversed", "recorded"]


def test_who_was_not_met_after_all_is_not_answered(district):
    """A matter answered by a visit alone goes back to work with it; one answered otherwise, or
    by another visit as well, or closed by the resident, stands."""
    need = dispatched(district)

    def state():
        with scope(district.job):
            row = Need.objects.get(pk=need.pk)
            return row.state, row.waits_for, row.reopened

    def missed(visit):
        return mended(district, visit, outcome="no_answer", checks={}, ended_at=None)

    visit = recorded(district, planned(district, need=need))
    assert state() == ("answered", district.committee.id, 0)
    visit = missed(visit)
    assert state() == ("dispatched", district.agency.id, 0)
    visit = mended(district, visit)  # they were there after all
    second = recorded(district, planned(district, need=need, hours=-8), hours=7)
    visit = missed(visit)
    assert state()[0] == "answered"
    needs.not_solved(district.holding(need.receipt), need=need, text="没说清楚")
    needs.answer(district.worker, need=need, text="电话里说清楚了")
    second = missed(second)
    assert state()[:2] == ("answered", district.committee.id)
    needs.confirm(district.holding(need.receipt), need=need)
    mended(district, visit)
    assert state()[0] == "closed"


def test_nobody_answered_after_all_opens_the_ladder_and_back_again(district):
    visit = recorded(district, planned(district, person=granny(district, tier="A")))
    visit = mended(district, visit, outcome="no_answer", checks={}, ended_at=None)
    with scope(district.job):
        assert Ladder.objects.get().ended_at is None
    visit = mended(district, visit)
    mended(district, visit, outcome="no_answer", checks={}, ended_at=None)
    with scope(district.job):
        ended = list(Ladder.objects.order_by("id").values_list("ended_how", flat=True))
        assert ended == ["reached", ""]


def test_what_was_noticed_becomes_one_matter_shown_both_ways(district):
    visit = recorded(district, planned(district, need=dispatched(district)), noticed="煤气灶坏了")
    number = actions.follow_up(district.worker, visit=visit)
    assert actions.follow_up(district.colleague, visit=visit) == ""
    with scope(district.job):
        heard = Need.objects.get(receipt=number)
        assert (heard.text, heard.channel, heard.on_behalf) == ("煤气灶坏了", "visit", True)
    with scope(district.clerk):
        assert [one.id for one in queries.noticed_on(district.clerk, heard.id)] == [visit.id]
    with pytest.raises(errors.NothingNoticed):
        actions.follow_up(
            district.worker, visit=recorded(district, planned(district, hours=-5,
            need=dispatched(district, receipt="123456794")), hours=5),
        )  # fmt: skip
    with pytest.raises(NotFound):
        actions.follow_up(district.clerk, visit=visit)


def test_who_died_is_written_down_and_visited_no_more(district):
    person = granny(district, tier="A")
    coming = planned(district, person=person, hours=30)
    visit = planned(district, person=person)
    with pytest.raises(errors.NobodyLeft):
        actions.leave(district.worker, visit=visit, on=timezone.localdate())
    visit = actions.record(district.worker, visit=visit, version=0, outcome="died")
    called_off = actions.leave(
        district.worker, visit=visit, on=timezone.localdate(), condolence="慰问家人"
    )
    with scope(district.job):
        assert called_off == 1 and Visit.objects.get(pk=coming.pk).state == "cancelled"
        assert Person.objects.get(pk=person.pk).died_on == timezone.localdate()
        assert Visit.objects.get(pk=visit.pk).follow_up.text == "慰问家人"


def test_the_longest_not_met_are_first_and_only_those(district):
    old = timezone.now() - timedelta(days=90)
    with scope(district.job):
        far, near, fine, moved = (granny(district, tier=tier) for tier in "ABAC")
        Person.objects.update(made_at=old)
        Person.objects.filter(pk=moved.pk).update(moved_on=timezone.localdate())
    recorded(district, planned(district, person=near, hours=-24 * 20), hours=24 * 20)
    recorded(district, planned(district, person=fine, hours=-24 * 3), hours=24 * 3)
    planned(district, person=far, hours=20)
    with scope(district.worker):
        rows = queries.unreached(district.worker)
        assert [row.person for row in rows] == [far.id, near.id]
        assert (rows[0].never, rows[0].days, rows[1].days) == (True, 90, 20)
        assert rows[0].next_visit and not rows[1].next_visit
        mine = queries.unreached(district.worker, mine=True)
        assert {row.person for row in mine} == {far.id, near.id}
    with scope(district.colleague):
        assert queries.unreached(district.colleague, mine=True) == []
    with scope(district.other_agency):
        assert queries.unreached(district.other_agency) == []
