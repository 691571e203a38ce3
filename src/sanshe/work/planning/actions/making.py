"""A month's plan: proposed, changed by hand, accepted, turned into planned visits."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate, Problem
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue import queries as catalogue
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action
from sanshe.work.visits import actions as visits
from sanshe.work.visits.enums import Way

from .. import checking, errors
from ..asking import asks_of
from ..enums import LineState, PlanState, Reason
from ..hands import clock, hands, minutes, moment, seats
from ..models import Plan, PlanLine
from ..month import add_months, last_of, month_of
from ..policy import FLOOR_TIER, in_force
from ..roster import Elder, elders, with_contacts
from ..services import services_by_tier
from ..slots import HOME_MINUTES, PHONE_MINUTES
from ..solver import Left, Placed, solve
from ._common import one_at_a_time

AHEAD = 2  # months; wishes and hands change too much beyond
BATCH = 40
OVER_THE_EDGE = timedelta(days=3)  # a month's weeks reach over its end by at most so much


@action(Deed.MAKE_PLAN)
def make(actor: Actor, *, community: int, month: date) -> Plan:
    """Propose who goes to whom when, from tomorrow on; what stands already counts. A draft made
    before is thrown away. Raises MonthOver, TooFarAhead, NobodyWorks, NoService."""
    demand(actor, Deed.MAKE_PLAN, community=community)
    one_at_a_time(actor.org)
    month = month_of(month)
    start = max(_first_day(month), timezone.localdate() + timedelta(days=1))
    _check_month(month, start)
    by_tier = services_by_tier(community)
    found = with_contacts(actor, elders(actor, community=community), since=month)
    solved = _solved(actor, community, month, start, found)
    Plan.objects.filter(
        org=actor.org, community=community, month=month, state=PlanState.DRAFT
    ).delete()
    plan = Plan.objects.create(
        org=actor.org, community=community, month=month, made_by=actor.user or NOBODY,
        made_at=timezone.now(),
    )  # fmt: skip
    whose = {elder.id: elder for elder in found}
    PlanLine.objects.bulk_create(
        [_line(actor, plan, whose, by_tier, one) for one in solved], batch_size=500
    )
    note(actor, Deed.MAKE_PLAN, kind="plan", id=plan.id, community=community, lines=len(solved))
    return plan


def _solved(
    actor: Actor, community: int, month: date, start: date, found: list[Elder]
) -> list[Placed | Left]:
    """What is asked for everybody, placed among those who are there. Raises NobodyWorks."""
    team = hands(actor, actor.org, community)
    if not team:
        raise errors.NobodyWorks()
    rules = in_force(community, month)
    asks = [ask for elder in found for ask in asks_of(elder, rules, month, start)]
    first = min([start, *(ask.first for ask in asks)])
    last = max([last_of(month), *(ask.last for ask in asks)])
    met = [(elder.id, contact.day) for elder in found for contact in elder.contacts]
    return solve(seats(actor, team, first, last), asks, met=met)


@action(Deed.MAKE_PLAN)
def move_line(
    actor: Actor, *, line: UUID, version: int, day: date, start: time, worker: UUID,
    second: UUID | None = None, way: str = Way.HOME,
) -> PlanLine:  # fmt: skip
    """Put one line elsewhere by hand. A wish binds the hand as well. Raises AgainstWish,
    NotThere, Collides, NotDraft, OutOfDate."""
    plan, row = _draft_line(actor, line, version)
    end = clock(minutes(start) + (PHONE_MINUTES if way == Way.PHONE else HOME_MINUTES))
    who = [worker, second] if second and way != Way.PHONE else [worker]
    checking.check(actor, plan, row, day=day, start=start, end=end, who=who, way=way)
    row.day, row.start, row.end, row.way = day, start, end, way
    row.worker, row.second = worker, who[1] if len(who) > 1 else None
    row.state, row.reason = LineState.PLACED, Reason.BY_HAND
    row.save()
    _changed(actor, plan)
    return row


@action(Deed.MAKE_PLAN)
def take_out(actor: Actor, *, line: UUID, version: int) -> PlanLine:
    """Leave one line out; it stays to be seen as such."""
    plan, row = _draft_line(actor, line, version)
    row.state, row.reason = LineState.TAKEN_OUT, Reason.TAKEN_OUT
    row.save(update_fields=["state", "reason"])
    _changed(actor, plan)
    return row


@action(Deed.MAKE_PLAN)
def drop(actor: Actor, *, plan: UUID, version: int) -> None:
    """Throw a draft away."""
    row = _hold(actor, plan)
    _check_draft(row, version)
    note(actor, Deed.MAKE_PLAN, kind="plan", id=row.id, community=row.community, dropped=True)
    row.delete()


@action(Deed.MAKE_PLAN)
def accept(actor: Actor, *, plan: UUID, version: int) -> Plan:
    """So it shall be. ``fill`` then makes the visits, some at a time."""
    one_at_a_time(actor.org)
    row = _hold(actor, plan)
    _check_draft(row, version)
    row.state, row.accepted_by = PlanState.ACCEPTED, actor.user
    row.version += 1
    row.save(update_fields=["state", "accepted_by", "version"])
    note(actor, Deed.MAKE_PLAN, kind="plan", id=row.id, community=row.community, accepted=True)
    return row


@action(Deed.MAKE_PLAN)
def fill(actor: Actor, *, plan: UUID, most: int = BATCH) -> int:
    """Turn the next lines of an accepted plan into planned visits; gives how many are left.
    Safe to repeat: a line's visit carries the line's own id. What no longer fits is named."""
    row = _hold(actor, plan)
    if row.state != PlanState.ACCEPTED:
        raise errors.NotDraft()
    waiting = row.lines.filter(state=LineState.PLACED, visit=None).order_by("day", "start", "id")
    services: dict[int, Any] = {}
    for line in waiting[:most]:
        if line.service_id not in services:
            services[line.service_id] = catalogue.service(line.service_id)
        _visit(actor, line, services[line.service_id])
    left = waiting.count()
    if not left:
        for worker in set(row.lines.exclude(visit=None).values_list("worker", flat=True)):
            tell(code=NoticeCode.PLANNED, link="/desk/plan/day/", user=worker)
    note(actor, Deed.MAKE_PLAN, kind="plan", id=row.id, community=row.community, left=left)
    return left


def _visit(actor: Actor, line: PlanLine, service: Any) -> None:
    assert line.day and line.start and line.end and line.worker  # the database says so too
    start, end = moment(line.day, minutes(line.start)), moment(line.day, minutes(line.end))
    try:
        visit = visits.plan(
            actor, service=service, person=line.person_id, whom=line.whom, worker=line.worker,
            companions=[line.second] if line.second else [], start=start, end=end, way=line.way,
            id=line.id, quiet=True,
        )  # fmt: skip
    except Problem:
        line.state, line.reason = LineState.UNPLACED, Reason.CHANGED
        line.save(update_fields=["state", "reason"])
    else:
        line.visit = visit.id
        line.save(update_fields=["visit"])


def _line(
    actor: Actor, plan: Plan, whose: dict[UUID, Elder], by_tier: Any, one: Placed | Left
) -> PlanLine:
    ask = one.ask
    assert ask.person is not None  # a month is asked for persons
    elder = whose[ask.person]
    line = PlanLine(
        plan=plan, person_id=elder.id, whom=elder.whom, community=elder.community,
        privacy=elder.privacy, seen_by=[actor.org], service=by_tier(elder.tier or FLOOR_TIER),
        way=ask.way, first=ask.first, last=ask.last, floor=ask.floor, needs_second=ask.two,
        state=LineState.UNPLACED, reason=one.reason,
    )  # fmt: skip
    if isinstance(one, Placed):
        line.state = LineState.PLACED
        line.day, line.worker, line.second = one.day, one.worker, one.second
        line.start, line.end = clock(one.start), clock(one.end)
    return line


def _first_day(month: date) -> date:
    """The Monday of the first week that belongs to the month, where that lies before it."""
    monday = month - timedelta(days=month.weekday())
    return monday if month - monday <= OVER_THE_EDGE else month


def _check_month(month: date, start: date) -> None:
    if start > last_of(month):
        raise errors.MonthOver(field="month")
    if month > add_months(month_of(timezone.localdate()), AHEAD):
        raise errors.TooFarAhead(field="month")


def _hold(actor: Actor, plan: UUID) -> Plan:
    row = Plan.objects.filter(pk=plan, org=actor.org).select_for_update().first()
    if row is None or not actor.covers(row.community):
        raise NotFound()
    return row


def _draft_line(actor: Actor, line: UUID, version: int) -> tuple[Plan, PlanLine]:
    known = PlanLine.objects.filter(pk=line).values_list("plan_id", flat=True).first()
    if known is None:
        raise NotFound()
    plan = _hold(actor, known)
    _check_draft(plan, version)
    return plan, plan.lines.get(pk=line)


def _check_draft(plan: Plan, version: int) -> None:
    if plan.state != PlanState.DRAFT:
        raise errors.NotDraft()
    if plan.version != version:
        raise OutOfDate()


def _changed(actor: Actor, plan: Plan) -> None:
    plan.version += 1
    plan.save(update_fields=["version"])
    note(actor, Deed.MAKE_PLAN, kind="plan", id=plan.id, community=plan.community, changed=True)
