"""What is handed out, before it becomes a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sanshe.registry.people import queries as people

from .enums import Withheld


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter they told themselves, and what they were answered."""

    id: UUID
    receipt: str
    heard_at: datetime
    kind: str
    state: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitLine:
    """Who came, when, and what came of it."""

    at: datetime
    who: str
    way: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Yes:
    """A consent they gave: to whom, for how long."""

    to: str
    relation: str
    given_at: datetime
    until: date
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Package:
    """Everything of one person that their reader may see and may hand out."""

    full: people.Full
    housemates: int | None
    wishes: Sequence[str]
    groups: Sequence[str]
    consents: Sequence[Yes]
    matters: Sequence[Matter]
    visits: Sequence[VisitLine]
    looks: Sequence[people.Look]
    withheld: Sequence[Withheld]
