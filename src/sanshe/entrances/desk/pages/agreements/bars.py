"""Figures as pictures: numbers for the SVG attributes, so that nothing is styled inline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

WIDTH = 100
"""A bar is a hundred wide: percent of the target."""
LINE_WIDTH, LINE_HEIGHT = 300, 60


@dataclass(frozen=True, slots=True)
class Bar:
    """Done and expected, in percent of the target (100 at most)."""

    done: str
    expected: str


def bar(standing: Any) -> Bar | None:
    """For an indicator that accumulates; None for one that is measured."""
    if standing.outlook is None or standing.share is None:
        return None
    expected = min(Decimal(1), standing.outlook.expected / standing.indicator.target)
    return Bar(_percent(standing.share), _percent(expected))


def _percent(share: Decimal) -> str:
    return f"{share * WIDTH:.1f}"


@dataclass(frozen=True, slots=True)
class Line:
    """What was done, added up week by week, against an even pace: points of two polylines."""

    done: str
    planned: str
    weeks: list[tuple[date, Decimal, Decimal]]


def line(
    by_day: dict[date, Decimal], *, target: Decimal, starts: date, ends: date, today: date
) -> Line:
    """Week by week up to today; the table twin has the same figures."""
    days = (ends - starts).days + 1
    top = max(target, sum(by_day.values(), Decimal(0))) or Decimal(1)
    weeks: list[tuple[date, Decimal, Decimal]] = []
    done, day = Decimal(0), starts
    last = min(today, ends)
    while day <= last:
        end = min(day + timedelta(days=6), last)
        done += sum(
            (by_day.get(day + timedelta(days=n), Decimal(0)) for n in range((end - day).days + 1)),
            Decimal(0),
        )
        weeks.append((end, done, target * ((end - starts).days + 1) / days))
        day = end + timedelta(days=1)
    points = " ".join(
        f"{_x(end, starts, days):.1f},{LINE_HEIGHT - float(sum_ / top) * LINE_HEIGHT:.1f}"
        for end, sum_, _planned in weeks
    )
    start = f"0,{LINE_HEIGHT}"
    finish = f"{LINE_WIDTH},{LINE_HEIGHT - float(target / top) * LINE_HEIGHT:.1f}"
    return Line(f"{start} {points}", f"{start} {finish}", weeks)


def _x(day: date, starts: date, days: int) -> float:
    return ((day - starts).days + 1) / days * LINE_WIDTH
