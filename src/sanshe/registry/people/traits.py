"""What of somebody is compared, of a kept person and of whoever stands in a form or a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sanshe.ground.kit.ids import new_id

from .checks import even
from .likeness import Like
from .pinyin import spell
from .sounds import folded, phone_mark, surname_of


class Known(NamedTuple):
    """What of a kept person is compared: nothing that is sealed."""

    id: UUID
    name: str
    sound: str
    surname: str
    building: str
    phone_mark: str
    birth_date: date | None
    birth_year: int | None
    sex: str
    household_id: UUID | None


@dataclass(slots=True, kw_only=True)
class Somebody:
    """Whoever stands in a form or a list, with all they are found by. Kept nowhere."""

    name: str
    pinyin: str
    initials: str
    sound: str
    surname: str
    phone_mark: str
    building: str = ""
    sex: str = ""
    birth_year: int | None = None
    birth_date: date | None = None
    phone: str = ""
    address: str = ""
    tier: str = ""
    wish: str = ""
    household_id: UUID | None = None
    id: UUID = field(default_factory=new_id)


def traits(name: str, *, building: str = "", phone: str = "", **more: Any) -> Somebody:
    """What stands in a form or a list, comparable."""
    name, phone = even(name), even(phone)
    pinyin, initials = spell(name)
    made = Somebody(
        name=name, pinyin=pinyin, initials=initials, sound=folded(pinyin),
        surname=surname_of(name), phone_mark=phone_mark(phone), building=even(building),
        phone=phone, **more,
    )  # fmt: skip
    if made.birth_date is not None:
        made.birth_year = made.birth_date.year
    return made


def known_as(like: Like, id: UUID) -> Known:
    return Known(id, *(getattr(like, field) for field in Known._fields[1:]))
