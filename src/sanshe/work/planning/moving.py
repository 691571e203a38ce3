"""What a re-make would do: an ill worker's visits, each with where it goes. No writing here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.work.needs.enums import State
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState, Way

from .asking import wished
from .enums import Reason
from .hands import Hand, hands, minutes, moment, seats
from .roster import Elder, elders, needs_two, with_contacts
from .slots import Ask
from .solver import Left, Placed, solve

LATER = {"A": 2, "B": 5, "C": 10, "": 10}
"""Days by which a visit may be put off, by tier; our own decision: inside the tier's spacing."""
OPEN = (State.DISPATCHED, State.ANSWERED)
NEED_LATER = 2  # days for a visit that somebody asked for; an escort has its hour and none


@dataclass(frozen=True, slots=True)
class Move:
    """One visit before and after. ``worker`` None: it stays as it is, and ``reason`` says why."""

    visit: Any
    start: datetime | None
    worker: UUID | None
    second: UUID | None
    reason: Reason
    names: dict[UUID, str]
    guests: tuple[UUID, ...] = ()  # from another house: they come along as agreed

    @property
    def moved(self) -> bool:
        return self.worker is not None

    @property
    def end(self) -> datetime | None:
        length: timedelta = self.visit.planned_end - self.visit.planned_start
        return self.start + length if self.start else None

    @property
    def worker_name(self) -> str:
        return self.names.get(self.worker, "") if self.worker else ""

    @property
    def second_name(self) -> str:
        return self.names.get(self.second, "") if self.second else ""

    @property
    def same_day(self) -> bool:
        return self.start is not None and timezone.localdate(self.start) == timezone.localdate(
            self.visit.planned_start
        )


def moves(actor: Actor, worker: UUID, first: date, last: date) -> list[Move]:
    """Where each visit goes that a worker has planned from a day to a day, alone or along with
    somebody: to a colleague on the same day if one can, else later within the limit. The most
    urgent first; what cannot be moved is named and stays."""
    found: list[Move] = []
    rows = _planned(actor, worker, first, last)
    over = [row for row in rows if not _goes_on(row)]
    found += [Move(row, None, None, None, Reason.MATTER_OVER, {}) for row in over]
    for community in sorted({row.community for row in rows if _goes_on(row)}):
        here = [row for row in rows if row.community == community and _goes_on(row)]
        found += _in_one_place(actor, worker, first, last, community, here)
    return sorted(found, key=lambda move: (move.visit.planned_start, move.visit.id))


def digest(found: Sequence[Move]) -> str:
    """What was shown, so that only what was seen is done."""
    told = [(m.visit.id, m.visit.version, m.start, m.worker, m.second) for m in found]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _planned(actor: Actor, worker: UUID, first: date, last: date) -> list[Any]:
    rows = visits.visible(actor).filter(
        agency=actor.org, state=VisitState.PLANNED, planned_start__gte=moment(first, 0),
        planned_start__lt=moment(last + timedelta(days=1), 0), planned_end__gt=timezone.now(),
    )  # fmt: skip
    ordered = rows.select_related("service", "need").order_by("planned_start", "id")
    return [row for row in ordered if worker in (row.worker, *row.companions)]


def _goes_on(row: Any) -> bool:
    """Whether the matter a visit is for is still open to it (and to us): else nobody can plan it
    anew, and somebody has to look."""
    return row.need_id is None or (row.need is not None and row.need.state in OPEN)


def _in_one_place(
    actor: Actor, worker: UUID, first: date, last: date, community: int, rows: list[Any]
) -> list[Move]:
    team = hands(actor, actor.org, community)
    ids = {row.person_id for row in rows if row.person_id}
    known = with_contacts(actor, elders(actor, only=ids), since=first)
    whose = {elder.id: elder for elder in known}
    ours = {hand.id for hand in team} | {worker}
    guests = {row.id: tuple(one for one in row.companions if one not in ours) for row in rows}
    asks = [_ask(row, whose.get(row.person_id), worker, bool(guests[row.id])) for row in rows]
    furthest = max(ask.last for ask in asks)
    names = {hand.id: hand.name for hand in team}
    solved: dict[UUID, Placed | Left] = {}
    going = asks
    while going:  # what cannot be moved keeps its hour, and so does whoever goes along with it
        moved = {ask.id for ask in going}
        board = seats(
            actor, team, first, furthest, away=[(worker, first, last)], without=moved
        )  # fmt: skip
        met = [(e.id, c.day) for e in known for c in e.contacts if c.visit not in moved]
        found = {one.ask.id: one for one in solve(board, going, met=met, nearest_day_first=True)}
        solved |= found
        stays = {id for id, one in found.items() if isinstance(one, Left)}
        if not stays:
            break
        going = [ask for ask in going if ask.id not in stays]
    return [_move(row, solved[row.id], names, guests[row.id]) for row in rows]


def _ask(row: Any, elder: Elder | None, ill: UUID, guests: bool) -> Ask:
    """One visit to be moved: it keeps how many go, and its hour where somebody from another house
    comes along or it is an escort."""
    start = timezone.localtime(row.planned_start)
    length = int((row.planned_end - row.planned_start).total_seconds() // 60)
    tier = elder.tier if elder else ""
    fixed = row.way == Way.ESCORT or guests
    later = 0 if fixed else min(LATER[tier], NEED_LATER if row.need_id else 10)
    first = max(start.date(), timezone.localdate())
    stays = [one for one in (row.worker, *row.companions) if one != ill]
    history = dict.fromkeys([*stays, *(elder.history() if elder else ())])
    facts = wished(elder) if elder else {}
    cared = elder is not None and row.way == Way.HOME and needs_two(elder)
    two = bool(row.companions) or (cared and not row.alone_because)
    return Ask(
        row.id, row.person_id, first, max(first, start.date() + timedelta(days=later)),
        way=row.way, minutes=length, building=elder.building if elder else "",
        two=two and not guests,
        history=tuple(history), floor=tier == "A" or fixed, start=minutes(start.time()),
        fixed=fixed, unreached=(elder.unreached(first) or 0) if elder else 0, **facts,
    )  # fmt: skip


def _move(row: Any, one: Placed | Left, names: dict[UUID, str], guests: tuple[UUID, ...]) -> Move:
    if isinstance(one, Left):
        return Move(row, None, None, None, one.reason, names)
    return Move(row, moment(one.day, one.start), one.worker, one.second, one.reason, names, guests)


def team_of(actor: Actor, communities: Sequence[int]) -> list[Hand]:
    """The workers of one's own organisation in some places, each once."""
    found = {hand.id: hand for place in communities for hand in hands(actor, actor.org, place)}
    return sorted(found.values(), key=lambda hand: (hand.name, hand.id))
