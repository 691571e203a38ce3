"""How likely two entries are one person: points, and the reasons in words.

Our own scale, set by hand: from ``SUGGEST`` on a person is shown, from ``SURE`` on "the same"
is what an import proposes. Nothing is ever merged by points alone.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

from .enums import Sex, Why
from .masking import FEMALE, MALE, is_address

SUGGEST, SURE = 40, 60
POINTS = {
    Why.NAME: 45, Why.SOUND: 35, Why.CALLED: 20, Why.PHONE: 50, Why.BIRTHDAY: 30,
    Why.BIRTH_YEAR: 15, Why.BUILDING: 15, Why.HOUSEHOLD: 5,
}  # fmt: skip
FITTING_SEX = 5  # a title says it, and it is known
OTHER_NAME, OTHER_BUILDING, OTHER_DAY, OTHER_YEAR, OTHER_SEX = -40, -5, -5, -50, -50


class Like(Protocol):
    """What is compared: a kept person, a row of a list, what stands in a form."""

    @property
    def name(self) -> str: ...
    @property
    def sound(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def building(self) -> str: ...
    @property
    def phone_mark(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def birth_year(self) -> int | None: ...
    @property
    def sex(self) -> str: ...
    @property
    def household_id(self) -> UUID | None: ...


def compare(one: Like, other: Like) -> tuple[int, list[Why]]:
    """Points and reasons; the reasons against somebody are not told, they only weigh."""
    why: list[Why] = []
    points = _name(one, other, why) + _birth(one, other, why)
    if one.phone_mark and one.phone_mark == other.phone_mark:
        why.append(Why.PHONE)
    if one.building and one.building == other.building:
        why.append(Why.BUILDING)
    elif one.building and other.building:
        points += OTHER_BUILDING
    if one.household_id and one.household_id == other.household_id:
        why.append(Why.HOUSEHOLD)
    if one.sex and other.sex and one.sex != other.sex:
        points += OTHER_SEX
    return points + sum(POINTS[reason] for reason in why), why


def _name(one: Like, other: Like, why: list[Why]) -> int:
    if one.name == other.name:
        why.append(Why.NAME)
    elif one.sound == other.sound:
        why.append(Why.SOUND)
    elif one.surname == other.surname and (_fits(one, other) or _fits(other, one)):
        why.append(Why.CALLED)
        return FITTING_SEX if _known_sex(one) == _known_sex(other) != "" else 0
    else:
        return OTHER_NAME
    return 0


def _fits(called: Like, full: Like) -> bool:
    """Whether 张阿姨 may be what people call 张桂花: the surname is the same, and the title does
    not speak of the other sex. Two full names do not fit each other."""
    if not is_address(called.name):
        return False
    return {_known_sex(called), _known_sex(full)} != {Sex.FEMALE, Sex.MALE}


def _known_sex(one: Like) -> str:
    """As it is kept, else as the title says."""
    if one.sex or not is_address(one.name):
        return one.sex
    if one.name.endswith(FEMALE):
        return Sex.FEMALE
    return Sex.MALE if one.name.endswith(MALE) else ""


def _birth(one: Like, other: Like, why: list[Why]) -> int:
    if one.birth_year is None or other.birth_year is None:
        return 0
    apart = abs(one.birth_year - other.birth_year)
    if apart > 1:
        return OTHER_YEAR
    if apart:  # counted by the other calendar
        return 0
    if one.birth_date is None or other.birth_date is None:
        why.append(Why.BIRTH_YEAR)
    elif one.birth_date == other.birth_date:
        why.append(Why.BIRTHDAY)
    else:
        return OTHER_DAY
    return 0
