"""``sanshe generate-year``: a made-up year of a province, to measure and to try by.

Skewed as life is: few large communities and many small ones, weekdays more than Sundays, more
before the festivals of the old. From one seed always the same, by however many processes: every
county has dice of its own. It goes through the product's own actions, the records through the bulk
path; it is refused where people really work.
"""

from __future__ import annotations

import os
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import click
import django
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger.actions import Coming
from sanshe.registry.catalogue import actions as catalogue
from sanshe.registry.organisations import actions as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .folding import fold

T = TypeVar("T")
R = TypeVar("R")
Run = Callable[[Callable[[T], R], Iterable[T]], Iterable[R]]
DAYS = 365
BATCH, TIMES = 2_000, 12
"""Each county's year is written in up to so many batches, in turn with the others', as a year comes
in; of about so many records at least."""
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
    often: tuple[int, ...]  # each with those before it
    persons: int


class Piece(NamedTuple):
    """What one process writes at a time: some days of the year in one county."""

    places: tuple[Place, ...]
    records: int
    since: int
    until: int
    year: int
    dice: str


@click.command("generate-year", help=_("造一年的演示记录,用来量速度。只能在没有真实账号的库里。"))
@click.option("--records", type=click.IntRange(1, 10**9), default=10_000_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--year", type=int, default=0, help=_("哪一年,默认去年"))
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1)
def generate_year(records: int, seed: int, year: int, processes: int) -> None:
    if accounts.has_real_accounts():
        raise click.ClickException(_("这个库里有人在用,不造演示记录。"))
    with click.progressbar(length=records, label=_("造记录")) as bar:
        for written in generate(records=records, seed=seed, year=year, processes=processes):
            bar.update(written)
    fold()
    click.echo(_("造好了 %(records)s 条记录。") % {"records": records})


