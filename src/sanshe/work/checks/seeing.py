"""The checks themselves: what moved is looked at whole again, and gives findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit import chance
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor

from . import looking, rules
from .enums import Kind
from .flagging import Finding, by_home, keep
from .looking import Pair, Told
from .models import Flag, Shape, Signing, Spot, Stay

ONE_DAY = timedelta(days=1)
OF_DAYS = (Kind.SAME_TIME, Kind.TWO_PLACES, Kind.TOO_FAST)


def days(actor: Actor, worked: set[tuple[UUID, date]]) -> list[Flag]:
    """Look again at workers' days that moved, and at the days after: what began late in the
    evening may still go on."""
    asked = {(worker, day + more) for worker, day in worked for more in (timedelta(), ONE_DAY)}
    if not asked:
        return []
    stays: dict[UUID, list[looking.Stay]] = defaultdict(list)
    first, last = min(day for _w, day in asked) - ONE_DAY, max(day for _w, day in asked)
    rows = Stay.objects.filter(worker__in={w for w, _d in asked}, day__range=(first, last))
    for worker, *facts in rows.values_list("worker", *looking.Stay._fields):
        stays[worker].append(looking.Stay(*facts))
    where = _where(actor, [one for mine in stays.values() for one in mine])
    found = [one for worker, mine in stays.items() for one in of_worker(worker, mine, where)]
    subjects = {_subject(worker, day) for worker, day in asked}
    return keep(subjects, OF_DAYS, [one for one in found if one.subject in subjects])


def of_worker(
    worker: UUID, stays: list[looking.Stay], where: dict[UUID, looking.Spot]
) -> list[Finding]:
    """Everything seen in some days of one worker."""
    same: dict[date, list[Pair]] = defaultdict(list)
    apart: dict[date, list[Pair]] = defaultdict(list)
    for pair in looking.overlaps(stays):
        kind = apart if looking.far_apart(pair, where) else same
        kind[looking.begins_on(pair)].append(pair)
    fast: dict[date, list[Pair]] = defaultdict(list)
    way: dict[date, dict[str, Any]] = {}
    for a, b, metres, minutes in looking.hurried(stays, where):
        day = looking.begins_on((a, b))
        fast[day].append((a, b))
        way.setdefault(
            day,
            {"metres": round(metres * rules.DETOUR, -1), "minutes": minutes,
             "wants": round(rules.way_minutes(metres))},
        )  # fmt: skip
    return [
        *_findings(Kind.SAME_TIME, worker, same, {}),
        *_findings(Kind.TWO_PLACES, worker, apart, {}),
        *_findings(Kind.TOO_FAST, worker, fast, way),
    ]


def _findings(
    kind: Kind, worker: UUID, by_day: dict[date, list[Pair]], more: dict[date, dict[str, Any]]
) -> list[Finding]:
    found = []
    for day, pairs in sorted(by_day.items()):
        all_ = {one.record: one for pair in pairs for one in pair}
        times = sorted({timezone.localtime(one.started_at) for one in all_.values()})
        seen = {"pairs": len(pairs), "times": [f"{at:%H:%M}" for at in times[:6]]}
        for (county, agency), mine in by_home(all_.values()).items():
            found.append(
                Finding(
                    kind, _subject(worker, day), county, mine[0].community, agency, day, day,
                    workers=(worker,), records=_ids(mine), elsewhere=len(all_) - len(mine),
                    sealed=any(one.sealed for one in mine), seen={**seen, **more.get(day, {})},
                )
            )  # fmt: skip
    return found


def _subject(person: UUID, day: date, mark: str = "w") -> str:
    return f"{mark}:{person.hex}:{day}"


def _ids(things: Iterable[Any]) -> tuple[UUID, ...]:
    return tuple(sorted({one.record for one in things}))


def _where(actor: Actor, stays: list[looking.Stay]) -> dict[UUID, looking.Spot]:
    """Where people live, as far as a building's point on the map is known."""
    spots = {
        (community, building): looking.Spot(float(lat), float(lon))
        for community, building, lat, lon in Spot.objects.filter(
            community__in={one.community for one in stays}
        ).values_list("community", "building", "lat", "lon")
    }
    ids = {one.person for one in stays if one.person}
    if not spots or not ids:
        return {}
    rows = people.visible(actor).filter(pk__in=ids).values_list("pk", "community", "building")
    found = {id: spots.get((community, building)) for id, community, building in rows if building}
    return {id: spot for id, spot in found.items() if spot}


