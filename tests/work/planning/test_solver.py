"""The solver alone: whatever the elders, wishes, absences and hands, its promises hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.work.planning.enums import Reason
from sanshe.work.planning.slots import Ask, Seat
from sanshe.work.planning.solver import Left, Placed, solve
from sanshe.work.visits.enums import Way

MONDAY = date(2026, 3, 2)
DAYS = [MONDAY + timedelta(days=n) for n in range(12)]


def id_of(number: int) -> UUID:
    return UUID(int=number)


@st.composite
def teams(draw):
    seats = []
    for number in range(draw(st.integers(0, 4))):
        there = draw(st.sets(st.sampled_from(DAYS), max_size=8))
        seats.append(
            Seat(
                id_of(number), dict.fromkeys(sorted(there), (9 * 60, 17 * 60)),
                most=draw(st.integers(1, 4)), sex=draw(st.sampled_from(["female", "male", ""])),
                languages=frozenset(draw(st.sets(st.sampled_from(["yunnan", "yi"])))),
            )
        )  # fmt: skip
    return seats


@st.composite
def wishes(draw):
    asks = []
    for number in range(draw(st.integers(0, 25))):
        first = draw(st.integers(0, 8))
        earliest = draw(st.sampled_from([0, 10 * 60, 15 * 60]))
        asks.append(
            Ask(
                id_of(1000 + number), id_of(100 + number % 12), DAYS[first],
                DAYS[min(11, first + draw(st.integers(0, 6)))],
                way=draw(st.sampled_from([Way.HOME, Way.HOME, Way.PHONE])),
                phone_too=draw(st.booleans()), building=draw(st.sampled_from(["", "1栋", "2栋"])),
                weekdays=frozenset(draw(st.sets(st.integers(0, 6), max_size=2))),
                earliest=earliest, latest=earliest + 150 if earliest else 24 * 60,
                sex=draw(st.sampled_from(["", "", "female"])),
                language=draw(st.sampled_from(["", "", "yi"])),
                never=frozenset(draw(st.sets(st.sampled_from([id_of(0), id_of(1)]), max_size=1))),
                only=draw(st.sampled_from([None, None, id_of(2)])),
                two=draw(st.booleans()) and draw(st.booleans()),
                history=(id_of(draw(st.integers(0, 3))),), floor=draw(st.booleans()),
            )
        )  # fmt: skip
    return asks


def fresh(seats):
    return [Seat(s.id, s.spans, s.most, s.sex, s.languages) for s in seats]


@settings(max_examples=60, deadline=None)
@given(teams(), wishes(), st.booleans())
def test_no_wish_is_broken_nobody_is_in_two_places_and_all_are_named(seats, asks, nearest):
    found = solve(fresh(seats), asks, nearest_day_first=nearest)
    assert [one.ask.id for one in found] == sorted(ask.id for ask in asks)
    assert found == solve(fresh(seats), list(reversed(asks)), nearest_day_first=nearest)
    by_id = {ask.id: ask for ask in asks}
    team = {seat.id: seat for seat in seats}
    busy, met, cost = defaultdict(list), Counter(), Counter()
    for one in found:
        if isinstance(one, Left):
            assert one.reason in Reason
            continue
        ask = by_id[one.ask.id]
        keeps_the_wish(one, ask, team)
        met[ask.person, one.day] += 1
        for who in filter(None, (one.worker, one.second)):
            busy[who, one.day].append((one.start, one.end))
            cost[who, one.day] += one.ask.cost
            begin, end = team[who].spans[one.day]
            assert begin <= one.start and one.end <= end
    assert all(times == 1 for times in met.values())
    assert all(cost[key] <= team[key[0]].most * 2 for key in cost)
    for times in busy.values():
        times.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(times))


def keeps_the_wish(one: Placed, ask: Ask, team: dict[UUID, Seat]) -> None:
    seat = team[one.worker]
    assert ask.first <= one.day <= ask.last and ask.wants(one.day)
    assert ask.earliest <= one.start and one.end <= ask.latest
    assert not {one.worker, one.second} & ask.never and one.worker != one.second
    assert not ask.sex or seat.sex == ask.sex
    assert not ask.language or ask.language in seat.languages
    if one.ask.way != ask.way:
        assert one.ask.way == Way.PHONE and ask.phone_too and one.reason == Reason.BY_PHONE
    else:
        assert bool(one.second) == ask.two
    if ask.only in team and one.worker != ask.only:
        there = team[ask.only].spans
        assert not any(ask.first <= d <= ask.last and ask.wants(d) for d in there)


def week(number: int, most: int = 4, **more) -> Seat:
    return Seat(id_of(number), dict.fromkeys(DAYS[:5], (540, 1050)), most, **more)


def ask(number: int, **more) -> Ask:
    return Ask(id_of(1000 + number), id_of(100 + number), DAYS[0], DAYS[4], **more)


def test_the_same_worker_comes_again_and_neighbours_share_a_way():
    near = [ask(n, history=(id_of(2),), building="3栋", ideal=DAYS[n]) for n in range(3)]
    found = solve([week(1), week(2)], near)
    assert {one.worker for one in found} == {id_of(2)}
    assert {one.reason for one in found} == {Reason.SAME_WORKER}
    assert len({one.day for one in found}) < 3


def test_what_cannot_be_placed_says_why():
    def why(one: Ask, *seats: Seat) -> Reason:
        (result,) = solve(list(seats), [one])
        return result.reason

    assert why(ask(1, sex="female"), week(1, sex="male")) == Reason.NO_WORKER
    assert why(ask(1, weekdays=frozenset({6})), week(1)) == Reason.NO_DAY
    assert why(ask(1, two=True), week(1)) == Reason.NO_SECOND
    assert why(ask(1, earliest=18 * 60), week(1)) == Reason.NO_TIME
    assert why(ask(1), week(1, most=0)) == Reason.FULL


def test_one_steps_aside_for_another_and_calls_come_before_nothing():
    """Ask 1 can only have Monday; the one that had taken it moves. Where it is full, a call."""
    stays = ask(1, weekdays=frozenset({0}), history=(id_of(1),))
    moves = ask(2, history=(id_of(1),), ideal=DAYS[0], floor=True)
    found = solve([week(1, most=1)], [stays, moves])
    assert [one.day for one in found] == [DAYS[0], DAYS[1]]
    crowd = [
        Ask(id_of(1000 + n), id_of(100 + n), DAYS[0], DAYS[0], phone_too=True) for n in range(3)
    ]
    found = solve([week(1, most=2)], crowd)
    assert sorted(str(one.ask.way) for one in found if isinstance(one, Placed)) == ["home", "home"]


def test_a_re_make_keeps_the_day_and_the_hour_first():
    moved = ask(1, start=615, ideal=DAYS[1], history=(id_of(2), id_of(1)))
    (found,) = solve([week(1), week(2)], [moved], nearest_day_first=True)
    assert (found.day, found.start, found.worker) == (DAYS[0], 615, id_of(2))
