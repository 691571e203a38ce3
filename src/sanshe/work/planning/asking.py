"""From what holds and what is wished to what is asked of the solver. No writing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.work.visits.enums import Way

from .enums import Contact as Wanted
from .enums import Language
from .hands import minutes
from .month import Rule, Window, last_of, quarter_of, windows
from .policy import InForce
from .roster import Contact, Elder, needs_two
from .slots import HOME_MINUTES, PHONE_MINUTES, Ask

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What an elder still has to get in a month, and what they have got or will get."""

    windows: list[Window]
    had: list[Contact]


def due(elder: Elder, rule: Rule, month: date, start: date) -> Due:
    """The windows of a month that nothing made or planned fills yet; what lies wholly before
    ``start`` is past. Where none would be left and the month has nothing, the rest of it is."""
    whole = windows(rule, month, elder.home_since(quarter_of(month)))
    if elder.wish is not None and elder.wish.contact == Wanted.PHONE:
        whole = [Window(one.first, one.last) for one in whole]
    first = min([month, *(one.first for one in whole)])
    last = max([last_of(month), *(one.last for one in whole)])
    had = elder.between(first, last)
    open_ones = _unfilled(whole, list(had))
    ahead = [
        Window(max(one.first, start), one.last, one.home) for one in open_ones if one.last >= start
    ]
    in_month = elder.between(month, last_of(month))
    if not ahead and not in_month and start <= last_of(month):
        ahead = [Window(max(start, month), last_of(month))]
    return Due([_with_a_working_day(one, start) for one in ahead], had)


def asks_of(elder: Elder, in_force: InForce, month: date, start: date) -> list[Ask]:
    """What is asked for an elder in a month; nothing where they want nothing."""
    wish = elder.wish
    if wish is not None and wish.contact == Wanted.NONE:
        return []
    open_ones = due(elder, in_force.of(elder.tier), month, start)
    missing = not any(month <= one.day <= last_of(month) for one in open_ones.had)
    unreached = elder.unreached(start)
    return [
        _ask(
            elder, window, uuid5(elder.id, f"{month}:{number}"),
            floor=missing and number == 0, unreached=9999 if unreached is None else unreached,
        )
        for number, window in enumerate(open_ones.windows)
    ]  # fmt: skip


def _ask(elder: Elder, window: Window, id: UUID, *, floor: bool, unreached: int) -> Ask:
    phone = elder.wish is not None and elder.wish.contact == Wanted.PHONE
    return Ask(
        id, elder.id, window.first, window.last,
        way=Way.PHONE if phone else Way.HOME,
        phone_too=not phone,
        minutes=PHONE_MINUTES if phone else HOME_MINUTES,
        building=elder.building,
        two=not phone and needs_two(elder),
        history=elder.history(),
        ideal=_own_day(elder, window),
        floor=floor, unreached=unreached, **wished(elder),
    )  # fmt: skip


def _own_day(elder: Elder, window: Window) -> date:
    """Everybody has a day of their own in a window, always the same: so a month is evenly full,
    and somebody seen weekly is seen on the same weekday."""
    days = (window.last - window.first).days + 1
    if days == 7:  # Monday to Friday, where most are there
        days = 5
    return window.first + DAY * (elder.id.int % days)


def wished(elder: Elder) -> dict:
    """The wish as conditions of an ``Ask``."""
    wish = elder.wish
    if wish is None:
        return {}
    history = elder.history()
    return {
        "weekdays": frozenset(wish.weekdays),
        "earliest": minutes(wish.earliest) if wish.earliest else 0,
        "latest": minutes(wish.latest) if wish.latest else 24 * 60,
        "sex": wish.worker_sex,
        "language": "" if wish.language == Language.MANDARIN else wish.language,
        "never": frozenset(wish.not_workers),
        "only": history[0] if wish.same_worker and history else None,
    }


def _unfilled(whole: list[Window], had: list[Contact]) -> list[Window]:
    """Each contact fills one window; those at home fill first what must be at home."""
    left = []
    for window in sorted(whole, key=lambda one: (not one.home, one.first)):
        fits = [one for one in had if window.holds(one.day) and (one.home or not window.home)]
        if fits:
            had.remove(min(fits, key=lambda one: (one.home and not window.home, one.at)))
        else:
            left.append(window)
    return sorted(left, key=lambda one: (one.first, one.last))


def _with_a_working_day(window: Window, start: date) -> Window:
    """Over a festival the contact comes before it, else right after."""
    days = (window.last - window.first).days + 1
    if any(is_working_day(window.first + DAY * n) for n in range(days)):
        return window
    before = window.first - DAY
    while before >= start and not is_working_day(before):
        before -= DAY
    if before >= start:
        return Window(before, window.last, window.home)
    after = window.last + DAY
    while not is_working_day(after):
        after += DAY
    return Window(window.first, after, window.home)
