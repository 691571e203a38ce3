"""Reads of flags: the wall says whose; figures are by kind and agency, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import Page, page_by_id
from sanshe.ground.kit.places import county_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight
from sanshe.trust.policy.scope import scope

from .. import folding, rules
from ..enums import DECIDED, OPEN, Kind, State
from ..models import Flag, Line, Mark, Shape


def waiting(actor: Actor) -> bool:
    """Whether a run would find anything to do."""
    demand(actor, Deed.RUN_CHECKS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({folding.WAITING})")
        (any_,) = cursor.fetchone()
    settled = rules.quarter_of(timezone.localdate() - rules.SETTLES)
    return bool(any_) or Shape.objects.filter(judged=False, quarter__lt=settled).exists()


def flags(actor: Actor, *, kind: str = "", state: str = "", after: str = "") -> Page:
    """The newest first. ``state``: one of them, or "open"."""
    rows = _visible(actor)
    if kind:
        rows = rows.filter(kind=Kind(kind))
    if state == "open":
        rows = rows.filter(state__in=[one.value for one in OPEN])
    elif state:
        rows = rows.filter(state=State(state))
    return page_by_id(rows, after=after)


def count_open(actor: Actor) -> int:
    """How many flags wait for the actor's agency, or for the actor."""
    if actor.sight != Sight.ORG:
        return 0
    return _visible(actor).filter(state__in=[one.value for one in OPEN]).count()


def flag(actor: Actor, id: UUID) -> Flag:
    """One flag. Raises NotFound, also to a stranger."""
    row = _visible(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def of_record(actor: Actor, record: UUID) -> list[Flag]:
    """The flags that speak of a record, as far as the actor sees them."""
    if not actor.may(Deed.READ_CHECKS):
        return []
    return list(_visible(actor).filter(records__contains=[record]).order_by("-raised_at"))


def lines_of(row: Flag) -> list[Line]:
    return list(Line.objects.filter(flag=row).order_by("at", "id"))


def _visible(actor: Actor) -> QuerySet[Flag]:
    """What the wall shows; said here as well, so that neither stands alone."""
    demand(actor, Deed.READ_CHECKS)
    rows = Flag.objects.all()
    if actor.sight == Sight.ALL:
        return rows
    if actor.sight == Sight.ORG:
        mine = Q(agency=actor.org)
        return rows.filter(mine if actor.role in rules.AGENCY_HEADS
                           else mine & Q(workers__contains=[actor.user]))  # fmt: skip
    if not actor.may(Deed.DECIDE_FLAG):
        return rows.none()
    return rows.filter(
        Q(due_at__lte=timezone.now()) | ~Q(state__in=[one.value for one in OPEN]),
        community__range=(actor.lo, actor.hi), sealed=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class May:
    """What the actor may do with a flag now."""

    look: bool
    explain: bool
    decide: bool
    pass_on: bool


def may(actor: Actor, row: Flag) -> May:
    own, open_ = rules.of_its_agency(actor, row), row.state in OPEN
    decides = actor.may(Deed.DECIDE_FLAG) and row.state != State.WITHDRAWN
    late = row.due_at <= timezone.now()
    return May(
        look=own and row.state == State.NEW,
        explain=own and open_ and actor.may(Deed.ANSWER_FLAG),
        decide=decides and open_ and (not rules.is_concerned(actor, row) if own else late),
        pass_on=decides and not own and row.state in DECIDED and row.state != State.PASSED_ON,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of check: how many flags, how many still with the agency, how many answered."""

    kind: Kind
    all: int
    open: int
    decided: int
    withdrawn: int


def tallies(actor: Actor) -> list[Tally]:
    """That each check ran, and what it came to, in the actor's area or agency. Counted by the
    platform itself, for others do not see what the agency has not answered yet; of sealed records
    and of single persons nothing."""
    demand(actor, Deed.READ_CHECKS)
    with scope(Actor.job("checks"), read_only=True):
        rows = Flag.objects.filter(sealed=False)
        if actor.sight == Sight.ORG:
            rows = rows.filter(agency=actor.org)
        else:
            rows = rows.filter(community__range=(actor.lo, actor.hi))
        counts = {(k, s): n for k, s, n in rows.values_list("kind", "state").annotate(Count("pk"))}
    return [_tally(kind, counts) for kind in Kind]


def _tally(kind: Kind, counts: dict[tuple[str, str], int]) -> Tally:
    def of(*states: State) -> int:
        return sum(counts.get((kind.value, one.value), 0) for one in states)

    return Tally(kind, of(*State), of(*OPEN), of(*DECIDED), of(State.WITHDRAWN))


def as_far_as(actor: Actor) -> tuple[datetime | None, int]:
    """When the book of the actor's counties was last looked at, and how many entries in all."""
    demand(actor, Deed.READ_CHECKS)
    marks = Mark.objects.filter(county__range=(county_of(actor.lo), actor.hi))
    if actor.sight == Sight.ORG:
        marks = Mark.objects.filter(agency=actor.org)
    found = marks.aggregate(at=Max("checked_at"), entries=Sum("seq"))
    return found["at"], found["entries"] or 0
