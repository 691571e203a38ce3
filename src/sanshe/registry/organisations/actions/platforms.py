"""Writes about platforms: opened and closed at a place, run by one organisation at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotAllowed
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, queries, rules
from ..enums import PlatformKind
from ..models import Organisation, Platform, Settlement
from ._names import clean_name
from ._turns import one_at_a_time


@action(Deed.KEEP_PLATFORMS)
def open_platform(
    actor: Actor,
    *,
    kind: str,
    name: str,
    community: int,
    opened_on: date,
    address: str = "",
    hours: str = "",
    phone: str = "",
    address_hidden: bool = False,
) -> Platform:
    """Open a platform: a typed thing at a place, apart from who runs it.

    An anti-violence station's address is hidden whatever is asked (§2.10).
    """
    demand(actor, Deed.KEEP_PLATFORMS, community=community)
    name = clean_name(name)
    one_at_a_time(community)
    if Platform.objects.filter(community=community, name=name).exists():
        raise errors.PlatformNameTaken(field="name", name=name)
    kind = PlatformKind(kind)
    platform = Platform.objects.create(
        kind=kind, name=name, community=community, opened_on=opened_on,
        address=address.strip(), hours=hours.strip(), phone=phone.strip(),
        address_hidden=address_hidden or kind == PlatformKind.DV_SUPPORT_STATION,
    )  # fmt: skip
    _note_platform(actor, platform, "open")
    return platform


@action(Deed.KEEP_PLATFORMS)
def correct_platform(
    actor: Actor, *, platform: Platform | int, hours: str, phone: str, address: str | None = None
) -> Platform:
    """Change when and how a platform can be reached. ``address`` None leaves it."""
    held = _held_platform(actor, platform)
    held.hours, held.phone = hours.strip(), phone.strip()
    if address is not None:
        held.address = address.strip()
    held.save(update_fields=["hours", "phone", "address"])
    _note_platform(actor, held, "correct")
    return held


@action(Deed.KEEP_PLATFORMS)
def close_platform(actor: Actor, *, platform: Platform | int, closed_on: date) -> Platform:
    """Close a platform from ``closed_on`` on; whoever runs it stops with it."""
    held = _held_platform(actor, platform)
    if closed_on < held.opened_on:
        raise errors.DatesWrong(field="closed_on", reason=_("关闭不能早于开放。"))
    last = _last(held)
    if last and last.during.lower >= closed_on:
        raise errors.DatesWrong(field="closed_on", reason=_("这一天之后还有承接记录。"))
    if last and (last.during.upper is None or last.during.upper > closed_on):
        last.during = (last.during.lower, closed_on)
        last.save(update_fields=["during"])
    held.closed_on = closed_on
    held.save(update_fields=["closed_on"])
    _note_platform(actor, held, "close")
    return held


@action(Deed.KEEP_PLATFORMS)
def settle(
    actor: Actor,
    *,
    platform: Platform | int,
    operator: Organisation | UUID,
    since: date,
    until: date | None = None,
) -> Settlement:
    """An organisation moves into a platform from ``since`` to ``until`` (its last day).

    Raises OperatorThere where somebody runs it on any of these days.
    """
    held = _held_platform(actor, platform, settling=True)
    body = _operator(actor, operator)
    _check_days(held, since, until)
    settlement = _write_stay(held, body, since, until)
    _note_platform(actor, held, "settle", operator=str(body.id))
    return settlement


@action(Deed.CARRY_TAKEOVER)
def hand_over_platform(
    actor: Actor, *, platform: Platform | int, operator: Organisation | UUID, since: date
) -> Settlement:
    """Another organisation takes over from ``since``; the former one's time ends the day before,
    so that the history has no gap. The last act of a take-over (``work/takeover``), which has
    asked for everything else.

    Raises NobodyToHandOver, SameOperator, DatesWrong.
    """
    job = Actor.job("take-over")  # whoever signs last, and wherever they work
    held = _held_platform(job, platform, settling=True, deed=Deed.CARRY_TAKEOVER)
    body = _operator(job, operator)
    _check_days(held, since, None)
    last = _last(held)
    if last is None or (last.during.upper is not None and last.during.upper < since):
        raise errors.NobodyToHandOver(field="platform", platform=held.name)
    if last.operator_id == body.id:
        raise errors.SameOperator(field="operator", platform=held.name, operator=body.name)
    if since <= last.during.lower:
        raise errors.DatesWrong(
            field="since", reason=_("交接要在%(day)s之后。") % {"day": last.during.lower}
        )
    last.during = (last.during.lower, since)
    last.save(update_fields=["during"])
    settlement = _write_stay(held, body, since, None)
    note(actor, Deed.CARRY_TAKEOVER, kind="platform", id=held.pk, community=held.community,
         step="hand_over", operator=str(body.id))  # fmt: skip
    return settlement


def _held_platform(
    actor: Actor,
    platform: Platform | int,
    *,
    settling: bool = False,
    deed: Deed = Deed.KEEP_PLATFORMS,
) -> Platform:
    """The platform, locked. NotFound outside the actor's area, NotAllowed for another agency."""
    id = platform.pk if isinstance(platform, Platform) else platform
    found = queries.platform(id)
    demand(actor, deed, community=found.community)
    held = Platform.objects.select_for_update().get(pk=id)
    if held.closed_on is not None:
        raise errors.PlatformClosed(field="platform", name=held.name)
    operator = None if settling else queries.operator_of(id)
    if not settling and not rules.may_keep_platform(actor, held, operator.pk if operator else None):
        raise NotAllowed()
    return held


def _operator(actor: Actor, operator: Organisation | UUID) -> Organisation:
    body = queries.get(operator.pk if isinstance(operator, Organisation) else operator)
    if not rules.can_operate(body):
        raise errors.CannotOperate(field="operator", name=body.name)
    if not rules.may_settle(actor, body):
        raise NotAllowed()
    return body


def _check_days(platform: Platform, since: date, until: date | None) -> None:
    if since < platform.opened_on:
        raise errors.DatesWrong(field="since", reason=_("平台那时还没开放。"))
    if until is not None and until < since:
        raise errors.DatesWrong(field="until", reason=_("结束不能早于开始。"))


def _last(platform: Platform) -> Settlement | None:
    return platform.settlements.order_by("-during").first()


def _write_stay(
    platform: Platform,
    operator: Organisation,
    since: date,
    until: date | None,
) -> Settlement:
    """The constraint decides whether the days are free; its refusal is put into words here."""
    end = until + timedelta(days=1) if until else None
    try:
        with transaction.atomic():
            return Settlement.objects.create(
                platform=platform, operator=operator, during=(since, end)
            )
    except IntegrityError as error:
        if "one_operator_at_a_time" not in str(error):
            raise
        there = (
            Settlement.objects.filter(platform=platform, during__overlap=(since, end))
            .select_related("operator")
            .order_by("during")
            .first()
        )
        raise errors.OperatorThere(
            field="since", platform=platform.name,
            operator=there.operator.name if there else "",
        ) from error  # fmt: skip


def _note_platform(actor: Actor, platform: Platform, step: str, **detail: Any) -> None:
    note(actor, Deed.KEEP_PLATFORMS, kind="platform", id=platform.pk,
         community=platform.community, step=step, **detail)  # fmt: skip
