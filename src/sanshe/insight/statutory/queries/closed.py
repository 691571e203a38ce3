"""Reads of closed tables: what was laid down, whether it still is what was laid down, and what
the records say otherwise today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sanshe.ground.kit import chain
from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..models import Edition
from ..shape import Line

if TYPE_CHECKING:
    from .sheets import Sheet


def editions(actor: Actor, *, area: int, years: Iterable[int]) -> list[Edition]:
    """What an area closed for these years, the newest first."""
    demand(actor, Deed.READ_STATUTORY)
    rows = Edition.objects.filter(area=area, area__range=(actor.lo, actor.hi), year__in=list(years))
    return list(rows.order_by("-year", "-number"))


def edition(actor: Actor, id: UUID) -> Edition:
    """One closed table. Raises NotFound, also to a stranger."""
    demand(actor, Deed.READ_STATUTORY)
    row = Edition.objects.filter(pk=id, area__range=(actor.lo, actor.hi)).first()
    if row is None:
        raise NotFound()
    return row


def fingerprint(row: Edition, previous: bytes) -> bytes:
    """The hash of an edition with these contents after the one before it."""
    facts: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("form", "version", "area", "year", "number", "as_of", "lines", "reason",
                     "closed_at", "by_user", "by_org")
    }  # fmt: skip
    return chain.link(previous, facts)


def holds(row: Edition) -> bool:
    """Whether every edition up to this one still is what was laid down."""
    last = chain.START
    rows = Edition.objects.filter(
        area=row.area, year=row.year, form=row.form, number__lte=row.number
    )
    for place, one in enumerate(rows.order_by("number"), 1):
        if one.number != place or fingerprint(one, last) != bytes(one.hash):
            return False
        last = bytes(one.hash)
    return True


@dataclass(frozen=True, slots=True)
class Difference:
    """What a closed line said, and what it would say now."""

    line: Line
    closed: Decimal | None
    now: Decimal | None


def differences(sheet: Sheet) -> list[Difference]:
    """Lines of this year's newest edition that would be told otherwise today."""
    if sheet.newest is None or sheet.newest.version != sheet.form.version:
        return []
    return [
        Difference(figure.line, figure.closed, figure.shown)
        for figure in sheet.figures.values()
        if figure.closed != figure.shown
    ]


def lines_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The numbers of a sheet as an edition keeps them."""
    return [
        {"code": code, "counted": _text(figure.counted), "told": _text(figure.told)}
        for code, figure in sheet.figures.items()
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
