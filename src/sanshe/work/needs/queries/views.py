"""Named filters of the queue, each with how many matters they leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.db.models.fields import IntegerField

from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import State
from ..models import View
from .counts import CAP
from .queue import Filters, narrowed

KEPT = ("whose", "state", "urgency", "kind", "category", "lead", "overdue")
"""The filters a view keeps: codes, and never a search."""


@dataclass(frozen=True, slots=True)
class ViewTab:
    """A view as it is shown. ``count`` goes up to ``CAP``."""

    id: UUID
    name: str
    shared: bool
    mine: bool
    may_drop: bool
    filters: dict[str, str]
    count: int


def views(actor: Actor) -> list[ViewTab]:
    """One's own and those shared in one's organisation, in the order they were made; two
    statements whatever their number."""
    demand(actor, Deed.READ_NEEDS)
    if actor.user is None:
        return []
    rows = [
        row
        for row in View.objects.filter(org=actor.org).order_by("made_at", "id")
        if row.shared or row.owner == actor.user
    ][: rules.MOST_TABS]
    counts = _counts(actor, rows)
    return [
        ViewTab(row.id, row.name, row.shared, row.owner == actor.user, rules.may_drop(actor, row),
                row.filters, counts.get(number, 0))
        for number, row in enumerate(rows)
    ]  # fmt: skip


def filters_of(kept: dict[str, Any]) -> Filters:
    """Filters from an address or a kept view."""
    names = ("state", "urgency", "kind", "category", "lead")
    return Filters(
        whose="all" if kept.get("whose") == "all" else "mine",
        overdue=kept.get("overdue") == "1",
        **{name: str(kept.get(name, "")) for name in names},
    )


def _counts(actor: Actor, rows: list[View]) -> dict[int, int]:
    """How many each view leaves, counted to ``CAP`` and no further, in one statement."""
    walks = []
    for number, row in enumerate(rows):
        filters = filters_of(row.filters)
        left = narrowed(actor, filters).order_by()
        if filters.state != State.CLOSED:
            left = left.exclude(state=State.CLOSED)
        walks.append(
            left.annotate(view=Value(number, IntegerField())).values_list("view", flat=True)[:CAP]
        )
    if not walks:
        return {}
    found = walks[0].union(*walks[1:], all=True) if len(walks) > 1 else walks[0]
    counts: dict[int, int] = {}
    for number in found:
        counts[number] = counts.get(number, 0) + 1
    return counts
