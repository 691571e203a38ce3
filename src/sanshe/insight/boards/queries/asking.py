"""Which rows answer a board's question, and which of their parts may be shown (``shading``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.ground.kit.places import STEPS, span_of, step_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Sight

from ..models import ANY_AGENCY, ANY_ITEM

BY = ("area", "item", "agency", "platform", "month")
PARTS = 5
NARROW = 3
"""From the county down a board may read the parts of all its communities; above, it would read as
much as was recorded, and reads the tallies of its own level instead."""


@dataclass(frozen=True, slots=True)
class View:
    """What a board is asked for: an area (0: the whole of the actor's), a month, the ``months``
    (three, six) or the whole year that begins with ``start``, shown by one of BY, of one item,
    agency or platform, or all."""

    start: date
    whole_year: bool = False
    area: int = 0
    by: str = "area"
    item: int | None = None
    agency: UUID | None = None
    months: int = 1
    platform: int | None = None

    @property
    def until(self) -> date:
        """The last month of the period, by its first day."""
        months = 12 if self.whole_year else self.months
        return self.start.replace(month=min(self.start.month + months - 1, 12))

    @property
    def kept(self) -> bool:
        """Whether different persons are kept of such a period: months and whole years."""
        return self.whole_year or self.months == 1


def level_of(area: int) -> int:
    """0 for everywhere, 1 for a province, …, 5 for a community."""
    return 0 if area == 0 else STEPS.index(step_of(area)) + 1


@dataclass(frozen=True, slots=True)
class Source:
    """``where``: the rows of boards_month read; ``key``: what a line is of; ``shown``: which rows
    count; ``values`` of both."""

    where: str
    key: str
    shown: str
    values: dict[str, Any]


def own(actor: Actor) -> bool:
    """Whether the actor reads its own organisation's work only, and that to the last one."""
    return actor.sight == Sight.ORG


def source(actor: Actor, view: View, *, total: bool = False) -> Source:
    """For the lines of a board, or for its ``total``."""
    by = "" if total else view.by
    here = level_of(view.area)
    cell = min(here + 1, PARTS) if by == "area" else max(here, 1)
    agency = actor.org if own(actor) else view.agency
    of_item = by == "item" or view.item is not None
    of_agency = by == "agency" or agency is not None
    of_platform = by == "platform" or view.platform is not None
    parts = cell == PARTS or of_platform or (of_item and of_agency) or own(actor)
    lo, hi = span_of(view.area)
    values: dict[str, Any] = {
        "level": PARTS if parts else cell, "cell": cell, "lo": max(lo, actor.lo),
        "hi": min(hi, actor.hi), "since": view.start, "until": view.until,
        "step": STEPS[cell - 1], "item": view.item, "agency": agency, "platform": view.platform,
        "any_agency": ANY_AGENCY, "any_item": ANY_ITEM,
    }  # fmt: skip
    asked = [
        "b.level = %(level)s", "b.area BETWEEN %(lo)s AND %(hi)s",
        "b.month BETWEEN %(since)s AND %(until)s",
        "b.item = %(item)s" if view.item is not None else "",
        "b.agency = %(agency)s" if agency is not None else "",
        "" if parts else f"b.{'item' if of_agency else 'agency'} = "
                         f"%(any_{'item' if of_agency else 'agency'})s",
        "" if own(actor) else "NOT b.sealed",
        "b.platform = %(platform)s" if view.platform is not None else "",
        "b.platform <> 0" if by == "platform" else "",
    ]  # fmt: skip
    cuts = of_item or of_agency or of_platform
    return Source(
        where=" AND ".join(one for one in asked if one),
        key={"": "NULL", "area": "b.area / %(step)s * %(step)s"}.get(by, f"b.{by}"),
        shown="true" if own(actor) else "b.pool = 0" if cuts else WHOLE,
        values=values,
    )


WHOLE = "(b.pool = 0 OR b.pool >= %(cell)s)"
"""Rows whose pool lies whole inside the line's area: a line of an area cuts no other pool."""
