"""A session is written down once, by those who run it, and moves what was promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions as ledger
from sanshe.ledger.errors import OwnWork
from sanshe.ledger.models import Place, Record
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.work.activities import actions, errors, queries
from sanshe.work.activities.dates import days_of, is_holiday
from sanshe.work.activities.models import Activity, Member, Session
from tests.factories.district import COUNTY, make_district
from tests.work.activities.cast import on_list, planned, recorded, service, sessions
from tests.work.visits.test_at_once import together


def book(district) -> list[Record]:
    with scope(district.job):
        return list(Record.objects.filter(source="activity").order_by("seq"))


def read(actor, query, *args, **more):
    with scope(actor, read_only=True):
        return query(actor, *args, **more)


def test_a_session_is_one_record_with_those_who_came(district):
    row = planned(district, service(district, "person_times"))
    zhou, wu, teacher = on_list(district, row, "周念念", "吴大爷", "兰老师")
    actions.make(district.worker, member=teacher.id, part="leader")
    first, *_rest = sessions(district, row)
    said = {"present": [zhou.id, wu.id, teacher.id], "guests": 3, "happened": "剪了窗花"}
    made = recorded(district, first, **said)
    again = recorded(district, first, **said)  # the same click once more, or an offline repeat
    assert (made.heads, again.record) == (5, made.record)
    (line,) = book(district)
    assert line.id == made.record
    assert (line.heads, line.quantity, line.unit) == (5, 5, "person_times")
    assert set(line.persons) == {zhou.person_id, wu.person_id}  # the teacher served
    assert (line.series, line.source_id, line.sealed) == (row.id, first.id, False)
    with pytest.raises(OutOfDate):
        recorded(district, first, **{**said, "guests": 4})
    assert read(district.worker, queries.get, row.id).state == "running"
    led, *_others = read(district.worker, queries.members_of, row, sessions(district, row))
    assert (led.helps, led.times, led.hours) == (True, 1, 2)


def test_two_at_once_write_one_record(committed):
    district = make_district()
    row = planned(district, service(district, "sessions"))
    first, *_rest = sessions(district, row)
    facts = {
        "session": first.id, "version": 0, "workers": [district.worker.user],
        "started_at": first.planned_start, "ended_at": first.planned_end,
    }  # fmt: skip
    won = together(
        lambda: actions.record(district.worker, guests=9, **facts),
        lambda: actions.record(district.colleague, guests=8, **facts),
    )
    assert sum(isinstance(one, OutOfDate) for one in won) == 1
    assert len(book(district)) == 1


def test_a_wrong_one_is_reversed_and_written_anew(district):
    row = planned(district, service(district, "events"))
    first, *_rest = sessions(district, row)
    made = recorded(district, first, guests=9)
    facts = {
        "session": first.id, "version": made.version, "workers": made.workers, "guests": 19,
        "started_at": made.started_at, "ended_at": made.ended_at,
    }  # fmt: skip
    with pytest.raises(errors.ReasonMissing):
        actions.correct(district.supervisor, reason=" ", **facts)
    with pytest.raises(errors.FirstReversed):
        actions.correct(district.worker, reason="漏了一页", **facts)
    mended = actions.correct(district.supervisor, reason="漏了一页", **facts)
    old, new = book(district)
    assert (old.heads, new.heads, new.revision, mended.record) == (9, 19, 1, new.id)
    with scope(district.job):
        places = dict(Place.objects.values_list("record", "standing"))
    assert places == {old.id: "reversed", new.id: "recorded"}
    (kept,) = read(district.worker, lambda _actor: queries.corrections_of(mended))
    assert (kept.former["guests"], kept.reason) == (9, "漏了一页")


def test_somebody_else_bears_it_out(district):
    row = planned(district, service(district, "sessions"))
    first, second, _third = sessions(district, row)
    with pytest.raises(errors.NothingToBearOut):
        actions.bear_out(district.clerk, session=first.id, how="list")
    for one, who, how in ((first, district.colleague, "list"), (second, district.clerk, "asked")):
        made = recorded(district, one, guests=9)
        with pytest.raises(OwnWork):
            actions.bear_out(district.worker, session=one.id, how=how)
        actions.bear_out(who, session=one.id, how=how)
        with scope(district.job):
            assert Place.objects.get(record=made.record).standing == "confirmed"


def test_what_cannot_be_right_is_refused(district):
    row = planned(district, service(district, "sessions"), for_children=True, capacity=2)
    dou, lan = on_list(district, row, "豆豆", "兰兰")
    first, *_rest = sessions(district, row)
    with pytest.raises(errors.Full):
        on_list(district, row, "第三个")
    two = [district.worker.user, district.colleague.user]
    for refusal, said in (
        (errors.NobodyCame, {}),
        (errors.TooManyGuests, {"guests": -1}),
        (errors.NoWorker, {"guests": 9, "workers": []}),
        (errors.WorkerElsewhere, {"guests": 9, "workers": [district.clerk.user]}),
        (errors.TwoAdults, {"guests": 9}),
        (errors.GuardianMissing, {"present": [dou.id], "workers": two}),
        (errors.TimesWrong, {"guests": 9, "ended_at": first.planned_start}),
        (errors.TimesWrong, {"guests": 9, "ended_at": first.planned_end + timedelta(days=300),
                             "started_at": first.planned_start + timedelta(days=300)}),
    ):  # fmt: skip
        with pytest.raises(refusal):
            recorded(district, first, **said)
    assert book(district) == []
    with scope(district.job):
        Person.objects.filter(pk=lan.person_id).update(died_on=first.day - timedelta(days=1))
    with pytest.raises(errors.AfterDeath):
        recorded(district, first, present=[lan.id], workers=two)
    with scope(district.job):
        Person.objects.filter(pk=lan.person_id).update(died_on=None)
    for one in (dou, lan):
        actions.let_come(district.worker, member=one.id, guardian="姑姑")
    recorded(district, first, present=[dou.id], workers=two)
    actions.make(district.worker, member=lan.id, part="helper")  # an aunt of one who helps
    recorded(district, sessions(district, row)[1], present=[dou.id, lan.id])


@pytest.mark.parametrize("privacy", ["normal", "confidential", "sealed"])
def test_who_sees_it_and_who_writes(district, privacy):
    row = planned(district, service(district, "sessions"), privacy=privacy)
    (zhou,) = on_list(district, row, "周念念")
    first, *_rest = sessions(district, row)
    made = recorded(district, first, present=[zhou.id], happened="说了自己的事")
    (line,) = book(district)
    assert line.sealed == (privacy == "sealed")
    assert line.persons == ([zhou.person_id] if privacy == "normal" else [])
    names = {"worker": True, "colleague": privacy != "sealed", "clerk": privacy == "normal"}
    for who in ("worker", "colleague", "clerk", "other_agency", "other_district", "bureau",
                "resident", "stranger"):  # fmt: skip
        actor = getattr(district, who)
        seen = who in ("worker", "colleague") or (who == "clerk" and privacy != "sealed")
        listed = names.get(who, False)
        with scope(actor, read_only=True):  # the wall alone
            assert Activity.objects.exists() is seen, who
            assert Session.objects.exists() is seen, who
            assert Member.objects.exists() is listed, who
        if not seen:
            with pytest.raises((NotFound, NotAllowed)):
                read(actor, queries.session, made.id)
            with pytest.raises((NotFound, NotAllowed)):
                actions.drop_session(actor, session=first.id, reason="不办了")
            continue
        found = read(actor, queries.session, made.id)
        assert (found.heads, bool(found.happened), bool(found.present)) == (1, listed, listed)
        assert bool(read(actor, queries.members_of, found.activity, [found])) is listed
    with pytest.raises((NotFound, NotAllowed)):
        actions.cancel(district.clerk, activity=row.id, version=0, reason="不办了")


def test_only_who_runs_the_place_opens_one(district):
    at_station = service(district, "sessions")
    for actor in (district.clerk, district.resident, district.stranger, district.other_agency):
        with pytest.raises((NotAllowed, NotFound, errors.NotRunByYou)):
            planned(district=_as(district, actor), of=at_station)
    id = new_id()
    once, again = (planned(district, at_station, id=id) for _ in range(2))
    assert once.pk == again.pk and len(sessions(district, once)) == 3
    for refusal, said in (
        (errors.UnitDoesNotFit, {"service": service(district, "cases").pk}),
        (errors.GroupsAreNotOpen, {"public": True, "privacy": "confidential"}),
        (errors.DatesWrong, {"count": 201}),
        (errors.SealedIsLed, {"privacy": "sealed", "workers": [district.colleague.user]}),
        (errors.NameMissing, {"name": " "}),
    ):
        with pytest.raises(refusal):
            planned(district, at_station, **said)
    with pytest.raises(errors.DayTaken):
        session = sessions(district, once)[0]
        actions.add_session(
            district.worker, activity=once.id, day=session.day,
            starts=session.planned_start.time(), ends=session.planned_end.time(),
        )  # fmt: skip


def _as(district, actor):
    from dataclasses import replace

    return replace(district, worker=actor)


def test_a_reversed_line_may_be_written_anew_by_who_leads(district):
    row = planned(district, service(district, "sessions"))
    made = recorded(district, sessions(district, row)[0], guests=9)
    ledger.reverse(district.supervisor, county=COUNTY, record=made.record, reason="数错了")
    actions.correct(
        district.worker, session=made.id, version=made.version, reason="数错了", guests=8,
        workers=made.workers, started_at=made.started_at, ended_at=made.ended_at,
    )  # fmt: skip
    assert [one.heads for one in book(district)] == [9, 8]


@given(
    first=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    every=st.sampled_from(["week", "workday", "once"]),
    count=st.integers(1, 40),
)
def test_sessions_follow_each_other_and_avoid_holidays(first, every, count):
    days = days_of(first, every, count)
    if every == "once":
        assert days == [first]
        return
    assert len(days) == count and days == sorted(set(days)) and days[0] >= first
    if every == "week":
        assert {day.weekday() for day in days} == {first.weekday()}
        assert not any(map(is_holiday, days))
        skipped = {first + timedelta(weeks=n) for n in range((days[-1] - first).days // 7)}
        assert all(map(is_holiday, skipped - set(days)))
    else:
        assert all(map(is_working_day, days))
        between = {first + timedelta(days=n) for n in range((days[-1] - first).days)}
        assert not any(map(is_working_day, between - set(days)))
