"""Who goes to whom on which day: greedy with a repair, over plain values. No database.

The order is what matters: what the floor hangs on comes first, then whoever is hardest to place,
then who was not reached for longest. A wish is a condition, never a weight, so that no shortage
can break it. The same input gives the same plan: nothing is drawn by lot, ties end with an id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sanshe.work.visits.enums import Way

from .enums import Reason
from .slots import PHONE_MINUTES, Ask, Seat, Taken, free

SAME_BUILDING = 3  # days off the even spacing that a shared way is worth
REPAIRS, REPAIRS_EACH = 600, 40  # bounds on the work of one plan


@dataclass(frozen=True, slots=True)
class Placed:
    ask: Ask
    worker: UUID
    second: UUID | None
    day: date
    start: int
    reason: Reason

    @property
    def end(self) -> int:
        return self.start + self.ask.minutes


@dataclass(frozen=True, slots=True)
class Left:
    ask: Ask
    reason: Reason


def solve(
    seats: Sequence[Seat],
    asks: Iterable[Ask],
    *,
    met: Iterable[tuple[UUID, date]] = (),
    nearest_day_first: bool = False,
) -> list[Placed | Left]:
    """Place what can be placed, and say of the rest why not; in the order of the asks' ids.

    ``met``: who is met on which day already. A month's plan keeps the worker and chooses the day;
    with ``nearest_day_first`` (a re-make) it keeps the day and chooses the worker.
    """
    board = Board(sorted(seats, key=lambda seat: seat.id), met, nearest_day_first)
    waiting = sorted(asks, key=board.hardness)
    missed = [ask for ask in waiting if not board.place(ask)]
    missed = [ask for ask in missed if not board.place_by_phone(ask)]
    for ask in missed:
        if not board.repair(ask):
            board.leave(ask)
    return [board.result[ask.id] for ask in sorted(waiting, key=lambda ask: ask.id)]


class Board:
    """The plan as it grows."""

    def __init__(
        self, seats: Sequence[Seat], met: Iterable[tuple[UUID, date]], nearest_day_first: bool
    ) -> None:
        self.seats = seats
        self.by_id = {seat.id: seat for seat in seats}
        self.met: set[tuple[UUID | None, date]] = set(met)
        self.nearest = nearest_day_first
        self.result: dict[UUID, Placed | Left] = {}
        self.on: dict[tuple[UUID, date], list[Placed]] = defaultdict(list)
        self.first_sent: dict[UUID | None, tuple[UUID, ...]] = {}  # whoever starts, goes on
        self.tries = REPAIRS

    def hardness(self, ask: Ask) -> tuple[object, ...]:
        """What is placed first."""
        choice = len(self.fitting(ask)) * len(ask.weekdays or range(7))
        days = (ask.last - ask.first).days
        return (not ask.floor, not ask.fixed, not ask.two, choice, days, -ask.unreached, ask.id)

    def fitting(self, ask: Ask) -> list[Seat]:
        """Whom the wish allows, those who know the person first, then who has least to do. The
        wish for the same worker yields only while that worker is away the whole time."""
        allowed = [seat for seat in self.seats if _fits(ask, seat)]
        if ask.only in self.by_id and any(
            ask.first <= day <= ask.last and ask.wants(day) for day in self.by_id[ask.only].spans
        ):
            allowed = [seat for seat in allowed if seat.id == ask.only]
        history = ask.history or self.first_sent.get(ask.person, ())
        known = {worker: rank for rank, worker in enumerate(history)}
        return sorted(allowed, key=lambda s: (known.get(s.id, len(known)), s.load, s.id))

    def place(self, ask: Ask, *, reason: Reason | None = None) -> bool:
        found = self._search(ask)
        if found is None:
            return False
        seat, second, day, start = found
        self._put(
            Placed(
                ask, seat.id, second.id if second else None, day, start,
                reason or _why(ask, seat.id),
            )
        )  # fmt: skip
        return True

    def place_by_phone(self, ask: Ask) -> bool:
        """A call is better than nothing, where the person takes calls; the plan says so."""
        if not ask.phone_too or ask.way != Way.HOME:
            return False
        return self.place(_as_call(ask), reason=Reason.BY_PHONE)

    def repair(self, ask: Ask) -> bool:
        """Move one other contact out of the way, if that one finds another place."""
        left = min(REPAIRS_EACH, self.tries)
        for other in list(self._in_the_way(ask)):
            if not left:
                return False
            left -= 1
            self.tries -= 1
            self._take(other)
            if self.place(ask):
                if self.place(other.ask):
                    return True
                mine = self.result[ask.id]
                assert isinstance(mine, Placed)
                self._take(mine)
            self._put(other)
        return False

    def leave(self, ask: Ask) -> None:
        self.result[ask.id] = Left(ask, self._why_not(ask))

    def _in_the_way(self, ask: Ask) -> Iterator[Placed]:
        for seat in self.fitting(ask):
            for day in self._days(ask, seat):
                for other in self.on[seat.id, day]:
                    if not other.ask.fixed and other.reason != Reason.BY_PHONE:
                        yield other

    def _search(self, ask: Ask) -> tuple[Seat, Seat | None, date, int] | None:
        if self.nearest:
            return self._nearest(ask)
        for seat in self.fitting(ask):
            found = None
            for day in self._days(ask, seat):
                slot = self._slot(ask, seat, day)
                if slot and (found is None or slot[0] < found[0]):
                    found = slot
            if found:
                _, second, day, start = found
                return seat, second, day, start
        return None

    def _nearest(self, ask: Ask) -> tuple[Seat, Seat | None, date, int] | None:
        seats = self.fitting(ask)
        best = None
        for day in sorted({day for seat in seats for day in self._days(ask, seat)}):
            for rank, seat in enumerate(seats):
                slot = self._slot(ask, seat, day) if day in seat.spans else None
                if slot:
                    score = (slot[3] != ask.start, rank)
                    if best is None or score < best[0]:
                        best = (score, (seat, slot[1], day, slot[3]))
            if best:
                return best[1]
        return None

    def _days(self, ask: Ask, seat: Seat) -> list[date]:
        return [
            day for day in seat.spans
            if ask.first <= day <= ask.last and ask.wants(day) and (ask.person, day) not in self.met
        ]  # fmt: skip

    def _slot(
        self, ask: Ask, seat: Seat, day: date
    ) -> tuple[tuple[float, date], Seat | None, date, int] | None:
        if seat.full(day, ask.cost):
            return None
        score = (self._cost(ask, seat, day), day)
        if not ask.two:
            start = free(ask, [seat], day)
            return (score, None, day, start) if start is not None else None
        for second in self._seconds(ask, seat, day):
            start = free(ask, [seat, second], day)
            if start is not None:
                return score, second, day, start
        return None

    def _seconds(self, ask: Ask, seat: Seat, day: date) -> list[Seat]:
        """Anybody the person has not ruled out; the wish for one worker or a language is met by
        the first."""
        return [
            other for other in sorted(self.seats, key=lambda s: (s.load, s.id))
            if other is not seat and other.id not in ask.never and day in other.spans
            and not other.full(day, ask.cost) and (not ask.sex or other.sex == ask.sex)
        ]  # fmt: skip

    def _cost(self, ask: Ask, seat: Seat, day: date) -> float:
        """How far from even spacing, how full the day; less where the way is shared."""
        off = abs((day - ask.ideal).days) if ask.ideal else 0
        near = ask.building and any(one.building == ask.building for one in seat.taken[day])
        return off * 2 + len(seat.taken[day]) - (SAME_BUILDING * 2 if near else 0)

    def _put(self, placed: Placed) -> None:
        self.result[placed.ask.id] = placed
        self.met.add((placed.ask.person, placed.day))
        if placed.ask.person is not None:
            self.first_sent.setdefault(placed.ask.person, (placed.worker,))
        for id in _who(placed):
            seat = self.by_id[id]
            seat.taken[placed.day].append(_taken(placed))
            seat.taken[placed.day].sort(key=lambda one: one.start)
            seat.load += placed.ask.cost
            self.on[id, placed.day].append(placed)

    def _take(self, placed: Placed) -> None:
        del self.result[placed.ask.id]
        self.met.discard((placed.ask.person, placed.day))
        for id in _who(placed):
            seat = self.by_id[id]
            seat.taken[placed.day].remove(_taken(placed))
            seat.load -= placed.ask.cost
            self.on[id, placed.day].remove(placed)

    def _why_not(self, ask: Ask) -> Reason:
        seats = self.fitting(ask)
        if not seats:
            return Reason.NO_WORKER
        there = [(seat, day) for seat in seats for day in seat.spans
                 if ask.first <= day <= ask.last and ask.wants(day)]  # fmt: skip
        if not there:
            return Reason.NO_DAY
        if ask.two and not any(self._seconds(ask, seat, day) for seat, day in there):
            return Reason.NO_SECOND
        if ask.fixed:
            return Reason.FIXED
        if not any(free(ask, [Seat(s.id, s.spans, s.most)], day) is not None for s, day in there):
            return Reason.NO_TIME
        return Reason.PAST_LIMIT if self.nearest else Reason.FULL


def _fits(ask: Ask, seat: Seat) -> bool:
    return (
        seat.id not in ask.never
        and (not ask.sex or seat.sex == ask.sex)
        and (not ask.language or ask.language in seat.languages)
    )


def _why(ask: Ask, worker: UUID) -> Reason:
    if ask.history and ask.history[0] == worker:
        return Reason.SAME_WORKER
    return Reason.KNOWN_WORKER if worker in ask.history else Reason.LEAST_LOAD


def _as_call(ask: Ask) -> Ask:
    return replace(ask, way=Way.PHONE, minutes=PHONE_MINUTES, two=False)


def _who(placed: Placed) -> list[UUID]:
    return [placed.worker, placed.second] if placed.second else [placed.worker]


def _taken(placed: Placed) -> Taken:
    building = placed.ask.building if placed.ask.at_home else None
    return Taken(placed.start, placed.end, building, placed.ask.cost)
