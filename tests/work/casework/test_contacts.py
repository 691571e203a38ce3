"""One contact is one line in the book; what was wrong is reversed; the end moves the indicator."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import OutOfDate, Problem
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions as ledger
from sanshe.ledger.models import Record
from sanshe.trust.policy.scope import scope
from sanshe.work.casework import actions, errors
from sanshe.work.casework.enums import RUNNING
from sanshe.work.casework.models import Contact, Correction, Goal
from sanshe.work.casework.transitions import MOVES
from tests.factories.district import COUNTY, make_district
from tests.work.casework.cast import Work, today
from tests.work.settlement.judging import read
from tests.work.settlement.test_counting import settle
from tests.work.settlement.test_year import standing
from tests.work.settlement.year import Year


@pytest.fixture
def work(district):
    return Work(district)


def test_a_contact_sent_twice_is_one_line(work, district):
    work.running(contacts=0)
    id = new_id()
    first, again = work.contact(id=id), work.contact(id=id, note="又按了一次")
    assert first.record == again.record and again.note == "聊了女儿的电话"
    assert work.book() == [("person_times", "recorded")]
    row = work.now()
    assert (row.state, row.contacts, row.last_contact_on) == ("working", 1, today())
    with scope(district.job):
        (line,) = Record.objects.all()
    assert (line.persons, line.heads, line.series) == ([], 1, row.id)
    assert line.workers == [district.worker.user]


def test_two_taps_at_the_same_moment(committed):
    work = Work(make_district()).running(contacts=0)
    id = new_id()

    def tap(_n):
        try:
            return work.contact(id=id)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(tap, range(3)))
    assert len({one.record for one in made}) == 1
    assert work.book() == [("person_times", "recorded")] and work.now().contacts == 1


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"minutes": 0}, errors.TimeDoesNotFit),
        ({"minutes": 721}, errors.TimeDoesNotFit),
        ({"started_at": timezone.now() + timedelta(hours=2)}, errors.TimeDoesNotFit),
        ({"started_at": timezone.now() - timedelta(days=3)}, errors.TimeDoesNotFit),
        ({"note": " "}, errors.TextMissing),
        ({"next_on": None}, errors.DayDoesNotFit),
        ({"next_on": today() + timedelta(days=93)}, errors.DayDoesNotFit),
    ],
)
def test_what_cannot_be_right_writes_nothing(work, wrong, problem):
    work.running(contacts=0)
    with pytest.raises(problem):
        work.contact(**wrong)
    assert work.book() == [] and work.now().contacts == 0


def test_words_are_mended_in_place_times_by_reversal(work, district):
    work.running()
    with scope(district.job):
        made = Contact.objects.get()
    facts = {
        "contact": made.id, "reason": "写错了", "way": "phone", "note": "其实是电话",
        "started_at": made.started_at, "minutes": made.minutes,
    }  # fmt: skip
    with pytest.raises(errors.ReasonMissing):
        actions.correct(district.worker, version=0, **facts | {"reason": ""})
    actions.correct(district.worker, version=0, **facts)
    assert work.book() == [("person_times", "recorded")]
    facts["minutes"] = 50
    with pytest.raises(OutOfDate):
        actions.correct(district.worker, version=0, **facts)
    with pytest.raises(errors.ReverseFirst):
        actions.correct(district.worker, version=1, **facts)
    assert work.book() == [("person_times", "recorded")]
    mended = actions.correct(district.supervisor, version=1, **facts)
    assert work.book() == [("person_times", "reversed"), ("person_times", "recorded")]
    ledger.reverse(district.supervisor, county=COUNTY, record=mended.record, reason="再改")
    actions.correct(district.worker, version=2, **facts | {"minutes": 40})
    assert [standing for _, standing in work.book()] == ["reversed", "reversed", "recorded"]
    assert work.now().contacts == 1
    with scope(district.job):
        former = list(Correction.objects.order_by("id"))
        (line,) = Record.objects.filter(revision=2)
    assert [one.note for one in former] == ["聊了女儿的电话", "其实是电话", "其实是电话"]
    assert line.workers == [district.worker.user]  # who met the client, not who mended it


def test_the_indicator_moves_when_the_case_is_closed(district):
    year = Year(district)
    enough, few = (Work(district, year.services["I05"]) for _ in range(2))

    def done():
        settle(district)
        return standing(district, year, "I05").done

    for work, contacts, before in ((enough, 6, 0), (few, 5, 1)):
        with at(morning(date(2026, 3, 2)) + timedelta(hours=8)):
            work.running(contacts)
            assert done() == before
            row = work.close()
        with at(morning(date(2026, 3, 4))):
            ledger.confirm(
                district.supervisor, county=COUNTY, record=row.record, method="co_signed"
            )
            assert done() == 1
    assert year.why(enough.now().record) == ("counted", "I05")
    assert year.why(few.now().record) == ("too_few_contacts", "I05")
    assert read(district.manager, lambda actor: Record.objects.filter(unit="cases").count()) == 2


STEPS = ("assess", "plan", "contact", "contact", "review", "close", "refer", "declined",
         "accepted", "end")  # fmt: skip


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=12))
def test_in_any_order_the_book_says_what_was_done(district, steps):
    """Whatever is tried: a step off the table is refused and leaves nothing, the contacts are
    the lines, and one whole case stands exactly where it was closed."""
    with transaction.atomic():
        mark = transaction.savepoint()
        work = Work(district)
        work.open()
        met = 0
        for step in ("assess", "plan", *steps):
            before = work.now()
            try:
                take(work, step)
            except Problem:
                assert work.now() == before and work.now().version == before.version
                continue
            after = work.now()
            assert (before.state, step, after.state) in {tuple(move) for move in MOVES}
            met += step == "contact"
        row = work.now()
        units = [unit for unit, _ in work.book()]
        assert row.contacts == met == units.count("person_times")
        assert units.count("cases") == (row.state == "closed") == (row.record is not None)
        assert (row.state in RUNNING) == (row.ended_on is None)
        with scope(district.job):
            scaled = Goal.objects.filter(case=row.id, after__isnull=False).exists()
        assert scaled == (row.state == "closed")
        transaction.savepoint_rollback(mark)


def take(work, step):
    if step in ("assess", "plan", "contact", "review", "close"):
        return getattr(work, step)()
    if step == "refer":
        return work.step(actions.refer, to="别处", why="更合适", ground="consent")
    if step == "end":
        return work.step(actions.end, why="lost", words="联系不上")
    return work.step(actions.answer_referral, accepted=step == "accepted")
