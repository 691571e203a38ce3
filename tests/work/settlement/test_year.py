"""XS-MZ-2026-017 lived through, month by month, by the product's actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.calendars.workdays import add_working_days
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import errors as promised
from sanshe.registry.people import actions as people
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, queries
from sanshe.work.settlement.models import Verdict
from tests.registry.agreements.cast import now
from tests.work.settlement.judging import paper, read, residents, review, third_party
from tests.work.settlement.test_counting import settle
from tests.work.settlement.test_payments import paid, shut
from tests.work.settlement.year import Year

MONTHLY = {
    "I02": 20, "I03": 4, "I07": 5, "I08": 5, "I09": 100, "I11": 1,
}  # fmt: skip
"""A twelfth of the year's target each."""
HALF = {"I04": 150, "I07b": 2, "I10": 1, "I13": 4}


def standing(district, year, code):
    found = read(district.manager, queries.progress, year.agreement.id).standings
    return next(one for one in found if one.indicator.code == code)


def weighted(district, year) -> Decimal:
    return read(district.bureau, queries.progress, year.agreement.id).weighted


def on(day: date):
    return at(morning(day))


def half(year, months, *, cases, groups):
    """Half a year of everything but visits and files: whole cases and groups."""
    for month in months:
        day = date(2026, month, 12)
        for code, amount in MONTHLY.items():
            year.do(code, day, amount, heads=30)
    last = date(2026, months[-1], 20)
    for code in ("I07b", "I10", "I13"):
        year.do(code, last, HALF[code], heads=25)
    for n in range(cases):
        year.case(last - timedelta(days=n))
    for n in range(groups):
        year.group(last - timedelta(days=n))


def test_the_year_of_the_contract(district):
    year = Year(district)
    persons = residents(district, 150)
    _first_tranche(district, year)
    _up_to_the_middle(district, year, persons)
    _what_does_not_count(district, year, persons)
    _second_tranche(district, year)
    _what_may_be_added(district, year)
    _to_the_end(district, year)
    _accepted_by_those_served(district, year)
    with on(date(2027, 2, 1)):
        _seen_by_each(district, year)


def _first_tranche(district, year):
    """Due on 15 January, asked for on the 10th, paid on the 22nd: a week late, both sides say
    why."""
    with on(date(2026, 1, 10)):
        assert "工作计划" in shut(district, year.agreement, 1)
        paper(district, year.agreement, "plan")
        one = actions.claim(district.manager, agreement=year.agreement.id, number=1)
        actions.approve(district.bureau, claim=one.id)
    with on(date(2026, 1, 22)):
        actions.pay(
            district.bureau, claim=one.id, on=date(2026, 1, 22), amount=Decimal(144_000),
            voucher="记-12",
        )  # fmt: skip
        actions.state(district.manager, agreement=year.agreement.id, number=1, text="晚了一周")
        actions.state(district.bureau, agreement=year.agreement.id, number=1, text="国库支付排队")
        first, *_rest = read(district.auditor, queries.tranches, year.agreement.id)
    assert first.late == 7 and first.left == 0
    assert len(first.suppliers_words) == len(first.purchasers_words) == 1


def _up_to_the_middle(district, year, persons):
    """Everything by half, but visits lag: 391 of 1,044 make 44.90 %, and the gate stays shut.
    With the others written down it is 50.0 %, to the last digit."""
    half(year, range(1, 7), cases=7, groups=2)
    year.do("I04", date(2026, 6, 12), 150, persons=[one.pk for one in persons])
    year.do("I01", date(2026, 6, 12), 391)
    with on(date(2026, 7, 3)):
        settle(district)
        review(district, year.agreement, points=82)
        assert Decimal("44.9") < weighted(district, year) < Decimal("44.91")
        assert "44.90%" in shut(district, year.agreement, 2)
    year.do("I01", date(2026, 6, 29), 653)
    with on(date(2026, 7, 3)):
        settle(district)
        assert standing(district, year, "I01").done == 1_044
        assert weighted(district, year) == 50


def _what_does_not_count(district, year, persons):
    """§6.4: each is kept, and says why; the figures stay where they were."""
    gone, late = persons[0], add_working_days(date(2026, 6, 10), 11)
    with on(date(2026, 6, 26)):
        people.mark_died(district.clerk, person=gone.pk, on=date(2026, 6, 25))
    said = {
        ("person_died", "I01"): year.do("I01", date(2026, 6, 26), persons=[gone.pk]),
        ("too_few_people", "I03"): year.do("I03", date(2026, 6, 26), heads=14),
        ("recorded_late", "I09"): year.do("I09", date(2026, 6, 10), 8, written=late),
        ("too_few_contacts", "I05"): year.case(date(2026, 6, 26), contacts=5),
        ("too_few_sessions", "I06"): year.group(date(2026, 6, 26), members=7),
        ("counted_before", "I04"): year.do("I04", date(2026, 6, 26), persons=[persons[1].pk]),
        ("not_confirmed", "I02"): year.do("I02", date(2026, 6, 26), confirmed=False),
        ("outside_term", "I13"): year.do("I13", date(2025, 12, 31)),
    }
    twice = year.do("I01", date(2026, 6, 26), persons=[persons[2].pk])  # I02 claims it as well
    with on(date(2026, 7, 3)):
        settle(district)
        for expected, id in said.items():
            assert year.why(id) == expected
        assert year.why(twice) == ("counted", "I01")
        assert standing(district, year, "I02").done == 120
        with scope(district.supervisor):
            from sanshe.ledger import actions as ledger
            from tests.factories.district import COUNTY

            ledger.reverse(district.supervisor, county=COUNTY, record=twice, reason="另有一条")
        settle(district)
        assert weighted(district, year) == 50


