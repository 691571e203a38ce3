"""Orders of a hotline or a grid: brought in, given back, replied to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django.utils import timezone

from sanshe.ground.calendars import deadlines
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.trust.policy.scope import action, handing_over
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries as need_queries
from sanshe.work.needs.enums import Channel, State

from .. import rules
from ..enums import System
from ..errors import AlreadyReturned, NoHotline, NotWronglySent
from ..models import Order
from ..queries.orders import Reply, replies
from ..words import is_report
from .hearing import take_in

CHANNELS = {System.HOTLINE: Channel.HOTLINE, System.GRID: Channel.GRID}


@dataclass(frozen=True, slots=True)
class Brought:
    """An order as it stands here. ``again``: it had been brought before."""

    order: Order
    again: bool


@action(Deed.TAKE_ORDERS)
def bring_order(actor: Actor, *, community: int, system: str, facts: Mapping[str, Any]) -> Brought:
    """Make an order a need, once. ``facts`` as ``orders.read_order`` gives them.

    Brought again, it is the same need; only the hotline's own score of its call-back is added.
    Where two lines bring it at once, the second waits and finds it. Raises NotFound for another
    place, and what ``needs.hear`` raises.
    """
    demand(actor, Deed.TAKE_ORDERS, community=community)
    number = facts["external_id"]
    _one_at_a_time(system, number)
    with handing_over():  # it may have become a matter the actor does not see
        before = Order.objects.filter(system=system, external_id=number).first()
        if before is not None:
            return _again(actor, before, facts)
    received = _moment(facts["received_at"], time.min)
    told = facts.get("due_at")
    due = _moment(told, time(23, 59, 59)) if told else deadlines.due("HOT-DEFAULT", received)
    hidden = is_report(facts.get("kind") or "")
    heard = take_in(
        actor, community=community, text=facts["text"], said_at=received, outer_due=due,
        channel=CHANNELS.get(System(system), Channel.HOTLINE),
        id=uuid5(NAMESPACE_URL, f"{system}:{number}"),
        contact_name="" if hidden else (facts.get("contact_name") or ""),
        contact_phone="" if hidden else (facts.get("contact_phone") or ""),
    )  # fmt: skip
    with handing_over():
        order = Order.objects.create(
            need=heard.need, system=system, external_id=number, received_at=received, due_at=due,
            kind=(facts.get("kind") or "")[:20], our_role=facts["our_role"],
            location=(facts.get("location") or "")[:200],
            callback_score=facts.get("callback_score"),
        )  # fmt: skip
    return Brought(order, again=False)


def _one_at_a_time(system: str, number: str) -> None:
    """Others that bring the same order wait until this one is in or given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"order:{system}:{number}"]
        )


def _moment(value: Any, hour: time) -> datetime:
    if isinstance(value, datetime):
        return value
    return timezone.make_aware(datetime.combine(value, hour))


def _again(actor: Actor, order: Order, facts: Mapping[str, Any]) -> Brought:
    score = facts.get("callback_score")
    if score is not None and score != order.callback_score:
        order.callback_score = score
        order.save(update_fields=["callback_score"])
    audit(actor, Deed.TAKE_ORDERS, kind="order", id=order.id, again=True)
    return Brought(order, again=True)


@action(Deed.RETURN_ORDER)
def return_order(actor: Actor, *, order: UUID, version: int) -> Order:
    """Give a wrongly sent order back to the hotline, with the article.

    The matter is handed to the hotline as an outside body and stays open here until the resident's
    word: the desk asks back. Raises NotFound, NotWronglySent, AlreadyReturned, NoHotline, and what
    sorting and dispatching raise.
    """
    first = Order.objects.filter(pk=order).only("need_id").first()
    if first is None:
        raise NotFound()
    need = need_queries.held(actor, first.need_id)
    row = Order.objects.select_for_update().get(pk=order)
    if row.returned_at or row.replied_at or need.state not in (State.HEARD, State.SORTED):
        raise AlreadyReturned()
    wrong = rules.fault(row, need, rules.duties(need.community))
    if wrong is None:
        raise NotWronglySent()
    hotline = _hotline()
    why = str(rules.ARTICLE[wrong])
    if need.state == State.HEARD:
        need = needs.sort(
            actor, need=need, version=version, kind=need.kind, category=need.category,
            urgency=need.urgency, privacy=need.privacy, reason=why,
        )  # fmt: skip
        version = need.version
    needs.dispatch(actor, need=need, version=version, lead=hotline, reason=why)
    row.returned_at, row.result = timezone.now(), why
    row.save(update_fields=["returned_at", "result"])
    return row


def _hotline() -> UUID:
    bodies = organisations.choices(kinds=[OrgKind.EXTERNAL])
    found = next((id for id, name in bodies if "12345" in name), None)
    if found is None:
        raise NoHotline()
    return found


@action(Deed.TAKE_ORDERS)
def tell_hotline(actor: Actor, *, system: str = System.HOTLINE) -> list[Reply]:
    """The replies that have not been told yet, now told: what the file to the hotline holds.

    Of what is kept from others only that it is being seen to, never what was said.
    """
    waiting = replies(actor, system=system, lock=True)
    now = timezone.now()
    for reply in waiting:
        reply.order.result, reply.order.replied_at = reply.result, now
    Order.objects.bulk_update([reply.order for reply in waiting], ["result", "replied_at"])
    kept_away = sum(reply.privacy not in OPEN for reply in waiting)
    audit(actor, Deed.TAKE_ORDERS, kind="order", id=None, told=len(waiting), hidden=kept_away)
    return waiting
