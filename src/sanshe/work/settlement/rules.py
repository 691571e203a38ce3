"""Figures that are policy, in one place with where they come from; and who is which side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from sanshe.registry.agreements.enums import State
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role

from .enums import Asked, Judge, ReviewKind

CENT = Decimal("0.01")
CLOSING_WAITS_DAYS = 90
"""So long after the end, or after a refusal, the supplier may still ask to be paid before what was
terminated goes into the archive: our own decision."""
INTEREST_YEARS = 2
"""Worked there within two years: withdraw (社会组织评估管理办法 art. 19, §2.3)."""
FILES_DRAWN = 20
"""Records looked at in a review: our own decision (fewer where fewer counted)."""
NOTICE_WORKING_DAYS = 5
"""Public notice of the result (contract P3, §6.4)."""
LEAST_ANSWERS = 30
LEAST_PERCENT = 10
"""Of those served: at least thirty and a tenth (§2.14)."""
MOST_PERCENT = 60
"""Of those served who must answer, where there are fewer than are wanted: our own decision."""
MEASURED_LEAST = 120
MEASURED_LIVE = 40
"""For a measured indicator: ≥ 120 answers, ≥ 40 % by phone or at home (§6.4, I12)."""
SPARE = Decimal("1.5")
"""Drawn for each answer wanted: some refuse, some are out. Our own decision."""
UNSERVED_SHARE = 2
"""One not served is drawn for every two served: our own decision."""
SHOWN_FROM = 5
"""Smaller groups are not shown in figures."""
TRIES = 3
"""Called so often before somebody counts as not reached: our own decision."""
Z = 1.959963984540054
"""95 % (normal quantile)."""
HAPPY = 4
"""From 4 of 5 somebody is satisfied, or recognises: our own decision."""

STAGE = {
    ReviewKind.MIDTERM: (State.MIDTERM_REVIEWED, (State.IN_FORCE,)),
    ReviewKind.FINAL: (State.FINAL_REVIEWED, (State.IN_FORCE, State.MIDTERM_REVIEWED)),
}
"""What a review leads to, and from where."""

NEEDED = (Judge.PROFESSIONAL, Judge.FINANCE)
"""A review stands on a third party that knows the trade and one that knows the accounts (§2.1)."""

JUDGES = {
    Judge.PROFESSIONAL: frozenset({Role.EVALUATOR}),
    Judge.FINANCE: frozenset({Role.EVALUATOR, Role.AUDITOR}),
    Judge.PURCHASER: frozenset({Role.BUREAU_OFFICER, Role.STREET_OFFICER}),
    Judge.COMMITTEE: frozenset({Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY}),
}
LIVE = (Asked.PHONE, Asked.HOME)
WRITTEN_DOWN = (*LIVE, Asked.PAPER)
"""Answers that somebody of the committee writes down; who answers on paper is not asked live."""


def buys(actor: Actor, agreement: Agreement) -> bool:
    """Works for the purchaser and keeps its purchases."""
    return actor.may(Deed.KEEP_AGREEMENTS) and actor.org == agreement.purchaser_id


def delivers(actor: Actor, agreement: Agreement) -> bool:
    return actor.org == agreement.supplier_id


def tied(last: date | None, today: date) -> bool:
    """Whether a tie that ended on ``last`` still binds on ``today``: up to two years after."""
    return last is not None and last > two_years_before(today)


def two_years_before(day: date) -> date:
    try:
        return day.replace(year=day.year - INTEREST_YEARS)
    except ValueError:  # 29 February
        return day.replace(year=day.year - INTEREST_YEARS, day=28)


def mean(points: Iterable[Decimal]) -> Decimal:
    """The mean of one line's points, exact to the context's 28 digits."""
    given = list(points)
    return sum(given, Decimal(0)) / len(given)


def never_up(score: Decimal) -> Decimal:
    """To two digits, never rounded up: 79.999 does not open a gate of 80."""
    return score.quantize(CENT, ROUND_DOWN)


def wanted(pool: int, least: int) -> int:
    """How many answers of those served are wanted: ``least``, thirty, and a tenth."""
    return max(least, LEAST_ANSWERS, -(-pool * LEAST_PERCENT // 100))


def needed(pool: int, least: int) -> int:
    """How many must answer. Where fewer were served than are wanted, all are asked and most must
    answer: nobody is made to, and one refusal must not shut a gate for good."""
    asked = wanted(pool, least)
    return asked if pool >= asked else -(-pool * MOST_PERCENT // 100)


def days_late(paid_on: date, *, due_on: date, asked_on: date) -> int:
    """Counted from the day it was due, or asked for where that was later."""
    return max((paid_on - max(due_on, asked_on)) // timedelta(days=1), 0)
