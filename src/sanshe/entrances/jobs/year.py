"""``sanshe generate-year``: a made-up year of a province, to measure and to try by.

Skewed as life is: few large communities and many small ones, weekdays more than Sundays, more
before the festivals of the old. From one seed always the same. It goes through the product's own
actions, the records through the bulk path; it is refused where people really work.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.areas.enums import Level
from sanshe.ledger import actions as ledger
from sanshe.ledger.actions import Coming
from sanshe.registry.catalogue import actions as catalogue
from sanshe.registry.organisations import actions as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor

from .folding import fold

BATCH = 100_000
A_YEAR = 400
"""How many records a middling community writes in a year: so many fewer communities are laid out
where fewer records are asked for."""
COMMUNITIES_EACH = 12  # of one agency
WORDS = tomllib.loads((Path(__file__).parent / "year.toml").read_text(encoding="utf-8"))
ITEMS = [(one["name"], one["unit"], one["often"]) for one in WORDS["items"]]
WEEKDAYS = (11, 11, 11, 11, 11, 6, 3)  # Monday … Sunday
FESTIVALS = {(1, 28): 3, (2, 10): 4, (4, 4): 2, (5, 30): 3, (9, 25): 4, (10, 21): 5, (12, 22): 2}
"""About the Spring Festival, Qingming, Dragon Boat, Mid-Autumn, Double Ninth, Winter Solstice:
days around them see so many times the usual."""


@dataclass(frozen=True, slots=True)
class Place:
    """A community with its weight, its operator, its services and the people known there."""

    weight: float
    community: int
    agency: UUID
    platform: int
    services: tuple[tuple[int, int, str], ...]  # service, item, unit
    often: tuple[int, ...]
    persons: int


@click.command("generate-year", help=_("造一年的演示记录,用来量速度。只能在没有真实账号的库里。"))
@click.option("--records", type=click.IntRange(1, 10**9), default=10_000_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--year", type=int, default=0, help=_("哪一年,默认去年"))
def generate_year(records: int, seed: int, year: int) -> None:
    if accounts.has_real_accounts():
        raise click.ClickException(_("这个库里有人在用,不造演示记录。"))
    with click.progressbar(length=records, label=_("造记录")) as bar:
        for written in generate(records=records, seed=seed, year=year):
            bar.update(written)
    fold()
    click.echo(_("造好了 %(records)s 条记录。") % {"records": records})


def generate(*, records: int, seed: int = 1, year: int = 0) -> Iterator[int]:
    """Lay out places and write the records; after each batch, how many it had."""
    job, dice = Actor.job("generate-year"), random.Random(seed)
    year = year or timezone.localdate().year - 1
    places = lay_out(job, dice, max(10, records // A_YEAR), year=year)
    coming = made_up(places, dice, records, year)
    while batch := list(islice(coming, BATCH)):
        yield ledger.record_many(job, records=batch)


def lay_out(job: Actor, dice: random.Random, most: int, *, year: int) -> list[Place]:
    """Agencies, platforms and services in up to ``most`` communities, spread over the country."""
    codes = [area.code for area in areas.inside(0, level=Level.COMMUNITY)]
    codes = sorted(dice.sample(codes, min(most, len(codes))))
    mark = f"{year % 100:02}{dice.randrange(10**6):06}"
    items = [
        (catalogue.define_item(job, code=f"Y{mark}-{n}", name=name).pk, unit)
        for n, (name, unit, _often) in enumerate(ITEMS)
    ]
    places: list[Place] = []
    agency = None
    for n, community in enumerate(codes):
        if n % COMMUNITIES_EACH == 0:
            agency = organisations.register(
                job, kind="agency", name=f"{WORDS['agency']}{mark}-{n // COMMUNITIES_EACH}",
                area=community, even_so=True,
            )  # fmt: skip
        assert agency is not None
        places.append(_place(job, dice, agency, community, items, f"{mark}-{n}", year))
    return places


def _place(
    job: Actor, dice: random.Random, agency: Any, community: int, items: list[tuple[int, str]],
    mark: str, year: int,
) -> Place:  # fmt: skip
    since = date(year - 1, 1, 1)
    platform = organisations.open_platform(
        job, kind="station", name=f"{WORDS['platform']}{mark}", community=community, opened_on=since
    )
    organisations.settle(job, platform=platform, operator=agency, since=since)
    chosen = {0, *dice.sample(range(1, len(items)), 2)}
    services = tuple(
        (
            catalogue.add_service(
                job, code=f"Y{mark}-{n}", name=ITEMS[n][0], community=community,
                item=items[n][0], unit=items[n][1], platform=platform,
            ).pk,
            *items[n],
        )
        for n in sorted(chosen)
    )  # fmt: skip
    weight = dice.paretovariate(1.2)  # about a fifth of the places have four fifths of the work
    often = tuple(ITEMS[n][2] for n in sorted(chosen))
    return Place(
        min(weight, 60), community, agency.id, platform.pk, services, often, int(20 + 15 * weight)
    )


def made_up(places: list[Place], dice: random.Random, records: int, year: int) -> Iterator[Coming]:
    """As many records, day after day of the year, as ``records`` says."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    busy = [_busy(day) for day in days]
    weights = list(accumulate(place.weight for place in places))
    whole, done, at = sum(busy), 0, 0
    for n, (day, weight) in enumerate(zip(days, busy, strict=True)):
        at += weight
        until = records if n == len(days) - 1 else records * at // whole
        for place in dice.choices(places, cum_weights=weights, k=until - done):
            yield _record(place, dice, day)
        done = until


def _busy(day: date) -> int:
    near = max(
        (times for (month, on), times in FESTIVALS.items()
         if abs((day - date(day.year, month, on)).days) <= 3), default=1,
    )  # fmt: skip
    return WEEKDAYS[day.weekday()] * near


def _record(place: Place, dice: random.Random, day: date) -> Coming:
    ((service, item, unit),) = dice.choices(place.services, place.often)
    count = 1 if unit == "person_times" else dice.randrange(2, 9)
    known = dice.sample(range(place.persons), min(count, place.persons))
    start = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(
        minutes=5 * dice.randrange(100)
    )
    base = place.community << 32
    return Coming(
        id=UUID(int=dice.getrandbits(128)), community=place.community, agency=place.agency,
        item=item, service=service, platform=place.platform, day=day, started_at=start,
        ended_at=start + timedelta(minutes=40),
        persons=tuple(UUID(int=base + one) for one in known),
        heads=count + (0 if count == 1 else dice.randrange(20)),
        workers=(UUID(int=base + 2**31 + dice.randrange(4)),),
        quantity=Decimal(1), unit=unit, source="import", source_id=UUID(int=dice.getrandbits(128)),
    )  # fmt: skip
