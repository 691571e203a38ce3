"""Two people on a visit: both busy, both in the book, neither bears it out; and who must be two."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotFound
from sanshe.ledger.models import Record
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.enums import Risk
from tests.work.visits.cast import dispatched, granny, planned, recorded


def along(district, *who):
    return {"companions": [one.user for one in who]}


def test_both_are_busy_then(district):
    planned(district, hours=1, need=dispatched(district), **along(district, district.colleague))
    other = dispatched(district, receipt="123456794")
    for worker in (district.worker, district.colleague):
        with pytest.raises(errors.WorkerBusy) as busy:
            planned(district, hours=1.2, need=other, worker=worker)
        assert worker.name in str(busy.value)
    with pytest.raises(errors.WorkerBusy):
        planned(
            district, hours=1.2, need=other, worker=district.supervisor,
            **along(district, district.colleague),
        )  # fmt: skip


def test_called_off_both_are_free_again(district):
    need = dispatched(district)
    visit = planned(district, hours=1, need=need, **along(district, district.colleague))
    actions.cancel(district.worker, visit=visit, version=0, reason="下雨")
    assert planned(district, hours=1, need=need, worker=district.colleague)


def test_both_stand_in_the_book_and_neither_bears_it_out(district):
    visit = planned(district, need=dispatched(district), **along(district, district.colleague))
    assert visit.crew_names == "孟社工、小何"
    visit = recorded(district, visit)
    with scope(district.worker):
        line = Record.objects.get(id=visit.record)
    assert line.workers == [district.worker.user, district.colleague.user]
    for one in (district.worker, district.colleague):
        with pytest.raises(errors.NotByYourself):
            actions.call_back(one, visit=visit, result="came")
        with scope(one):
            assert queries.to_call_back(one) == []
    elsewhere = planned(district, need=dispatched(district, receipt="123456794"), hours=-4,
                        worker=district.colleague)  # fmt: skip
    with pytest.raises(errors.TwoPlacesAtOnce):
        recorded(district, elsewhere, by=district.colleague)


def test_who_did_not_come_is_not_in_the_book(district):
    visit = planned(district, need=dispatched(district), **along(district, district.colleague))
    visit = recorded(district, visit, came_along=[])
    with scope(district.worker):
        assert Record.objects.get(id=visit.record).workers == [district.worker.user]


def test_a_first_visit_together_with_the_committee(district):
    person = granny(district)
    visit = planned(district, person=person, **along(district, district.clerk))
    assert district.committee.id in visit.seen_by
    with scope(district.clerk):
        assert queries.get(district.clerk, visit.id).crew_names == "孟社工、李干事"
    with pytest.raises(errors.CompanionElsewhere):
        planned(district, person=person, hours=3, **along(district, district.other_agency))
    hushed = dispatched(district, receipt="123456794", privacy="confidential",
                        seen_by=[district.agency.id], desk_org=district.agency.id)  # fmt: skip
    with pytest.raises(errors.CompanionMayNotSee):
        planned(district, need=hushed, hours=3, **along(district, district.clerk))


def test_nobody_goes_alone_where_two_should_without_saying_why(district):
    person = granny(district)
    actions.caution(district.worker, person=person, risk=Risk.HOUSE, note="有狗")
    with pytest.raises(errors.AlreadyCautioned):
        actions.caution(district.colleague, person=person, risk=Risk.HOUSE)
    with pytest.raises(errors.NotAlone) as said:
        planned(district, person=person)
    assert "狗" in str(said.value)
    assert planned(district, person=person, way="phone", hours=9)
    assert planned(district, person=person, alone_because="狗关好了").alone_because
    two = planned(district, person=person, hours=-5, **along(district, district.colleague))
    with pytest.raises(errors.NotAlone):
        recorded(district, two, hours=5, came_along=[])
    standing = queries.cautions_of
    with scope(district.other_agency):
        assert standing(district.other_agency, person.id) == []
    with pytest.raises(NotFound):
        actions.caution(district.stranger, person=person, risk=Risk.FALL)
    with scope(district.worker):
        (one,) = standing(district.worker, person.id)
    actions.lift(district.colleague, caution=one)
    with pytest.raises(NotFound):
        actions.lift(district.worker, caution=one)
    assert planned(district, person=person, hours=5)