def generate(*, records: int, seed: int = 1, year: int = 0, processes: int = 1) -> Iterator[int]:
    """Lay out places and write the records; after each piece, how many it had."""
    job, dice = Actor.job("generate-year"), random.Random(seed)
    year = year or timezone.localdate().year - 1
    mark, items = _items(job, dice, year)
    counties = _chosen(dice, max(10, records // A_YEAR))
    with _crew(processes) as run:
        laid = list(run(_county, [(codes, items, mark, year) for codes in counties]))
        for pieces in _pieces(laid, records, year, mark):
            yield from run(_write, pieces)


@contextmanager
def _crew(processes: int) -> Iterator[Run]:
    """Something that does a thing to each of many: here, or in processes of its own."""
    if processes == 1:
        yield map
        return
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=django.setup
    ) as pool:
        yield pool.map


def _pieces(
    counties: list[list[Place]], records: int, year: int, mark: str
) -> Iterator[list[Piece]]:
    """The year's pieces, those of the same days together. Small counties go together, too."""
    together = -(-len(counties) // max(1, min(len(counties), records // BATCH)))
    parts = [
        tuple(place for county in counties[n : n + together] for place in county)
        for n in range(0, len(counties), together)
    ]
    times = max(1, min(TIMES, records // BATCH // len(parts)))
    spans = [(n * DAYS // times, (n + 1) * DAYS // times) for n in range(times)]
    shares = [sum(_busy_days(year)[since:until]) for since, until in spans]
    weights = [sum(place.weight for place in part) for part in parts]
    ends = list(accumulate(share * weight for share in shares for weight in weights))
    upto = [0, *(int(records * end / ends[-1]) for end in ends[:-1]), records]
    for n, (since, until) in enumerate(spans):
        at = n * len(parts)
        yield [
            Piece(part, upto[at + m + 1] - upto[at + m], since, until, year, f"{mark}-{n}-{m}")
            for m, part in enumerate(parts)
        ]


def _write(piece: Piece) -> int:
    dice = random.Random(piece.dice)
    coming = made_up(piece.places, dice, piece.records, piece.year, piece.since, piece.until)
    return ledger.record_many(Actor.job("generate-year"), records=coming)


def _items(job: Actor, dice: random.Random, year: int) -> tuple[str, list[tuple[int, str]]]:
    """What marks all that is laid out, and the service items with their units."""
    mark = f"{year % 100:02}{dice.randrange(10**6):06}"
    return mark, [
        (catalogue.define_item(job, code=f"Y{mark}-{n}", name=name).pk, unit)
        for n, (name, unit, _often) in enumerate(ITEMS)
    ]


def _chosen(dice: random.Random, most: int) -> list[list[int]]:
    """Up to ``most`` communities spread over the country, by county."""
    codes = [area.code for area in areas.inside(0, level=Level.COMMUNITY)]
    codes = sorted(dice.sample(sorted(codes), min(most, len(codes))))
    return [list(county) for _code, county in groupby(codes, county_of)]


def lay_out(job: Actor, dice: random.Random, most: int, *, year: int) -> list[Place]:
    """Agencies, platforms and services in up to ``most`` communities, spread over the country."""
    mark, items = _items(job, dice, year)
    return [place for codes in _chosen(dice, most) for place in _county((codes, items, mark, year))]


def _county(wanted: tuple[list[int], list[tuple[int, str]], str, int]) -> list[Place]:
    """Lay out one county. Agencies first and each by itself, for whoever registers one makes
    everybody else wait; the rest in one transaction."""
    codes, items, mark, year = wanted
    job, dice = Actor.job("generate-year"), random.Random(f"{mark}-{codes[0]}")
    agencies = [
        organisations.register(
            job, kind="agency", name=f"{WORDS['agency']}{mark}-{community}", area=community,
            even_so=True,
        )
        for community in codes[::COMMUNITIES_EACH]
    ]  # fmt: skip
    with scope(job):
        return [
            _place(job, dice, agencies[n // COMMUNITIES_EACH], community, items,
                   f"{mark}-{community}", year)
            for n, community in enumerate(codes)
        ]  # fmt: skip


def _place(
    job: Actor, dice: random.Random, agency: Any, community: int, items: list[tuple[int, str]],
    mark: str, year: int,
) -> Place:  # fmt: skip
    since = date(year - 1, 1, 1)
    platform = organisations.open_platform(
        job, kind="station", name=f"{WORDS['platform']}{mark}", community=community, opened_on=since
    )
    organisations.settle(job, platform=platform, operator=agency, since=since)
    chosen = sorted({0, *dice.sample(range(1, len(items)), 2)})
    services = tuple(
        (
            catalogue.add_service(
                job, code=f"Y{mark}-{n}", name=ITEMS[n][0], community=community,
                item=items[n][0], unit=items[n][1], platform=platform,
            ).pk,
            *items[n],
        )
        for n in chosen
    )  # fmt: skip
    weight = dice.paretovariate(1.2)  # about a fifth of the places have four fifths of the work
    often = tuple(accumulate(ITEMS[n][2] for n in chosen))
    return Place(
        min(weight, 60), community, agency.id, platform.pk, services, often, int(20 + 15 * weight)
    )


def made_up(
    places: Iterable[Place], dice: random.Random, records: int, year: int,
    since: int = 0, until: int = DAYS,
) -> Iterator[Coming]:  # fmt: skip
    """As many records, day after day from the ``since``-th of the year, as ``records`` says."""
    places = tuple(places)
    busy = _busy_days(year)[since:until]
    weights = list(accumulate(place.weight for place in places))
    known = {place.community: _known(place) for place in places}
    whole, done, at = sum(busy), 0, 0
    for n, weight in enumerate(busy):
        at += weight
        until_now = records * at // whole
        day = date(year, 1, 1) + timedelta(days=since + n)
        for place in dice.choices(places, cum_weights=weights, k=until_now - done):
            yield _record(place, dice, day, known[place.community])
        done = until_now


def _known(place: Place) -> list[UUID]:
    return [UUID(int=(place.community << 32) + one) for one in range(place.persons)]


def _busy_days(year: int) -> list[int]:
    return [_busy(date(year, 1, 1) + timedelta(days=n)) for n in range(DAYS)]


def _busy(day: date) -> int:
    near = max(
        (times for (month, on), times in FESTIVALS.items()
         if abs((day - date(day.year, month, on)).days) <= 3), default=1,
    )  # fmt: skip
    return WEEKDAYS[day.weekday()] * near


def _record(place: Place, dice: random.Random, day: date, known: list[UUID]) -> Coming:
    ((service, item, unit),) = dice.choices(place.services, cum_weights=place.often)
    count = 1 if unit == "person_times" else dice.randrange(2, 9)
    start = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(
        minutes=5 * dice.randrange(100)
    )
    return Coming(
        id=UUID(int=dice.getrandbits(128)), community=place.community, agency=place.agency,
        item=item, service=service, platform=place.platform, day=day, started_at=start,
        ended_at=start + timedelta(minutes=40),
        persons=(dice.choice(known),) if count == 1 else tuple(dice.sample(known, count)),
        heads=count + (0 if count == 1 else dice.randrange(20)),
        workers=(UUID(int=(place.community << 32) + 2**31 + dice.randrange(4)),),
        quantity=Decimal(1), unit=unit, source="import", source_id=UUID(int=dice.getrandbits(128)),
    )  # fmt: skip
