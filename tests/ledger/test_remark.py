"""Confirmed, disputed, reversed: by whom, in which order, and what the figures do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connections

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions, errors
from sanshe.ledger.models import Place, Presence, Remark, Tally
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import COUNTY, FX, make_district


def standing(district, record_id) -> str:
    with scope(district.job):
        return Place.objects.get(record=record_id).standing


def confirm(actor, record_id, method="co_signed") -> None:
    actions.confirm(actor, county=COUNTY, record=record_id, method=method)


def test_a_colleague_confirms(district, recorded):
    confirm(district.colleague, recorded)
    with scope(district.job):
        tally = Tally.objects.get()
        assert (tally.standing, tally.records, tally.persons) == ("confirmed", 1, 1)
        assert Presence.objects.get().standing == "confirmed"
        remark = Remark.objects.get()
        assert (remark.was, remark.standing, remark.method) == (
            "recorded", "confirmed", "co_signed",
        )  # fmt: skip
        assert remark.seq == 2


def test_who_may_confirm(district):
    for actor in (district.colleague, district.supervisor, district.clerk, district.secretary):
        one = record(district)
        confirm(actor, one)
        assert standing(district, one) == "confirmed", actor.role


def test_nobody_confirms_their_own_work(district):
    written_down = record(district, workers=[district.colleague.user])
    for method in ("co_signed", "callback"):
        with pytest.raises(errors.OwnWork):
            confirm(district.worker, written_down, method)  # wrote it down
        with pytest.raises(errors.OwnWork):
            confirm(district.colleague, written_down, method)  # did it
    assert standing(district, written_down) == "recorded"


def test_a_spoken_code_is_typed_in_by_the_worker(district, recorded):
    with pytest.raises(errors.MethodNotYours):
        confirm(district.clerk, recorded, "spoken_code")
    confirm(district.worker, recorded, "spoken_code")
    assert standing(district, recorded) == "confirmed"


def test_strangers_find_nothing(district, recorded):
    here = replace(district.other_agency, lo=FX, hi=FX)
    for actor in (district.other_agency, here, district.stranger, district.other_district):
        with pytest.raises(NotFound):
            confirm(actor, recorded)
        with pytest.raises(NotFound):
            actions.dispute(actor, county=COUNTY, record=recorded, reason="没来过")
    for actor in (district.bureau, district.auditor, district.security, district.job):
        with pytest.raises(NotAllowed):
            confirm(actor, recorded)
    with pytest.raises(NotFound):
        confirm(district.colleague, new_id())
    assert standing(district, recorded) == "recorded"


def test_a_resident_speaks_with_the_receipt_in_hand(district, recorded):
    with pytest.raises(NotFound):
        confirm(district.resident, recorded, "resident")  # no receipt shown
    mine = district.holding("FX-0001")
    with pytest.raises(errors.MethodNotYours):
        confirm(mine, recorded, "co_signed")
    with pytest.raises(NotFound):
        confirm(replace(mine, lo=FX + 1, hi=FX + 1), recorded, "resident")
    with pytest.raises(errors.MethodNotYours):
        confirm(district.colleague, recorded, "resident")
    confirm(mine, recorded, "resident")
    actions.dispute(mine, county=COUNTY, record=recorded, reason="其实没有来")
    assert standing(district, recorded) == "disputed"
    with scope(mine):
        assert not Place.objects.exists()  # and still sees nothing of the book


def test_a_dispute_is_answered(district, recorded):
    actions.dispute(district.clerk, county=COUNTY, record=recorded, reason="人在外地")
    with pytest.raises(OutOfDate):
        actions.dispute(district.clerk, county=COUNTY, record=recorded, reason="人在外地")
    confirm(district.supervisor, recorded)
    assert standing(district, recorded) == "confirmed"
    with scope(district.job):
        assert Tally.objects.get().standing == "confirmed"


def test_a_reversed_record_counts_nowhere_and_stays(district):
    granny = new_id()
    one, two = record(district, persons=[granny]), record(district, persons=[granny])
    actions.reverse(district.manager, county=COUNTY, record=one, reason="记错了人")
    with scope(district.job):
        tally = Tally.objects.get()
        assert (tally.records, tally.persons) == (1, 1)
        assert Presence.objects.get().times == 1
    actions.reverse(district.manager, county=COUNTY, record=two, reason="也记错了")
    with scope(district.job):
        assert not Tally.objects.exists()
        assert not Presence.objects.exists()
        assert Remark.objects.count() == 2
    for again in (confirm, lambda a, r: actions.dispute(a, county=COUNTY, record=r, reason="x")):
        with pytest.raises(errors.AlreadyReversed):
            again(district.supervisor, one)


def test_only_the_agencys_seniors_reverse(district, recorded):
    for actor in (district.worker, district.clerk, district.resident, district.bureau):
        with pytest.raises(NotAllowed):
            actions.reverse(actor, county=COUNTY, record=recorded, reason="x")
    other = replace(district.supervisor, org=district.other.id)
    with pytest.raises(NotFound):
        actions.reverse(other, county=COUNTY, record=recorded, reason="x")


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_a_reason_is_given(district, recorded, reason):
    with pytest.raises(errors.ReasonNeeded):
        actions.dispute(district.clerk, county=COUNTY, record=recorded, reason=reason)
    with pytest.raises(errors.ReasonNeeded):
        actions.reverse(district.supervisor, county=COUNTY, record=recorded, reason=reason)


def test_a_sealed_record_is_not_the_committees(district):
    from sanshe.registry.catalogue.models import Service

    Service.objects.update(sealed=True)
    one = record(district, persons=[])
    with pytest.raises(NotFound):
        confirm(district.clerk, one)
    confirm(district.colleague, one)
    with scope(district.clerk):
        assert not Remark.objects.exists()


def test_of_two_at_once_one_wins(committed):
    """The second reads the first one's word only after it is committed, and is told."""
    import threading

    district = make_district()
    one = record(district)
    start, told = threading.Barrier(2), []

    def go(actor):
        start.wait()
        try:
            confirm(actor, one)
            told.append("won")
        except OutOfDate:
            told.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(a,)) for a in (district.colleague, district.clerk)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["told", "won"]
    with scope(district.job):
        assert Tally.objects.get().records == 1
        assert Remark.objects.count() == 1
