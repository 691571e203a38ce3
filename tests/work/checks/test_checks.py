"""Flags: seen once, in any order, by those they concern first; never a change of the book."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.models import Notice
from sanshe.ledger import actions as ledger
from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions, errors, queries
from sanshe.work.checks.models import Call, Draw, Flag, Mark, Shape, Spot, Stay
from tests.factories import book
from tests.factories.district import COUNTY, FX, GF, District


def noon(days: int = 3, minutes: int = 0) -> datetime:
    day = timezone.localdate() - timedelta(days=days)
    at = datetime.combine(day, time(12), timezone.get_current_timezone())
    return at + timedelta(minutes=minutes)


def wrote(district: District, at: datetime, lasts: int = 30, **more: Any) -> Any:
    return book.record(
        district, started_at=at, ended_at=at + timedelta(minutes=lasts), **more
    )  # fmt: skip


def seen(actor) -> list[Flag]:
    with scope(actor, read_only=True):
        return list(queries.flags(actor).rows)


@pytest.fixture
def flag(district: District) -> Flag:
    """The worker wrote two visits that began in the same minute."""
    wrote(district, noon())
    wrote(district, noon())
    actions.run(district.job)
    (found,) = seen(district.manager)
    return found


def test_two_at_once_are_seen_once_and_a_reversal_takes_it_back(district, flag):
    assert (flag.kind, flag.state, len(flag.records)) == ("same_time", "new", 2)
    assert flag.workers == [district.worker.user] and flag.elsewhere == 0
    assert not queries.waiting(district.job)
    actions.run(district.job)
    assert len(seen(district.manager)) == 1
    with scope(district.job):
        assert Notice.objects.filter(link=f"/desk/checks/{flag.pk}/").count() == 3
    ledger.reverse(district.manager, county=COUNTY, record=flag.records[0], reason="记了两遍")
    actions.run(district.job)
    (gone,) = seen(district.manager)
    assert (gone.pk, gone.state) == (flag.pk, "withdrawn")
    wrote(district, noon(minutes=10))
    actions.run(district.job)
    (back,) = seen(district.manager)
    assert (back.pk, back.state) == (flag.pk, "new") and len(back.records) == 2
    with scope(district.manager, read_only=True):
        assert [line.step for line in queries.lines_of(back)] == ["raised", "gone", "grew"]


def test_who_sees_it_first_and_who_later(district, flag):
    """The cast: the worker and the heads; others only when it was answered or time ran out."""
    assert [row.pk for row in seen(district.worker)] == [flag.pk]
    assert [row.pk for row in seen(district.supervisor)] == [flag.pk]
    late = (district.bureau, district.auditor, district.street)
    nobody = (district.colleague, district.other_agency, district.stranger, district.clerk,
              district.other_district)  # fmt: skip
    for actor in (*late, *nobody):
        assert seen(actor) == []
        with scope(actor, read_only=True), pytest.raises(NotFound):
            queries.flag(actor, flag.pk)
        with scope(actor), connection.cursor() as cursor:  # the wall alone
            cursor.execute("SELECT count(*) FROM checks_flag")
            assert cursor.fetchone() == (0,)
    for actor in (district.resident, district.security):
        with pytest.raises(NotAllowed):
            seen(actor)
    with scope(district.bureau, read_only=True):  # that the checks ran, and what they came to
        same = queries.tallies(district.bureau)[0]
        assert (same.kind, same.all, same.open, same.decided) == ("same_time", 1, 1, 0)
        assert queries.as_far_as(district.bureau)[1] == 2
    with pytest.raises(NotFound):
        actions.decide(district.bureau, flag=flag.pk, version=0, outcome="passed_on", text="?")
    with scope(district.job):
        Flag.objects.update(due_at=timezone.now() - timedelta(hours=1))
    for actor in late:
        assert [row.pk for row in seen(actor)] == [flag.pk]
    for actor in nobody:
        assert seen(actor) == []
    passed = actions.decide(
        district.auditor, flag=flag.pk, version=0, outcome="passed_on", text="请机构补说明"
    )
    assert passed.state == "passed_on"


def test_it_is_explained_by_the_worker_and_decided_by_somebody_else(district, flag):
    said = actions.explain(
        district.worker, flag=flag.pk, version=0, text="老两口住一起,两个人一起看的"
    )
    assert said.state == "looked"
    with pytest.raises(NotAllowed):
        actions.decide(district.worker, flag=flag.pk, version=1, outcome="explained", text="对")
    with pytest.raises(OutOfDate):
        actions.decide(district.manager, flag=flag.pk, version=0, outcome="explained", text="对")
    with pytest.raises(errors.StillStands):
        actions.decide(district.manager, flag=flag.pk, version=1, outcome="corrected", text="改")
    with pytest.raises(errors.ReasonNeeded):
        actions.decide(district.manager, flag=flag.pk, version=1, outcome="explained", text=" ")
    actions.decide(
        district.manager, flag=flag.pk, version=1, outcome="explained", text="问过,是一户人"
    )
    (row,) = seen(district.bureau)
    assert row.state == "explained"
    with pytest.raises(errors.AlreadyDecided):
        actions.decide(district.bureau, flag=flag.pk, version=2, outcome="corrected", text="?")
    with scope(district.job):  # nothing in the book has moved by it
        assert ledger_standings() == ["recorded", "recorded"]
    wrote(district, noon(minutes=20))  # what comes to a decided one opens it again
    actions.run(district.job)
    (row,) = seen(district.manager)
    assert row.state == "new" and len(row.records) == 3


def ledger_standings() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT standing FROM ledger_standing")
        return [row[0] for row in cursor.fetchall()]


def test_nobody_decides_about_their_own_records(district):
    for _twice in range(2):
        wrote(district, noon(), workers=[district.supervisor.user])
    actions.run(district.job)
    (row,) = seen(district.supervisor)
    with pytest.raises(errors.OwnFlag):
        actions.decide(
            district.supervisor, flag=row.pk, version=0, outcome="explained", text="没事"
        )


def test_the_order_of_arrival_does_not_matter(district):
    """One after the other with a run after each, or all at once: the same flags."""
    at = [noon(minutes=n) for n in (0, 0, 20, 45, 45, 200, 210)]
    found = []
    for turn in range(3):
        who = [new_id() if turn else district.worker.user]
        order = random.Random(turn).sample(at, len(at))
        for one in order:
            wrote(district, one, workers=who)
            if turn < 2:
                actions.run(district.job)
        actions.run(district.job)
        with scope(district.job):
            (row,) = Flag.objects.filter(workers=who)
            starts = Stay.objects.filter(record__in=row.records).values_list("started_at")
            found.append((row.kind, row.seen, row.state, sorted(starts)))
    assert found[0] == found[1] == found[2]
    with scope(district.job):
        marks = list(Mark.objects.values_list("seq", flat=True))
        shape = Shape.objects.get()
    assert marks == [21] and shape.records == 21
    assert shape.round_times == 21  # all of thirty minutes


def test_a_way_that_is_too_short_in_time(district):
    where = {"1栋": "102.70", "9栋": "102.71"}
    homes = []
    for building, lon in where.items():
        actions.put_spot(district.clerk, community=FX, building=building, lat=25, lon=float(lon))
        homes.append(
            keep_person(district.worker, community=FX, name="一家", building=building, even_so=True)
        )
    with pytest.raises(errors.NoSuchSpot):
        actions.put_spot(district.clerk, community=FX, building="1栋", lat=102, lon=25)
    with pytest.raises(NotFound):
        actions.put_spot(district.clerk, community=GF, building="1栋", lat=25, lon=102)
    wrote(district, noon(), persons=[homes[0].id])
    wrote(district, noon(minutes=33), persons=[homes[1].id])
    wrote(district, noon(minutes=90), persons=[homes[0].id])
    wrote(district, noon(5), persons=[homes[0].id])  # and on another day in both at once
    wrote(district, noon(5, minutes=10), persons=[homes[1].id])
    actions.run(district.job)
    row, both = sorted(seen(district.worker), key=lambda one: one.kind)
    assert both.kind == "two_places" and len(both.records) == 2
    assert row.kind == "too_fast" and row.seen["minutes"] == 3 and len(row.records) == 2
    with scope(district.clerk, read_only=True):
        known = {one.building: one.lat is not None for one in queries.buildings(district.clerk)}
    assert known == {"1栋": True, "9栋": True}
    with scope(district.job):
        assert Spot.objects.count() == 2


def test_many_confirmations_in_one_go_and_group_shares(district):
    last_quarter = date(2026, 8, 4)
    at = datetime.combine(last_quarter, time(9), timezone.get_current_timezone())
    ids = [
        wrote(district, at + timedelta(hours=n), lasts=37, workers=[new_id()]) for n in range(60)
    ]
    for one in ids[:12]:
        ledger.confirm(district.manager, county=COUNTY, record=one, method="co_signed")
    with scope(district.job):  # the rest of the county, mostly confirmed
        Shape.objects.create(
            county=COUNTY, quarter=date(2026, 7, 1), agency=district.other.id, platform=0,
            unit="person_times", records=200, confirmed=180, timed=200, round_times=40,
        )  # fmt: skip
    actions.run(district.job)
    kinds = {row.kind: row for row in seen(district.supervisor)}
    assert set(kinds) == {"one_hand", "unconfirmed"}
    assert kinds["one_hand"].workers == [district.manager.user]
    assert len(kinds["one_hand"].records) == 12
    rate = kinds["unconfirmed"]
    assert rate.workers == [] and rate.seen["yes"] == 12 and rate.seen["rest_yes"] == 180
    assert rate.platform == district.station.pk and rate.until == date(2026, 9, 30)
    assert not queries.waiting(district.job)


def test_sealed_flags_stay_with_the_agency(district):
    for _twice in range(2):
        wrote(district, noon(), persons=[], sealed=True)
    actions.run(district.job)
    (row,) = seen(district.manager)
    assert row.sealed
    with scope(district.job):
        Flag.objects.update(due_at=timezone.now() - timedelta(hours=1))
        assert not Shape.objects.exists()
    assert seen(district.bureau) == []
    with scope(district.bureau, read_only=True):
        assert queries.tallies(district.bureau)[0].all == 0


def test_residents_are_asked_by_lot(district, monkeypatch):
    person = keep_person(district.worker, community=FX, name="张阿姨", building="1栋", even_so=True)
    ids = [wrote(district, noon(10, 40 * n), persons=[person.id]) for n in range(30)]
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday() + 6)
    with monkeypatch.context() as then:
        moment = datetime.combine(monday, time(10), timezone.get_current_timezone())
        then.setattr(timezone, "now", lambda: moment)
        for one in ids:
            ledger.confirm(district.manager, county=COUNTY, record=one, method="callback")
    actions.run(district.job)
    assert actions.draw_calls(district.job) == 2
    assert actions.draw_calls(district.job) == 0
    with scope(district.clerk, read_only=True):
        first, second = queries.calls_to_make(district.clerk)
        (view,) = queries.draws(district.clerk)
        assert view.same and set(view.records) == {first.record, second.record}
    for actor in (district.worker, district.manager, district.other_district, district.bureau):
        with scope(actor, read_only=True):
            assert queries.calls_to_make(actor) == []  # who did the work does not learn whom
            assert all(one.seed == "" for one in queries.draws(actor)) or actor == district.bureau
        with pytest.raises((NotFound, NotAllowed)):
            actions.answer(actor, call=first.pk, said="happened")
    actions.answer(district.clerk, call=first.pk, said="did_not", remark="说那天没人来")
    with pytest.raises(errors.AskedAlready):
        actions.answer(district.clerk, call=first.pk, said="happened")
    for _try in range(3):
        actions.answer(district.clerk, call=second.pk, said="unreached")
    actions.run(district.job)
    actions.run(district.job)
    row = next(row for row in seen(district.worker) if row.kind == "said_not")
    assert row.records == [first.record] and row.state == "new"
    with scope(district.job):
        assert Call.objects.filter(ended_at=None).count() == 0
        assert Draw.objects.get().pool == 30
        assert set(ledger_standings()) == {"confirmed"}  # nothing is taken back by itself
    ledger.reverse(district.manager, county=COUNTY, record=first.record, reason="记错了人")
    actions.run(district.job)
    row = next(row for row in seen(district.worker) if row.kind == "said_not")
    assert row.state == "withdrawn"
