"""A purchase begins, and is described."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import COMMUNITY, span_of, step_of
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import days, errors, rules
from ..enums import Method, Never, State
from ..models import Agreement
from ._taking import not_signed, take, write


@action(Deed.KEEP_AGREEMENTS)
def open_purchase(
    actor: Actor, *, number: str, name: str, communities: Iterable[int],
    platforms: Iterable[int] = (), former: UUID | None = None, why: str = "",
    on: date | None = None,
) -> Agreement:  # fmt: skip
    """The purchaser thinks of buying something for these communities, and why. ``on``: the day it
    did, where that was earlier. Raises NotAStateOrgan, NumberTaken, Missing, NotServedHere,
    NotYet."""
    purchaser = organisations.get(actor.org)
    if not rules.may_buy(purchaser.kind):
        raise errors.NotAStateOrgan()
    places = sorted(set(communities))
    for field, label, given in (
        ("number", _("编号"), number.strip()),
        ("name", _("名称"), name.strip()),
        ("communities", _("社区"), places),
    ):
        if not given:
            raise errors.Missing(field=field, what=label)
    _check_places(actor, places)
    day = on or timezone.localdate()
    days.has_come(day)
    stations = _stations(platforms, places)
    row = Agreement(
        number=number.strip()[:60], name=name.strip()[:120], purchaser=purchaser,
        area=purchaser.area, communities=places, former_id=former,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise errors.NumberTaken(field="number") from error
    row.platforms.set(stations)
    write(actor, row, Deed.KEEP_AGREEMENTS, State.IDEA, on=day, text=why)
    return row


def _check_places(actor: Actor, places: list[int]) -> None:
    """Communities, inside the purchaser's area."""
    for place in places:
        lo, hi = span_of(place)
        if step_of(place) != COMMUNITY or not (actor.lo <= lo and hi <= actor.hi):
            raise errors.NotServedHere(field="communities", service=areas.name_of(place))


def _stations(platforms: Iterable[int], places: list[int]) -> list[int]:
    """Platforms of the communities bought for, as numbers."""
    found = [organisations.platform(one) for one in dict.fromkeys(platforms)]
    for one in found:
        if one.community not in places:
            raise errors.NotServedHere(field="platforms", service=one.name)
    return [one.pk for one in found]


DESCRIBED = frozenset({"survey", "never", "method", "method_reason", "name", "platforms"})


@action(Deed.KEEP_AGREEMENTS)
def describe(actor: Actor, *, agreement: UUID, version: int, **facts: Any) -> Agreement:
    """What the public said, the six answers of the negative list, the method, the platforms it is
    for. Until signing.

    Raises Fixed, NotServedHere, Missing for what is no method, TypeError for what is not
    described here.
    """
    if unknown := set(facts) - DESCRIBED:
        raise TypeError(f"not described here: {sorted(unknown)}")
    row = take(actor, agreement, version)
    not_signed(row)
    if facts.get("method") and facts["method"] not in Method.values:
        raise errors.Missing(field="method", what=Method.PUBLIC_TENDER.label)
    if "never" in facts:
        facts["never"] = {one.value: bool(facts["never"][one.value]) for one in Never
                          if one.value in facts["never"]}  # fmt: skip
    said = sorted(facts)
    if (platforms := facts.pop("platforms", None)) is not None:
        row.platforms.set(_stations(platforms, row.communities))
    for field, value in facts.items():
        setattr(row, field, value)
    write(actor, row, Deed.KEEP_AGREEMENTS, "described", on=timezone.localdate(), fields=said)
    return row
