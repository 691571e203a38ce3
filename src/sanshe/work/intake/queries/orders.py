"""Orders as a desk lists them, and what the hotline is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.work.needs import queries as needs
from sanshe.work.needs.enums import State, Step

from .. import rules
from ..enums import Fault
from ..models import Order

PAGE = 100


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order with its matter. ``ours``: our own limit, where theirs did not come first."""

    order: Order
    need: Any
    fault: Fault | None
    article: str


def orders(actor: Actor, *, which: str = "open", size: int = PAGE) -> list[OrderRow]:
    """The orders whose matters the actor sees, the nearest limit first: "open", "wrong" or
    "all". The queries depend on the communities, not on the rows."""
    demand(actor, Deed.TAKE_ORDERS)
    rows = Order.objects.filter(need__in=needs.visible(actor)).select_related("need")
    if which != "all":
        rows = rows.exclude(need__state=State.CLOSED).filter(replied_at__isnull=True)
    found = list(rows.order_by("due_at", "id")[:size])
    duties = {place: rules.duties(place) for place in {row.need.community for row in found}}
    made = [_row(row, duties[row.need.community]) for row in found]
    return [row for row in made if row.fault] if which == "wrong" else made


def _row(order: Order, duties: dict[str, Any]) -> OrderRow:
    undecided = order.returned_at is None and order.need.state in (State.HEARD, State.SORTED)
    wrong = rules.fault(order, order.need, duties) if undecided else None
    return OrderRow(order, order.need, wrong, str(rules.ARTICLE[wrong]) if wrong else "")


@dataclass(frozen=True, slots=True)
class Reply:
    """A line of the file to the hotline."""

    order: Order
    receipt: str
    state: str
    result: str
    privacy: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        return {
            "external_order_id": self.order.external_id,
            "system": self.order.system,
            "our_number": self.receipt,
            "our_role": self.order.our_role,
            "result": self.result,
            "returned": self.order.returned_at is not None,
            "replied_at": self.at.isoformat(timespec="seconds"),
        }


def replies(actor: Actor, *, system: str, lock: bool = False) -> list[Reply]:
    """What waits to be told: answered or closed matters, and orders given back."""
    demand(actor, Deed.TAKE_ORDERS)
    rows = Order.objects.filter(
        Q(need__state__in=[State.ANSWERED, State.CLOSED]) | Q(returned_at__isnull=False),
        need__in=needs.visible(actor), system=system, replied_at__isnull=True,
    )  # fmt: skip
    if lock:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    return [_reply(actor, order) for order in rows.select_related("need").order_by("due_at", "id")]


def _reply(actor: Actor, order: Order) -> Reply:
    need = order.need
    at = order.returned_at or need.closed_at or need.heard_at
    if order.returned_at is not None:
        result = order.result
    elif need.privacy not in OPEN:
        result = _("已由有职责的单位依法办理,内容依法保密。")
    else:
        told = [x for x in needs.story(actor, need.pk) if x.step == Step.ANSWERED and x.text]
        result = told[-1].text if told else _("已办理。")
        at = told[-1].at if told else at
    return Reply(order, need.receipt, need.state, result, need.privacy, at)
