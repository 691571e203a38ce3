"""Reads of reports: who made it and, once handed over, its purchaser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .contents import facts_of
from .drawing import chart
from .enums import Form, Kind, Step
from .models import ALL, Report, Words
from .periods import first_of, last_of, name_of, periods
from .typesetting import PICTURES

__all__ = ["ALL", "Change", "Report", "changes", "choices", "file", "former", "left", "name_of",
           "periods", "report", "reportable", "reports", "shown", "words"]  # fmt: skip

LISTED = 100
_HEAVY = ("pdf", "word", "figures")


def _visible(actor: Actor) -> QuerySet[Report]:
    demand(actor, Deed.READ_REPORTS)
    handed = Q(handed_at__isnull=False, readers__contains=[actor.org])
    return Report.objects.filter(Q(org=actor.org) | handed)


def reports(actor: Actor) -> list[Report]:
    """Those the actor may read, the newest first, without their content."""
    return list(_visible(actor).defer(*_HEAVY).order_by("-made_at", "-id")[:LISTED])


def report(actor: Actor, id: UUID) -> Report:
    """One with what it says. Raises NotFound, also to a stranger."""
    row = _visible(actor).defer("pdf", "word").select_related("former").filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def file(actor: Actor, id: UUID, form: str) -> tuple[Report, bytes]:
    """It as PDF or .docx. Raises NotFound."""
    row = _visible(actor).filter(pk=id, step=Step.DONE).first()
    if row is None or form not in Form.values:
        raise NotFound()
    return row, bytes(row.pdf if form == Form.PDF else row.word)


def reportable(actor: Actor, kind: Kind, start: date, agreement: UUID | None) -> list[Agreement]:
    """The agreements a report of a period is about: the actor's own as supplier, for an overview
    as purchaser. Raises NotFound for one that is not theirs."""
    side = "purchaser" if kind == Kind.OVERVIEW else "supplier"
    mine = agreements.visible(actor).filter(**{side: actor.org}, signed_on__isnull=False)
    if agreement is not None:
        mine = mine.filter(pk=agreement)
        if not mine.exists():
            raise NotFound()
    start = first_of(kind, start)
    rows = mine.filter(starts_on__lte=last_of(kind, start), ends_on__gte=start)
    return list(rows.order_by("starts_on", "number"))


def choices(actor: Actor) -> tuple[list[Kind], list[Agreement]]:
    """Which reports the actor's organisation can make, and of which agreements."""
    demand(actor, Deed.READ_REPORTS)
    if not actor.may(Deed.MAKE_REPORT):
        return [], []
    mine = agreements.visible(actor).filter(signed_on__isnull=False)
    delivered = list(mine.filter(supplier=actor.org).order_by("-starts_on", "number"))
    kinds = [Kind.MONTH, Kind.HALF_YEAR] if delivered else []
    if mine.filter(purchaser=actor.org).exists():
        kinds.append(Kind.OVERVIEW)
    return kinds, delivered


def words(actor: Actor, kind: Kind, start: date, agreement: UUID | None) -> Words | None:
    """The draft of what is printed, where there is one."""
    demand(actor, Deed.MAKE_REPORT)
    return Words.objects.filter(
        org=actor.org, kind=kind, agreement=agreement or ALL, start=first_of(kind, start)
    ).first()


def former(row: Report) -> Report | None:
    """The last whole one of the same, in the same language."""
    same = Report.objects.filter(
        org=row.org, kind=row.kind, agreement=row.agreement, start=row.start,
        language=row.language, step=Step.DONE,
    ).exclude(pk=row.pk)  # fmt: skip
    return same.order_by("-made_at", "-id").first()


def left(actor: Actor, *, since: Any) -> list[UUID]:
    """Reports whose figures are taken and that nobody has set since."""
    demand(actor, Deed.READ_REPORTS)
    waiting = Report.objects.filter(step__in=[Step.PDF, Step.WORD], moved_at__lt=since)
    return list(waiting.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is another one than in the last report; "" where it was not or is no more."""

    where: str
    was: str
    now: str


def changes(row: Report) -> list[Change] | None:
    """What differs from the last one; None where there is none."""
    if row.former is None:
        return None
    before, after = dict(facts_of(row.former.figures)), dict(facts_of(row.figures))
    return [
        Change(" · ".join(part for part in at if part), before.get(at, ""), after.get(at, ""))
        for at in {**before, **after}
        if before.get(at, "") != after.get(at, "")
    ]


def shown(row: Report) -> list[dict[str, Any]]:
    """Its blocks for a page: the charts as SVG, each row of a table with where it opens."""
    return [_for_page(block) for block in row.figures.get("blocks", [])]


def _for_page(block: dict[str, Any]) -> dict[str, Any]:
    if block["is"] in PICTURES:
        return block | {"svg": chart(block)}
    if block["is"] != "table":
        return block
    return block | {"lines": list(zip_longest(block["rows"], block["opens"], fillvalue=""))}