def signatures(signed: set[tuple[UUID, date]]) -> list[Flag]:
    """Look again at the days on which somebody confirmed."""
    if not signed:
        return []
    mine: dict[tuple[UUID, date], list[looking.Signing]] = defaultdict(list)
    rows = Signing.objects.filter(
        signer__in={who for who, _d in signed}, day__in={day for _w, day in signed}
    )
    for signer, day, *facts in rows.values_list("signer", "day", *looking.Signing._fields):
        mine[signer, day].append(looking.Signing(*facts))
    found = []
    for (signer, day), ones in mine.items():
        run = looking.runs(ones)
        records = {one.record for one in run}
        for (county, agency), part in by_home(run).items():
            minutes = (max(s.at for s in run) - min(s.at for s in run)).total_seconds() / 60
            found.append(
                Finding(
                    Kind.ONE_HAND, _subject(signer, day, "s"), county, part[0].community, agency,
                    day, day, workers=(signer,), records=_ids(part),
                    elsewhere=len(records) - len(_ids(part)),
                    sealed=any(one.sealed for one in part),
                    seen={"records": len(records), "minutes": round(minutes),
                          "persons": len({one.person or one.record for one in run})},
                )
            )  # fmt: skip
    return keep({_subject(who, day, "s") for who, day in signed}, (Kind.ONE_HAND,), found)


MEASURES = {
    "durations": ("round_times", "timed"),
    "heads": ("round_crowds", "crowds"),
    "amounts": ("round_amounts", "amounts"),
}


def quarters(today: date) -> list[Flag]:
    """Compare the groups of each county's quarter that is over and has moved since. Groups are
    agencies' platforms; persons are never compared."""
    settled = rules.quarter_of(today - rules.SETTLES)
    moved = Shape.objects.filter(judged=False, quarter__lt=settled)
    fresh: list[Flag] = []
    for county, quarter in sorted(set(moved.values_list("county", "quarter"))):
        rows = list(Shape.objects.filter(county=county, quarter=quarter).order_by("pk"))
        subject = f"g:{county}:{quarter}"
        found = [*_round(subject, rows), *_rates(subject, rows)]
        fresh += keep([subject], (Kind.ROUND, Kind.UNCONFIRMED), found)
        Shape.objects.filter(county=county, quarter=quarter).update(judged=True)
    return fresh


def _round(subject: str, rows: list[Shape]) -> list[Finding]:
    """Like with like: each unit by itself, a session of two hours is no visit."""
    found = []
    for unit in sorted({row.unit for row in rows}):
        alike = [row for row in rows if row.unit == unit]
        for measure, (yes, of) in MEASURES.items():
            for row in alike:
                told = _told([row], alike, yes, of)
                if looking.rounder(told):
                    found.append(_group(Kind.ROUND, subject, row, told, f"{unit}-{measure}"))
    return found


def _rates(subject: str, rows: list[Shape]) -> list[Finding]:
    groups: dict[tuple[UUID, int], list[Shape]] = defaultdict(list)
    for row in rows:
        groups[row.agency, row.platform].append(row)
    found = []
    for mine in groups.values():
        told = _told(mine, rows, "confirmed", "records")
        if looking.less_confirmed(told):
            found.append(_group(Kind.UNCONFIRMED, subject, mine[0], told, ""))
    return found


def _told(mine: list[Shape], all_: list[Shape], yes: str, of: str) -> Told:
    def total(rows: list[Shape], name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    here, n = total(mine, yes), total(mine, of)
    return Told(here, n, total(all_, yes) - here, total(all_, of) - n)


def _group(kind: Kind, subject: str, row: Shape, told: Told, part: str) -> Finding:
    low, high = chance.interval(told.rest_yes, told.rest, rules.Z)
    unit, _dash, measure = part.partition("-")
    return Finding(
        kind, subject, row.county, row.county, row.agency, row.quarter, rules.end_of(row.quarter),
        platform=row.platform, part=part,
        seen={**told._asdict(), "low": round(low * 100), "high": round(high * 100),
              "unit": unit, "measure": measure},
    )  # fmt: skip


def workers_of(record: UUID) -> tuple[UUID, ...]:
    """Who did it, as far as the readings still know."""
    rows = Stay.objects.filter(record=record)
    return tuple(sorted(rows.values_list("worker", flat=True)))
