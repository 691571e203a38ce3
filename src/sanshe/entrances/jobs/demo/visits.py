"""Half a year of visits, day by day: 1,044 to 复兴's elders as their tiers ask, and some elsewhere.

Each is planned, made, and confirmed as in life: most by the code the elder says at the door, some
by a colleague's call, a few not yet.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.work.visits import actions as visits

from . import clock
from .tables import NOTICED, TALKED_ABOUT

if TYPE_CHECKING:
    from .lay_out import Laid

WEEKS = 26
SERVICES = {"A": "FX-01", "B": "FX-02", "C": "FX-03"}
SLOT = timedelta(minutes=50)


def lay_out(laid: Laid) -> None:
    """Make the visits of the last 26 weeks, oldest first, with a progress bar."""
    last = timezone.localdate() - timedelta(days=1)
    days = _round_of(last)
    chance = random.Random(1044)
    workers = (laid.staff["meng"], laid.staff["xu"])
    total = sum(map(len, days.values()))
    with click.progressbar(length=total, label=_("半年的探访")) as bar:
        for day in sorted(days):
            for place, key in enumerate(days[day]):
                worker = workers[place % 2]
                start = clock.morning(day) + place // 2 * SLOT
                _one(laid, chance, worker, key, SERVICES[key[0]], start)
                bar.update(1)
    _ahead(laid, workers)


def _ahead(laid: Laid, workers: tuple[Any, Any]) -> None:
    """What stands in the plan from today on: tier A this week and next, some of tier B."""
    today = timezone.localdate()
    keys = [f"A{n}" for n in range(1, 13)] * 2 + [f"B{n}" for n in range(1, 17)]
    for place, key in enumerate(keys):
        day = today + timedelta(days=place // 4)
        start = clock.morning(day) + timedelta(hours=7) + place % 4 // 2 * SLOT
        worker = workers[place % 2]
        visits.plan(
            worker, service=laid.services[SERVICES[key[0]]], person=laid.people[key],
            worker=worker.user, worker_name=worker.name, start=start,
            end=start + timedelta(minutes=45),
        )  # fmt: skip


def _round_of(last: date) -> dict[date, list[str]]:
    """Who is due on which day: A weekly, B twice a month, C monthly; weekdays only."""
    first = last - timedelta(weeks=WEEKS) + timedelta(days=1)
    mondays = [first + timedelta(days=(7 - first.weekday()) % 7 + 7 * w) for w in range(WEEKS)]
    days: dict[date, list[str]] = defaultdict(list)
    for tier, how_many, every in (("A", 12, 1), ("B", 38, 2), ("C", 46, 4)):
        for number in range(1, how_many + 1):
            times = {1: 26, 2: 12, 4: 6}[every]
            for turn in range(times):
                week = min(
                    WEEKS - 1, turn * every + number % every + (turn // 6 if every == 2 else 0)
                )
                day = min(mondays[week] + timedelta(days=number % 5), last)
                days[day].append(f"{tier}{number}")
    return days


def _one(
    laid: Laid, chance: random.Random, worker: Any, key: str, service: str, start: datetime
) -> None:
    person = laid.people[key]
    end = start + timedelta(minutes=chance.randrange(22, 40))
    with clock.at(start - timedelta(hours=15)):
        visit = visits.plan(
            worker, service=laid.services[service], person=person, worker=worker.user,
            worker_name=worker.name, start=start, end=start + timedelta(minutes=45),
        )  # fmt: skip
    luck = chance.random()
    with clock.at(end + timedelta(minutes=3)):
        visit = visits.record(
            worker, visit=visit, version=visit.version, outcome="done", started_at=start,
            ended_at=end, checks=_checks(chance), talked_about=chance.choice(TALKED_ABOUT),
            noticed=chance.choice(NOTICED) if chance.random() < 0.08 else "",
            spoken_code=visit.spoken_code if luck < 0.86 else "",
        )  # fmt: skip
    if 0.86 <= luck < 0.97:
        with clock.at(end + timedelta(hours=26)):
            visits.call_back(laid.staff["feng"], visit=visit, result="came")


def _checks(chance: random.Random) -> dict[str, str]:
    names = ("health", "mood", "safety", "hygiene", "living")
    return {name: "concern" if chance.random() < 0.07 else "fine" for name in names}
