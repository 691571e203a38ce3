"""What a yearly form is made of: tables, lines, and which lines must add up.

A form is data (``forms/``): each new year's form is another file, and the old ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from .enums import Measure

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One number. Where ``source`` is named, the platform counts it, of what ``picks`` leaves;
    ``growth_of`` is the change of another line against last year's closed table; a line with
    neither is told by a person, from a paper, for the platform keeps no record of it.

    ``how``: how it is counted, or where a person finds it. ``ours``: not in the form itself.
    """

    code: str
    name: Words
    measure: Measure
    source: str = ""
    picks: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    growth_of: str = ""
    how: Words = ""
    ours: bool = False

    @property
    def is_told(self) -> bool:
        return not (self.source or self.growth_of)


@dataclass(frozen=True, slots=True)
class Same:
    """The parts add up to the total; each is counted by itself."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``note`` says what a reader of this table must know."""

    number: int
    name: Words
    lines: tuple[Line, ...]
    same: tuple[Same, ...] = ()
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form in one version. ``origin`` says where its lines were read; ``first_year`` is the
    first year it is used for."""

    code: str
    version: str
    name: Words
    origin: Words
    first_year: int
    tables: tuple[Table, ...]

    @property
    def lines(self) -> dict[str, Line]:
        return {line.code: line for table in self.tables for line in table.lines}
