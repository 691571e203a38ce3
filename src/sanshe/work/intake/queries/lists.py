"""Lists on their way in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, QuerySet

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import queries as needs

from .. import old, rows
from ..enums import LineState
from ..models import ListImport, ListLine

SHOWN = 200  # rows of one kind on a page; the sheet to download has all


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a page shows it: what stood in it, why not, what it is like."""

    number: int
    state: str
    raw: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    like: str = ""
    need: UUID | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows stand where."""

    good: int = 0
    bad: int = 0
    twice: int = 0
    heard: int = 0
    dropped: int = 0
    withdrawn: int = 0
    stays: int = 0

    @property
    def aside(self) -> int:
        return self.bad + self.twice

    @property
    def whole(self) -> int:
        return self.good + self.heard

    @property
    def looked_at(self) -> int:
        """While it is taken back: how many were withdrawn, or stay."""
        return self.withdrawn + self.stays

    @property
    def to_look_at(self) -> int:
        return self.looked_at + self.heard

    @property
    def percent(self) -> int:
        return round(100 * self.heard / self.whole) if self.whole else 100


def lists(actor: Actor) -> QuerySet[ListImport]:
    """The lists of the actor's organisation, newest first, each with its number of rows."""
    demand(actor, Deed.IMPORT_LIST)
    rows_of = ListImport.objects.filter(org=actor.org, community__range=(actor.lo, actor.hi))
    return rows_of.annotate(rows=Count("lines")).order_by("-made_at")


def list_of(actor: Actor, id: UUID) -> ListImport:
    """One list. Raises NotFound."""
    found = lists(actor).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def progress(actor: Actor, found: ListImport) -> Progress:
    counted = ListLine.objects.filter(list=found).values_list("state").annotate(Count("pk"))
    return Progress(**dict(counted))


def lines(
    actor: Actor, found: ListImport, *states: LineState, limit: int | None = SHOWN
) -> list[Line]:
    """Rows in these states, in the order of the file. Those heard show their receipt where the
    actor sees the matter."""
    known = ListLine.objects.filter(list=found, state__in=states).order_by("number")[:limit]
    taken = list(known)
    receipts = dict(
        needs.visible(actor)
        .filter(pk__in=[line.need_id for line in taken if line.need_id])
        .values_list("pk", "receipt")
    )
    return [_line(line, receipts) for line in taken]


def _line(line: ListLine, receipts: dict[UUID, str]) -> Line:
    raw = json.loads(line.said) if line.said else {}
    problems = rows.check(raw).problems if line.state == LineState.BAD else {}
    return Line(
        number=line.number, state=line.state, raw=raw,
        problems={key: str(why) for key, why in problems.items()}, like=line.like,
        need=line.need_id if line.need_id in receipts else None,
        receipt=receipts.get(line.need_id, "") if line.need_id else "",
    )  # fmt: skip


def any_old(actor: Actor) -> bool:
    """Whether a job has anything to forget."""
    demand(actor, Deed.TAKE_ORDERS)
    return old.photos().exists() or old.rows().exists()
