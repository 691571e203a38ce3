"""How an indicator stands: what was planned by now, where it is going, what it would take.

The plan is an even pace over the days of its term (our own decision: contracts name none). The
forecast carries the weeks so far on, with an interval for weeks like them; it is an estimate, says
so, and needs four whole weeks before it says anything.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .enums import Pace

WEEKS_NEEDED = 4
WEEKS_LOOKED_AT = 13
LIKELY = 1.645
"""Nine in ten weeks like these would end inside the interval (normal quantile)."""

BEHIND_BELOW = Decimal("0.90")
"""Below nine tenths of the plan an early warning is given: our own decision."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """``expected``: by now, at an even pace. ``low`` … ``high``: where the end of the term will
    likely find it, None before four whole weeks. ``weekly``: what each week left would have to
    bring to reach the target."""

    pace: Pace
    expected: Decimal
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    weekly: Decimal


def outlook(
    *, target: Decimal, done: Decimal, by_day: Mapping[date, Decimal], starts: date, ends: date,
    today: date,
) -> Outlook:  # fmt: skip
    """See ``Outlook``. Everything in the indicator's unit; ``by_day`` sums to ``done``."""
    expected = planned(target, starts, ends, today)
    weeks_left = max(Decimal((ends - max(today, starts - timedelta(days=1))).days) / 7, Decimal(0))
    low, likely, high = _forecast(done, by_day, starts, ends, today)
    lacking = max(target - done, Decimal(0))
    weekly = lacking / weeks_left if weeks_left else lacking
    return Outlook(
        pace=_pace(target, done, expected, high, starts, ends, today), expected=expected,
        low=low, likely=likely, high=high, weekly=weekly,
    )  # fmt: skip


def planned(target: Decimal, starts: date, ends: date, today: date) -> Decimal:
    """What an even pace would have done by the end of ``today``."""
    whole = (ends - starts).days + 1
    gone = min(max((today - starts).days + 1, 0), whole)
    return target * gone / whole


def _pace(
    target: Decimal, done: Decimal, expected: Decimal, high: Decimal | None, starts: date,
    ends: date, today: date,
) -> Pace:  # fmt: skip
    if done >= target:
        return Pace.REACHED
    if today < starts:
        return Pace.NOT_STARTED
    if today > ends or (high is not None and high < target):
        return Pace.OUT_OF_REACH
    return Pace.BEHIND if done < expected * BEHIND_BELOW else Pace.ON_PACE


def _forecast(
    done: Decimal, by_day: Mapping[date, Decimal], starts: date, ends: date, today: date
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    weeks = _whole_weeks(by_day, starts, today)
    if len(weeks) < WEEKS_NEEDED or today >= ends:
        return (done, done, done) if today >= ends else (None, None, None)
    mean = sum(weeks) / len(weeks)
    spread = sum((week - mean) ** 2 for week in weeks) / (len(weeks) - 1)
    left = (ends - today).days / 7
    # weeks to come vary, and their mean is known from few only
    error = LIKELY * math.sqrt(spread * left + spread * left**2 / len(weeks))
    middle = float(done) + mean * left
    return (
        max(done, _rounded(middle - error)),
        max(done, _rounded(middle)),
        max(done, _rounded(middle + error)),
    )


def _whole_weeks(by_day: Mapping[date, Decimal], starts: date, today: date) -> list[float]:
    """What each of the last whole weeks up to ``today`` brought, the newest first."""
    count = min(((today - starts).days + 1) // 7, WEEKS_LOOKED_AT)
    weeks = [0.0] * max(count, 0)
    for day, amount in by_day.items():
        back = (today - day).days // 7
        if 0 <= back < len(weeks):
            weeks[back] += float(amount)
    return weeks


def _rounded(value: float) -> Decimal:
    return Decimal(round(value, 2)).quantize(Decimal("0.01"))
