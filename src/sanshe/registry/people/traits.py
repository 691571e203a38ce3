"""What of somebody is compared, of a kept person and of whoever stands in a form or a list."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from .checks import even
from .likeness import Like
from .models import Person
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


def traits(name: str, *, building: str = "", phone: str = "", **more: Any) -> Person:
    """What stands in a form or a list, comparable. Keeps nothing."""
    name = even(name)
    row = Person(name=name, building=even(building), phone=even(phone), **more)
    row.pinyin, row.initials = spell(name)
    row.sound, row.surname = folded(row.pinyin), surname_of(name)
    row.phone_mark = phone_mark(row.phone)
    if row.birth_date is not None:
        row.birth_year = row.birth_date.year
    return row


def known_as(like: Like, id: UUID) -> Known:
    return Known(id, *(getattr(like, field) for field in Known._fields[1:]))
