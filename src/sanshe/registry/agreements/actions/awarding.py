"""The winner is fixed, and told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import days, errors, limits, rules
from ..enums import State
from ..models import Agreement
from ._taking import next_step, take, tell_supplier, write


@action(Deed.KEEP_AGREEMENTS)
def award(
    actor: Actor, *, agreement: UUID, version: int, supplier: UUID, price: Decimal, on: date,
    reported_on: date, noticed_on: date | None = None, text: str = "",
) -> Agreement:  # fmt: skip
    """The winner is fixed. ``reported_on``: the day the review's report arrived (five working
    days, 条例 art. 43). ``noticed_on``: the day it was told, where that is done already
    (``announce``). Raises CannotDeliver, SameBody, OutOfOrder, TooSoon, NotYet, WrongStep,
    Stopped."""
    row = next_step(actor, agreement, version, State.AWARDED)
    days.in_order(row, reported_on, field="reported_on")
    days.has_come(on)
    if on < reported_on:
        raise errors.TooSoon(field="on", day=reported_on)
    chosen = organisations.get(supplier)
    if chosen.id == row.purchaser_id:
        raise errors.SameBody(field="supplier")
    if not rules.may_deliver(chosen.kind) or chosen.ended_on is not None:
        raise errors.CannotDeliver(field="supplier", name=chosen.name)
    if price <= 0:
        raise Invalid(field="price", reason=str(price))
    row.supplier, row.price, row.awarded_on, row.state = chosen, price, on, State.AWARDED
    write(
        actor, row, Deed.KEEP_AGREEMENTS, State.AWARDED, on=on, text=text, limit="PROC-WINNER",
        since=reported_on, supplier=str(chosen.id), price=str(price),
    )  # fmt: skip
    tell_supplier(actor, row, NoticeCode.CONFIRMED)
    if noticed_on is not None:
        _noticed(actor, row, noticed_on, since=on, field="noticed_on")
    return row


@action(Deed.KEEP_AGREEMENTS)
def announce(actor: Actor, *, agreement: UUID, version: int, on: date) -> Agreement:
    """The award notice goes out and the result is public, within two working days (条例 art. 43);
    the thirty days to sign count from it. Raises WrongStep, Stopped, OutOfOrder,
    NotYet."""
    row = take(actor, agreement, version)
    if row.side:
        raise errors.Stopped(side=row.get_side_display())
    won = row.events.filter(step=State.AWARDED).order_by("-at").first()
    if won is None or rules.is_signed(row) or row.events.filter(step=limits.NOTICED).exists():
        raise errors.WrongStep(now=row.get_state_display(), then=_("发中标通知"))
    _noticed(actor, row, on, since=won.on, field="on")
    return row


def _noticed(actor: Actor, row: Agreement, on: date, *, since: date, field: str) -> None:
    days.in_order(row, on, after=[State.AWARDED], field=field)
    row.awarded_on = on
    write(
        actor, row, Deed.KEEP_AGREEMENTS, limits.NOTICED, on=on, limit="PROC-AWARD-NOTICE",
        since=since,
    )  # fmt: skip