def _second_tranche(district, year):
    with on(date(2026, 7, 10)):
        paid(district, year.agreement, 2, 144_000, voucher="记-88", on=date(2026, 7, 10))
    with scope(district.job):
        year.agreement.refresh_from_db()
    assert year.agreement.state == "midterm_reviewed"


def _what_may_be_added(district, year):
    def amend(amount):
        return agreements.amend(
            district.bureau, agreement=year.agreement.id, signed_on=date(2026, 9, 1), why="加楼",
            version=now(district, year.agreement).version, amount=Decimal(amount),
        )  # fmt: skip

    with on(date(2026, 9, 1)):
        with pytest.raises(promised.TooMuchAdded):
            amend(36_001)
        amend(36_000)
        with pytest.raises(promised.TooMuchAdded):
            amend("0.01")


def _to_the_end(district, year):
    """One case too few, and three times the escorts: the one does not cover the other."""
    half(year, range(7, 13), cases=4, groups=3)
    year.do("I02", date(2026, 12, 20), 600)
    year.do("I01", date(2026, 12, 20), 1_044)
    year.do("I04", date(2026, 12, 20), 150)
    with on(date(2027, 1, 4)):
        settle(district)
        assert standing(district, year, "I05").done == 11
        assert standing(district, year, "I02").done > 3 * 240 - 1
        assert weighted(district, year) == Decimal(9100) / 92  # all but one case in twelve
        review(district, year.agreement, "final", 88)


def _asked(district, year, answers, happy):
    made = actions.open_survey(district.bureau, agreement=year.agreement.id)
    rows = read(district.clerk, queries.to_ask, made)
    served = [one.respondent.id for one in rows if one.respondent.group == "served"]
    for n, id in enumerate(served[:answers]):
        actions.ask(
            district.clerk, respondent=id, by="phone", outcome="answered", alone=True,
            satisfaction=5 if n < happy else 2, recognition=4, participation=True,
        )  # fmt: skip
    return actions.close_survey(district.bureau, survey=made.id)


def _accepted_by_those_served(district, year):
    buyer = district.bureau
    with on(date(2027, 1, 5)):
        few = _asked(district, year, 40, 37)
        assert queries.result(few).satisfied.rate > 0.92 and not queries.result(few).enough
        made = actions.open_acceptance(buyer, agreement=year.agreement.id)
        lines = {one.indicator.code: one for one in queries.lines_of(made)}
        assert lines["I12"].counted is None  # 92 % of forty says nothing
        enough = _asked(district, year, 120, 111)
        actions.renew_survey(buyer, acceptance=made.id, survey=enough.id)
        for line in queries.lines_of(made):
            assert line.indicator.code != "I12" or line.counted == Decimal("92.50")
            short = line.counted is None or line.counted < line.promised
            actions.judge_line(
                buyer, acceptance=made.id, indicator=line.indicator_id, accepted=True,
                words="双方商定次年补做" if short else "",
            )  # fmt: skip
        actions.notice(buyer, acceptance=made.id)
        assert "公示" in shut(district, year.agreement, 3)
    with on(date(2027, 1, 13)):  # the fifth working day was the 12th
        actions.close_acceptance(buyer, acceptance=made.id)
        assert "审计" in shut(district, year.agreement, 3)
        paper(district, year.agreement, "audit")
        paid(district, year.agreement, 3, 108_000, voucher="记-3", on=date(2027, 1, 13))
        assert now(district, year.agreement).state == "settled"
        with pytest.raises(errors.TooEarly):
            actions.claim(district.manager, agreement=year.agreement.id, number=3)
        actions.archive(buyer, agreement=year.agreement.id)
    assert now(district, year.agreement).state == "archived"


def _seen_by_each(district, year):
    """The manager, the committee, the purchaser, an evaluator, the auditor; a stranger nothing.
    Records behind a figure are opened by whoever may read the book there."""
    id, evaluator = year.agreement.id, third_party(district, "旁人", Role.EVALUATOR)
    for actor in (district.manager, district.clerk, district.bureau, evaluator, district.auditor):
        assert read(actor, queries.progress, id).weighted > 98, actor.name
        assert [one.left for one in read(actor, queries.tranches, id)] == [0, 0, 0], actor.name
        second = read(actor, queries.tranches, id)[1]  # as it stood when it was approved
        assert "50.00%" in next(gate.has for gate in second.gates if gate.condition == "progress")
        assert {one.score for one in read(actor, queries.reviews_of, id)} == {82, 88}
        with scope(actor, read_only=True):
            assert Verdict.objects.exists(), actor.name
    for actor in (district.other_agency, district.other_district, district.stranger):
        for query in (queries.progress, queries.tranches, queries.reviews_of, queries.books):
            with pytest.raises(NotFound):
                read(actor, query, id)
    with scope(district.resident, read_only=True):
        assert not Verdict.objects.exists()
    assert queries.public_summary(year.agreement).paid == 396_000
