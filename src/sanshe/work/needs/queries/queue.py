"""The queue: what waits for my organisation, most pressing first.

One walk along one partial index ("whose move is next", then "whose turn"), fifty rows at a time:
it costs the same with a hundred thousand matters as with a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from sanshe.ground.kit.paging import PAGE_SIZE, Page, page_by_id
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..enums import Kind, State, Urgency
from .matter import visible

EXCERPT = 60
MOST_WORDS = 4
_COLUMNS = (
    "id", "receipt", "kind", "category", "urgency", "state", "privacy", "danger", "heard_at",
    "due_at", "lead_org", "turn", "excerpt",
)  # fmt: skip

_EXCERPT = Left(Coalesce(NullIf("part", Value("")), "text"), EXCERPT)
"""The words about this matter, where one message told two."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a queue is narrowed to; lives in the page's address. "" leaves everything in.

    ``whose``: "mine" is what waits for my organisation, "all" everything I may see.
    ``q``: a receipt number, or words of the message.
    """

    whose: str = "mine"
    state: str = ""
    urgency: str = ""
    kind: str = ""
    category: str = ""
    lead: str = ""
    q: str = ""
    overdue: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue."""

    id: UUID
    receipt: str
    kind: str
    category: str
    urgency: str
    state: str
    privacy: str
    danger: list[str]
    heard_at: datetime
    due_at: datetime | None
    lead: str
    excerpt: str
    overdue: bool


def queue(actor: Actor, filters: Filters | None = None, *, size: int = PAGE_SIZE) -> Page:
    """One page of the queue; two queries whatever its length."""
    demand(actor, Deed.READ_NEEDS)
    filters = filters or Filters()
    rows = narrowed(actor, filters).annotate(excerpt=_EXCERPT).values(*_COLUMNS)
    if filters.state == State.CLOSED:
        page = page_by_id(rows, after=filters.after, size=size)
    else:
        page = _by_turn(rows.exclude(state=State.CLOSED), filters.after, size)
    names = organisations.names_of({row["lead_org"] for row in page.rows if row["lead_org"]})
    now = timezone.now()
    return Page([_row(row, names, now) for row in page.rows], page.after)


def narrowed(actor: Actor, filters: Filters) -> QuerySet[Any]:
    """The visible matters that filters leave."""
    rows = visible(actor)
    if filters.whose != "all":
        rows = rows.filter(waits_for=actor.org)
    elif filters.state != State.CLOSED:
        rows = rows.filter(joined_to__isnull=True)
    for name, choices in (("state", State), ("urgency", Urgency), ("kind", Kind)):
        value = getattr(filters, name)
        if value in choices.values:
            rows = rows.filter(**{name: value})
    if filters.category:
        rows = rows.filter(category=filters.category)
    if filters.lead:
        try:
            rows = rows.filter(lead_org=UUID(filters.lead))
        except ValueError:
            rows = rows.none()
    if filters.q.strip():
        rows = rows.filter(_said(filters.q))
    if filters.overdue:
        rows = rows.filter(due_at__lt=timezone.now())
    return rows


def _said(text: str) -> Q:
    """A receipt number or its beginning, however it is grouped; else words of the message."""
    digits = "".join(text.split()).replace("-", "")
    if digits.isascii() and digits.isdecimal():
        return Q(receipt__startswith=digits)
    wanted = Q()
    for word in text.split()[:MOST_WORDS]:
        wanted &= Q(text__contains=word)
    return wanted


def _by_turn(rows: QuerySet[Any], after: str, size: int) -> Page:
    """A page by (turn, id). A malformed ``after`` starts over."""
    if key := _key(after):
        turn, id = key
        rows = rows.filter(turn__gte=turn).filter(Q(turn__gt=turn) | Q(id__gt=id))
    found = list(rows.order_by("turn", "id")[: size + 1])
    more = len(found) > size
    found = found[:size]
    last = f"{found[-1]['turn'].isoformat()}_{found[-1]['id']}" if more else ""
    return Page(found, last)


def _key(after: str) -> tuple[datetime, UUID] | None:
    turn, _, id = after.partition("_")
    try:
        at = datetime.fromisoformat(turn)
        return (at, UUID(id)) if at.tzinfo else None
    except ValueError:
        return None


def _row(row: dict, names: dict[UUID, str], now: datetime) -> Row:
    return Row(
        **{name: row[name] for name in Row.__slots__ if name in row},
        lead=names.get(row["lead_org"], ""),
        overdue=row["due_at"] is not None and row["due_at"] < now and row["state"] != State.CLOSED,
    )
