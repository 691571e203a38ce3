"""What is read of a person: a masked row for lists, a card for their page, everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.trust.policy.enums import OPEN

from .enums import PersonRole
from .masking import masked_name, masked_phone
from .models import Part


@dataclass(frozen=True, slots=True)
class Row:
    """A person in a list: masked. ``alone`` is None where no household is known."""

    id: UUID
    community: int
    name: str
    building: str
    phone: str
    sex: str
    age: int | None
    exact: bool  # whether the birthday is known, or only the year
    elder: bool
    advanced_age: bool
    alone: bool | None
    tier: str
    roles: tuple[PersonRole, ...]
    privacy: str
    gone: bool
    household: UUID | None

    @property
    def hushed(self) -> bool:
        """Whether not everybody of the area sees them."""
        return self.privacy not in OPEN

    @property
    def called(self) -> str:
        """「周奶奶, 3栋」"""
        return f"{self.name}, {self.building}" if self.building else self.name


@dataclass(frozen=True, slots=True)
class PartLine:
    """A role somebody has had."""

    id: int
    role: PersonRole
    where: str
    since: date
    until: date | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A person's page: still masked; hidden roles are left out."""

    row: Row
    wish: str
    parts: list[PartLine]
    housemates: list[Row]
    moved_on: date | None
    died_on: date | None
    seen_by: tuple[UUID, ...]
    keeper: UUID  # the organisation that wrote them in
    version: int


@dataclass(frozen=True, slots=True)
class Full:
    """Everything, for a stated purpose; each reading is in the audit."""

    id: UUID
    name: str
    building: str
    sex: str
    birth_year: int | None
    birth_date: date | None
    phone: str
    address: str
    room: str
    tier: str
    wish: str
    privacy: str
    parts: list[PartLine]
    version: int


def row_of(person: Any) -> Row:
    """Mask one Person as ``queries.people`` gives it: with ``flatmates`` and ``open_parts``."""
    age = person.age
    return Row(
        id=person.id,
        community=person.community,
        name=masked_name(person.name),
        building=person.building,
        phone=masked_phone(person.phone),
        sex=person.sex,
        age=age,
        exact=person.birth_date is not None,
        elder=person.elder,
        advanced_age=person.advanced_age,
        alone=None if person.household_id is None or person.gone else person.flatmates == 1,
        tier=person.tier,
        roles=tuple(dict.fromkeys(PersonRole(part.role) for part in person.open_parts)),
        privacy=person.privacy,
        gone=person.gone,
        household=person.household_id,
    )


def line_of(part: Part) -> PartLine:
    return PartLine(part.id, PersonRole(part.role), part.where, part.since, part.until, part.hidden)
