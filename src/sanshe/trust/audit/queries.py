"""Reading the audit, and walking its chains again. Both leave a line of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed
from sanshe.ground.kit.paging import PAGE_SIZE, Page, page_by_id
from sanshe.ground.kit.places import county_of

from .models import Entry
from .trail import Doer, note
from .walk import Fault, Report, walk

__all__ = ["Fault", "Look", "Report", "about", "entries", "verify"]

READ, VERIFY = "audit.read", "audit.verify"


class Reader(Doer, Protocol):
    """What the audit needs to know of somebody who reads it. (It stands below the policy, so it
    asks the actor and not the table.)"""

    @property
    def lo(self) -> int: ...
    @property
    def hi(self) -> int: ...
    def may(self, deed: Any) -> bool: ...


def entries(
    actor: Reader,
    *,
    day: date | None = None,
    deed: str = "",
    kind: str = "",
    subject: str = "",
    person: UUID | Collection[UUID] | None = None,
    after: str = "",
    size: int = PAGE_SIZE,
) -> Page:
    """Lines of the reader's counties and of the platform itself, newest first.

    ``kind`` and ``subject`` name the thing it was done to, ``person`` who did it (one of several).
    """
    _demand(actor, READ)
    rows = _mine(actor)
    if day is not None:
        rows = _on(rows, day)
    wanted = {"deed": deed, "subject_kind": kind, "subject_id": subject}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    people = [person] if isinstance(person, UUID) else person
    if people is not None:
        rows = rows.filter(actor__in=people)
    note(
        actor, READ, kind="audit",
        day=day.isoformat() if day else "", of_deed=str(deed), of_kind=kind, of=subject,
        people=[str(one) for one in people or ()], further=bool(after),
    )  # fmt: skip
    return page_by_id(rows, after=after, size=size)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's deed on a thing, for whoever keeps it. ``purpose`` as it was given."""

    at: datetime
    actor: UUID
    org: UUID
    role: str
    deed: str
    purpose: str
    detail: dict[str, Any]


def about(
    *, kind: str, ids: Iterable[UUID], community: int, deeds: Iterable[str], limit: int = 50
) -> list[Look]:
    """What was done of some deeds to things that one keeps, newest first; only of what
    ``policy.scope.looking_back`` has opened, else nothing. Leaves no line: it shows the names of
    staff, which are public, and nothing of the things themselves."""
    rows = Entry.objects.filter(
        county=county_of(community), subject_kind=kind, subject_id__in=[str(id) for id in ids],
        deed__in=[str(deed) for deed in deeds],
    )  # fmt: skip
    return [
        Look(row.at, row.actor, row.org, row.role, row.deed, row.purpose, row.detail)
        for row in rows.order_by("-id")[:limit]
    ]


def verify(actor: Reader, *, county: int | None = None, org: UUID | None = None) -> Report:
    """Walk the reader's chains (those of one county, of one organisation) from their first line
    and compute every hash again. Costs no memory however long they are.

    What it cannot see by itself: a chain whose end was cut off together with its head. The report
    names each chain's end, for comparing with one kept elsewhere.
    """
    _demand(actor, VERIFY)
    low, high = county_of(actor.lo), actor.hi
    report = walk(low=low, high=high, county=county, org=org)
    note(
        actor, VERIFY, kind="audit",
        chains=report.chains, lines=report.lines, faults=report.fault_count,
    )  # fmt: skip
    return report


def _mine(actor: Reader) -> QuerySet[Entry]:
    """As the wall has it, too: lines without a place (county 0) are everybody's who may read."""
    return Entry.objects.filter(county__range=(county_of(actor.lo), actor.hi)) | (
        Entry.objects.filter(county=0)
    )


def _on(rows: QuerySet[Entry], day: date) -> QuerySet[Entry]:
    """The lines of one day in Asia/Shanghai. Ids are ordered by time, so they bound the search;
    an id may be made some moments before its line's time."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    end = start + timedelta(days=1)
    return rows.filter(
        at__gte=start,
        at__lt=end,
        id__gte=_first_id(start - timedelta(minutes=1)),
        id__lt=_first_id(end + timedelta(minutes=1)),
    )


def _first_id(moment: datetime) -> UUID:
    """The lowest UUIDv7 of a moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _demand(actor: Reader, deed: str) -> None:
    if not actor.may(deed):
        raise NotAllowed()
