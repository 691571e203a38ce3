"""A month's plan, and how far everybody who must be reached in it was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars.deadlines import add_months
from sanshe.ground.calendars.workdays import warning
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import names_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..checking import in_words
from ..enums import Contact, LineState, PlanState
from ..models import Plan, PlanLine
from ..month import last_of, month_of
from ..policy import in_force
from ..roster import Elder, elders, with_contacts


def may_plan(actor: Actor) -> bool:
    return actor.may(Deed.MAKE_PLAN)


def places_of(actor: Actor) -> list[int]:
    """The communities in which the actor sees residents, by code."""
    demand(actor, Deed.READ_PLANS)
    if actor.lo == actor.hi:
        return [actor.lo]
    rows = people.visible(actor).order_by("community").values_list("community", flat=True)
    return list(rows.distinct())


@dataclass(frozen=True, slots=True)
class Month:
    """The newest plan of an agency for a community and month, with its lines by day."""

    month: date
    plan: Plan | None
    placed: list[PlanLine]
    unplaced: list[PlanLine]
    names: dict[UUID, str]
    warning: str

    @property
    def waiting(self) -> int:
        """Lines of an accepted plan that are not visits yet."""
        return sum(line.visit is None for line in self.placed)

    @property
    def draft(self) -> bool:
        return self.plan is not None and self.plan.state == PlanState.DRAFT


def month_plan(actor: Actor, *, community: int, month: date) -> Month:
    """What stands planned; the draft first, else the plan accepted last."""
    demand(actor, Deed.READ_PLANS, community=community)
    month = month_of(month)
    plans = Plan.objects.filter(org=actor.org, community=community, month=month)
    newest = sorted(plans, key=lambda plan: (plan.state == PlanState.DRAFT, plan.made_at))
    plan = newest[-1] if newest else None
    lines = (
        list(plan.lines.select_related("service").order_by("day", "start", "id")) if plan else []
    )
    who = {id for line in lines for id in (line.worker, line.second) if id}
    return Month(
        month, plan,
        [line for line in lines if line.state == LineState.PLACED],
        [line for line in lines if line.state != LineState.PLACED],
        names_of(who), str(warning(month.year)),
    )  # fmt: skip


def line_of(actor: Actor, id: UUID) -> PlanLine:
    """One line of a plan of one's own organisation. Raises NotFound."""
    demand(actor, Deed.READ_PLANS)
    row = PlanLine.objects.select_related("plan").filter(pk=id, plan__org=actor.org).first()
    if row is None:
        raise NotFound()
    return row


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody who must be reached, and how the month stands."""

    elder: Elder
    done: int
    planned: int
    unreached: int | None  # days; None: never
    refused: bool
    ask_again: date | None
    wish: str

    @property
    def missing(self) -> bool:
        return not self.done and not self.planned and not self.refused

    @property
    def asks_again(self) -> bool:
        return self.ask_again is not None and self.ask_again <= timezone.localdate()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The floor of a month: everybody, whoever was not reached for longest first."""

    rows: list[Kept]

    @property
    def done(self) -> int:
        return sum(bool(row.done) for row in self.rows)

    @property
    def planned(self) -> int:
        return sum(not row.done and bool(row.planned) for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def refused(self) -> int:
        return sum(row.refused and not row.done for row in self.rows)


def coverage(actor: Actor, *, community: int, month: date) -> Coverage:
    """Who was reached in the month, who will be, who is missing. Refusals are shown, not hidden,
    with the day to ask again."""
    demand(actor, Deed.READ_PLANS, community=community)
    month = month_of(month)
    months = in_force(community, timezone.localdate()).ask_again_months
    found = with_contacts(actor, elders(actor, community=community), since=month)
    rows = [_kept(elder, month, months) for elder in found]
    return Coverage(sorted(rows, key=_first))


def _kept(elder: Elder, month: date, months: int) -> Kept:
    within = elder.between(month, last_of(month))
    wish = elder.wish
    refused = wish is not None and wish.contact == Contact.NONE
    return Kept(
        elder,
        done=sum(one.made for one in within),
        planned=sum(not one.made for one in within),
        unreached=elder.unreached(timezone.localdate()),
        refused=refused,
        ask_again=add_months(wish.asked_on, months) if wish is not None and refused else None,
        wish=" · ".join(in_words(wish, {})) if wish else "",
    )  # fmt: skip


def _first(row: Kept) -> tuple[object, ...]:
    days = 99999 if row.unreached is None else row.unreached
    return (bool(row.done), -days, row.elder.tier or "D", row.elder.id)
