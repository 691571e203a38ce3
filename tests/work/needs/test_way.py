"""On its way: sent back once, disputed, decided, handed over warmly, paused, appealed, hidden."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.ground.calendars import deadlines, workdays
from sanshe.ground.calendars.deadlines import SHANGHAI
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, queries, waits
from sanshe.work.needs.models import Handover, Need, Ruling


def told(cast, org, **more):
    with scope(cast.job):
        return list(Notice.objects.filter(org=org.id, **more).values_list("code", flat=True))


@pytest.fixture
def at(monkeypatch):
    """``at(2026, 2, 11)``: it is that day, ten in the morning."""

    def go(*day, hour=10):
        moment = datetime(*day, hour, tzinfo=SHANGHAI)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return go


def again(desk):
    """Sent back once, and dispatched to the agency once more."""
    need = desk.dispatched()
    cast = desk.district
    need = actions.send_back(cast.worker, need=need, version=need.version, reason="不归我们")
    return desk.dispatch(need, reason="就是你们")


def disputed(desk):
    need = again(desk)
    return actions.dispute(
        desk.district.worker, need=need, version=need.version, reason="真的不归我们"
    )


def open_ruling(cast, need):
    with scope(cast.job):
        return Ruling.objects.get(need=need.pk, decided_at__isnull=True)


# --- disputes


def test_the_second_party_asks_the_street_and_holds_it_meanwhile(desk, district):
    need = again(desk)
    with pytest.raises(errors.ReturnedBefore):
        actions.send_back(district.worker, need=need, version=need.version, reason="不归我们")
    need = actions.dispute(district.worker, need=need, version=need.version, reason="不归我们")
    assert (need.state, need.waits_for) == ("dispatched", district.agency.id)
    row = open_ruling(district, need)
    assert (row.decider_org, row.decider_roles) == (district.street_office.id, ["street_officer"])
    assert row.due_at == deadlines.due("NEED-DISPUTE", row.made_at)
    assert "objected" in told(district, district.street_office, role="street_officer")
    with scope(district.street):
        assert [one.pk for one in queries.follow_ups(district.street).rulings] == [row.pk]
    with scope(district.secretary):
        assert not queries.follow_ups(district.secretary).rulings
    with pytest.raises(errors.AskedAlready):
        actions.dispute(district.worker, need=need, version=need.version, reason="再说一次")


def test_only_the_second_party_disputes(desk, district):
    need = desk.dispatched()
    with pytest.raises(errors.NotReturnedYet):
        actions.dispute(district.worker, need=need, version=need.version, reason="x")
    for other in (district.clerk, district.street):
        with pytest.raises(errors.NotYourTurn):
            actions.dispute(other, need=need, version=need.version, reason="x")
    with pytest.raises(NotFound):
        actions.dispute(district.stranger, need=need, version=need.version, reason="x")


def test_what_was_decided_stays(desk, district):
    need = disputed(desk)
    row = open_ruling(district, need)
    with pytest.raises(errors.NotYourTurn):
        actions.decide(district.secretary, ruling=row, verdict="stays", text="x")
    need = actions.decide(district.street, ruling=row, verdict="stays", text="目录上就是你们")
    assert need.fixed and need.lead_org == district.agency.id
    for refused in (actions.send_back, actions.dispute):
        with pytest.raises((errors.TakenAsDecided, errors.ReturnedBefore)):
            refused(district.worker, need=need, version=need.version, reason="还是不归")
    with pytest.raises(errors.TakenAsDecided):
        desk.dispatch(need, lead=district.other.id, reason="换一家")
    with pytest.raises(errors.DecidedAlready):
        actions.decide(district.street, ruling=row, verdict="stays", text="x")
    assert "send_back" not in queries.offers(district.worker, need)


def test_the_street_names_another_or_takes_it_over(desk, district):
    need = disputed(desk)
    row = open_ruling(district, need)
    with pytest.raises(errors.LeadNeeded):
        actions.decide(district.street, ruling=row, verdict="instructs", text="x")
    need = actions.decide(district.street, ruling=row, verdict="takes_over", text="我们来")
    assert need.lead_org == need.waits_for == district.street_office.id and need.fixed
    assert district.agency.id not in need.seen_by
    assert "answered" in told(district, district.agency)


def test_a_confidential_dispute_is_decided_where_it_may_be_seen(desk, district):
    """The desk of what is kept from the committee is the agency; the street reads nothing of it."""
    need = desk.hear(keep_from_committee=True).need
    need = desk.sort(need, actor=district.worker, privacy="confidential")
    need = actions.dispatch(
        district.worker, need=need, version=need.version, lead=district.street_office.id,
        reason="请街道办",
    )  # fmt: skip
    need = actions.send_back(district.street, need=need, version=need.version, reason="不归")
    need = actions.dispatch(
        district.worker, need=need, version=need.version, lead=district.street_office.id,
        reason="就请街道办",
    )  # fmt: skip
    need = actions.dispute(district.street, need=need, version=need.version, reason="不归我们")
    row = open_ruling(district, need)
    assert row.decider_org == district.agency.id and "supervisor" in row.decider_roles
    with pytest.raises(NotFound):
        actions.decide(district.secretary, ruling=row, verdict="stays", text="x")
    assert actions.decide(district.supervisor, ruling=row, verdict="stays", text="街道办").fixed


# --- warm hand-over


def test_a_warm_hand_over_is_asked_back_about_on_its_day(desk, district, at):
    at(2026, 11, 2)
    need = desk.sort(desk.heard(text="楼下麻将馆半夜吵"), category="noise", kind="complaint")
    need = actions.hand_over(
        district.clerk, need=need, version=need.version, to=district.police.id,
        number="NO-77", spoken_to="值班民警", ask_on=date(2026, 11, 4), text="派出所登记了",
    )  # fmt: skip
    assert need.lead_org == district.police.id and need.waits_for == district.committee.id
    assert need.turn == waits.morning_of(date(2026, 11, 4))
    assert actions.remind_ask_back(district.job) == 0
    at(2026, 11, 4)
    assert actions.remind_ask_back(district.job) == 1 == len(told(district, district.committee,
                                                                  code="due_soon"))  # fmt: skip
    assert actions.remind_ask_back(district.job) == 0
    with scope(district.clerk):
        assert len(queries.follow_ups(district.clerk).ask_backs) == 1
    need = actions.ask_back(
        district.clerk, need=need, version=need.version, result="stuck", text="还没排上",
        ask_on=date(2026, 11, 10),
    )  # fmt: skip
    assert need.ask_back_on == date(2026, 11, 10) and need.state == "dispatched"
    at(2026, 11, 10)
    assert actions.remind_ask_back(district.job) == 1
    need = actions.ask_back(
        district.clerk, need=need, version=need.version, result="done", text="去过了"
    )
    assert need.state == "dispatched" and need.ask_back_on is None  # the resident's word is due
    need = actions.answer(district.clerk, need=need, text="派出所去过了")
    need = actions.not_solved(district.holding(need.receipt), need=need)
    assert need.ask_back_on is not None, "not solved: they are asked once more"


def test_what_is_dispatched_outside_in_a_hurry_is_asked_back_about_too(desk, district):
    need = desk.dispatch(desk.sorted(), lead=district.police, reason="公安的事")
    assert need.ask_back_on == timezone.localdate(deadlines.due("HOT-DEFAULT", timezone.now()))
    need = desk.dispatch(need, lead=district.agency.id, reason="改派")
    assert need.ask_back_on is None
    with scope(district.job):
        assert not Handover.objects.filter(ended_at__isnull=True).exists()


def test_only_outside_bodies_are_handed_to_and_only_ahead(desk, district):
    need = desk.sorted()
    hand = {"need": need, "version": need.version, "text": "x"}
    with pytest.raises(errors.NotOutside):
        actions.hand_over(district.clerk, to=district.other.id, **hand)
    for day in (timezone.localdate(), timezone.localdate() + timedelta(days=200)):
        with pytest.raises(errors.DayWrong):
            actions.hand_over(district.clerk, to=district.police.id, ask_on=day, **hand)


# --- pauses and deadlines


def test_the_deadline_moves_over_new_year_with_its_make_up_days(desk, district, at):
    """2026: 春节 from 15 to 23 February; Saturdays 14 and 28 February are worked."""
    at(2026, 2, 10)
    need = desk.dispatch(desk.sort(desk.heard(), urgency="P2"))
    assert timezone.localdate(need.due_at) == date(2026, 2, 13)
    at(2026, 2, 11)
    need = actions.pause(
        district.worker, need=need, version=need.version, why="away", until=date(2026, 2, 24),
        text="老人回老家过年",
    )  # fmt: skip
    # 12, 13, 14 (a Saturday worked) and 24 are waited; after the 13th come 14, 24, 25, 26
    assert timezone.localdate(need.due_at) == date(2026, 2, 26)
    at(2026, 2, 12)
    early = actions.resume(district.worker, need=need, version=need.version)
    assert timezone.localdate(early.due_at) == date(2026, 2, 14) and early.paused_days == 1
    assert timezone.localdate(waits.warn_at("P2", "dispatched", early.due_at)) == date(2026, 2, 13)


def test_it_goes_on_by_itself_when_the_day_is_over(desk, district, at):
    at(2026, 2, 10)
    need = desk.dispatch(desk.sort(desk.heard(), urgency="P3"))
    need = actions.pause(
        district.worker, need=need, version=need.version, why="papers", until=date(2026, 2, 12),
        text="等户口本",
    )  # fmt: skip
    due = need.due_at
    at(2026, 2, 12)
    assert actions.resume_due(district.job) == 0
    at(2026, 2, 25)
    assert actions.resume_due(district.job) == 1
    now = desk.now(need)
    assert (now.due_at, now.paused_days, now.paused_until) == (due, 2, None)
    resident = district.holding(need.receipt)
    with scope(resident):
        assert "等户口本" in [line.text for line in queries.story(resident, need.pk)]


def test_what_may_not_stand_still(desk, district):
    def try_it(need, days=3, why="papers"):
        return actions.pause(
            district.worker, need=need, version=need.version, why=why, text="等一等",
            until=workdays.add_working_days(timezone.localdate(), days),
        )  # fmt: skip

    urgent = desk.dispatch(desk.sort(desk.heard(), urgency="P1"))
    with pytest.raises(errors.NeverPaused):
        try_it(urgent)
    need = desk.dispatched()
    with pytest.raises(errors.PausedTooLong):
        try_it(need, days=16)
    with pytest.raises(errors.NotYourTurn):
        actions.pause(district.clerk, need=need, version=need.version, why="papers", text="x",
                      until=timezone.localdate() + timedelta(days=3))  # fmt: skip
    assert try_it(need, days=15).paused_until
    with scope(district.job):
        Need.objects.filter(pk=urgent.pk).update(
            urgency="P2", due_at=timezone.now() - timedelta(hours=1)
        )
    with pytest.raises(errors.LateAlready):
        try_it(desk.now(urgent))


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 10, 31)),
    pauses=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 4)), min_size=1, max_size=3),
)
@settings(max_examples=60, deadline=None, database=None)
def test_a_deadline_keeps_what_was_waited_and_no_more(start, pauses):
    """However often it stands still: the deadline is later by exactly the working days waited."""
    due = deadlines.due("NEED-P3", datetime.combine(start, datetime.min.time(), SHANGHAI))
    need = Need(due_at=due)
    day, waited, real = start, 0, timezone.now
    try:
        for planned, early in pauses:
            until = workdays.add_working_days(day, planned)
            moment = datetime.combine(day, datetime.min.time(), SHANGHAI)
            need.paused_since, need.paused_until, need.due_unpaused = moment, until, need.due_at
            need.due_at = waits.moved(need.due_at, planned)
            end = max(day, until - timedelta(days=early))
            timezone.now = lambda end=end: datetime.combine(end, datetime.min.time(), SHANGHAI)
            waits.end_pause(need)
            waited += workdays.working_days_between(day, end)
            day = end + timedelta(days=1)
    finally:
        timezone.now = real
    assert need.paused_days == waited
    assert timezone.localdate(need.due_at) == workdays.add_working_days(due.date(), waited)


def test_the_holder_is_warned_once_before_and_once_after(desk, district, at):
    at(2026, 2, 10)
    need = desk.dispatch(desk.sort(desk.heard(), urgency="P3"))  # due on 2 March
    at(2026, 2, 26)
    assert actions.warn_soon(district.job) == 0
    at(2026, 2, 27, hour=9)
    assert actions.warn_soon(district.job) == 1 and actions.warn_soon(district.job) == 0
    assert told(district, district.agency, code="due_soon") == ["due_soon"]
    at(2026, 3, 3)
    assert actions.remind_overdue(district.job) == 1 and actions.warn_soon(district.job) == 0
    assert timezone.localdate(need.due_at) == date(2026, 3, 2)


# --- appeals


def test_the_resident_appeals_once_a_ground_and_the_street_answers(desk, district, at):
    at(2026, 11, 2)
    need = desk.dispatched()
    me = district.holding(need.receipt)
    with pytest.raises(errors.NoGround):
        actions.appeal(me, need=need, ground="overdue", text="太慢")
    at(2026, 11, 20)
    actions.appeal(me, need=need, ground="overdue", text="说好三天,三周了")
    with pytest.raises(errors.AskedAlready):
        actions.appeal(me, need=need, ground="overdue", text="太慢")
    row = open_ruling(district, need)
    now = actions.decide(
        district.street, ruling=row, verdict="instructs", lead=district.other.id, text="换一家"
    )
    assert now.lead_org == district.other.id and now.due_at > timezone.now()
    with scope(me):
        texts = [line.text for line in queries.story(me, need.pk)]
    assert "换一家" in texts


def test_who_answered_does_not_decide_the_appeal(desk, district):
    need = desk.dispatch(desk.sorted(), lead=district.committee.id, reason="自己办")
    for _ in range(2):
        need = actions.answer(district.street if need.lead_org == district.street_office.id
                              else district.clerk, need=need, text="好了")  # fmt: skip
        need = actions.not_solved(district.holding(need.receipt), need=need)
    actions.appeal(district.holding(need.receipt), need=need, ground="badly", text="两次了")
    row = open_ruling(district, need)
    assert row.decider_org == district.street_office.id
    assert not actions.decide(district.street, ruling=row, verdict="declined", text="再等").fixed


# --- kept closer on its way


def test_who_loses_sight_loses_it(desk, district):
    need = desk.dispatch(desk.sorted(), helpers=[district.street_office.id])
    need = actions.raise_privacy(
        district.worker, need=need, version=need.version, privacy="confidential", reason="家暴"
    )
    assert district.committee.id not in need.seen_by and need.desk_org == district.agency.id
    assert need.lead_org == district.agency.id and need.state == "dispatched"
    with pytest.raises(NotFound), scope(district.clerk):
        queries.get(district.clerk, need.pk)
    with pytest.raises(errors.OnlyRaised):
        actions.raise_privacy(
            district.worker, need=need, version=need.version, privacy="normal", reason="x"
        )


def test_without_its_lead_it_goes_back_to_the_proper_desk(desk, district):
    need = desk.dispatch(desk.sorted(), lead=district.committee.id, reason="自己办")
    need = actions.raise_privacy(
        district.clerk, need=need, version=need.version, privacy="confidential", reason="本人要求"
    )
    assert (need.state, need.lead_org, need.waits_for) == ("sorted", None, district.agency.id)
    assert "waiting" in told(district, district.agency)


def test_a_dispute_follows_the_privacy(desk, district):
    need = disputed(desk)
    need = actions.raise_privacy(
        district.worker, need=need, version=need.version, privacy="confidential", reason="x"
    )
    row = open_ruling(district, need)
    assert row.decider_org == district.agency.id
    with scope(district.street):
        assert not queries.follow_ups(district.street).rulings


# --- who held it


def test_the_story_tells_who_held_it(desk, district, at):
    at(2026, 11, 2)
    need = desk.sorted()
    at(2026, 11, 3)
    need = desk.dispatch(need)
    at(2026, 11, 4)
    need = actions.pause(district.worker, need=need, version=need.version, why="papers",
                         until=date(2026, 11, 6), text="等材料")  # fmt: skip
    at(2026, 11, 9)
    actions.resume_due(district.job)
    actions.answer(district.worker, need=need, text="好了")
    with scope(district.clerk):
        stints = queries.held_by(district.clerk, need.pk)
        load = {line.name: line for line in queries.load(district.clerk)}
    committee, agency = district.committee.name, district.agency.name
    assert [one.org for one in stints] == [committee, agency, agency, committee]
    assert [one.days for one in stints][:3] == [1, 1, 3] and stints[-1].until is None
    assert [one.paused for one in stints] == [False, False, True, False]
    assert (load[committee].open, load[agency].open) == (1, 0)
    assert load[agency].answered == 1 and load[agency].days == 7.0
    with scope(district.worker):
        assert [one.name for one in queries.load_of_workers(district.worker)] == ["孟社工"]
