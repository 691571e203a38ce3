"""Hours of a day, who has them free, and what is asked of them: the plain values of the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sanshe.work.visits.enums import Way

HOME_MINUTES, PHONE_MINUTES = 45, 15  # our own decision; what the demo's workers need
TRAVEL = 10  # minutes between two buildings of a community; our own decision
LUNCH = (12 * 60, 14 * 60)  # nobody is called on while they eat and rest
STEP = 5  # minutes a start is rounded up to


@dataclass(frozen=True, slots=True)
class Taken:
    """A time somebody has something on. ``building`` None: no way to it (lunch, a call)."""

    start: int
    end: int
    building: str | None = None
    cost: int = 0


@dataclass(slots=True)
class Seat:
    """A worker: the minutes of each day they are there, and what is taken already."""

    id: UUID
    spans: Mapping[date, tuple[int, int]]
    most: int
    sex: str = ""
    languages: frozenset[str] = frozenset()
    taken: dict[date, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    load: int = 0

    def full(self, day: date, cost: int) -> bool:
        """A call costs half a visit."""
        return sum(one.cost for one in self.taken[day]) + cost > self.most * 2


@dataclass(frozen=True, slots=True)
class Ask:
    """One contact to be placed, with the person's wish as conditions.

    ``history``: who came before, the latest first. ``only``: the wish for the same worker.
    ``start``: when it stood so far, kept where possible, and always where ``fixed``.
    """

    id: UUID
    person: UUID | None
    first: date
    last: date
    way: str = Way.HOME
    phone_too: bool = False
    minutes: int = HOME_MINUTES
    building: str = ""
    weekdays: frozenset[int] = frozenset()
    earliest: int = 0
    latest: int = 24 * 60
    sex: str = ""
    language: str = ""
    never: frozenset[UUID] = frozenset()
    only: UUID | None = None
    two: bool = False
    history: tuple[UUID, ...] = ()
    ideal: date | None = None
    floor: bool = False
    unreached: int = 0  # days
    start: int | None = None
    fixed: bool = False

    @property
    def cost(self) -> int:
        return 2 if self.at_home else 1

    @property
    def at_home(self) -> bool:
        return self.way in (Way.HOME, Way.ESCORT)

    def wants(self, day: date) -> bool:
        return not self.weekdays or day.weekday() in self.weekdays


def free(ask: Ask, seats: Sequence[Seat], day: date) -> int | None:
    """The first minute at which all are free long enough; where it stood so far, if that is."""
    if ask.start is not None:
        wished = ask.earliest <= ask.start and ask.start + ask.minutes <= ask.latest
        if wished and all(
            next_free(ask, seat, day, ask.start, False) == ask.start for seat in seats
        ):
            return ask.start
        if ask.fixed:
            return None
    start: int | None = ask.earliest
    while start is not None:
        again = start
        for seat in seats:
            again_ = next_free(ask, seat, day, again)
            if again_ is None:
                return None
            again = again_
        if again == start:
            return start
        start = again
    return None


def next_free(ask: Ask, seat: Seat, day: date, start: int, rest: bool = True) -> int | None:
    """The first minute from ``start`` at which one worker can. ``rest``: not over lunch, which a
    time agreed with somebody may be."""
    begin, end = seat.spans[day]
    start = -(-max(start, begin) // STEP) * STEP if rest else max(start, begin)
    end = min(end, ask.latest)
    lunch = [Taken(*LUNCH)] if rest and ask.at_home else []
    for one in sorted([*seat.taken[day], *lunch], key=lambda one: one.start):
        way = TRAVEL if ask.at_home and _apart(one.building, ask.building) else 0
        if start + ask.minutes + way <= one.start:
            break
        if start < one.end + way:
            start = -(-(one.end + way) // STEP) * STEP
    return start if start + ask.minutes <= end else None


def _apart(one: str | None, other: str) -> bool:
    """Whether there is a way between; a building nobody wrote down is nowhere near."""
    return one is not None and (one != other or not one)
