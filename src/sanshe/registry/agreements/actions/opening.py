"""A purchase begins, and is described."""

from __future__ import annotations

from collections.abc import Iterable
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

from .. import errors, rules
from ..enums import Method, Never, State
from ..models import Agreement
from ._taking import not_signed, take, write


@action(Deed.KEEP_AGREEMENTS)
def open_purchase(
    actor: Actor, *, number: str, name: str, communities: Iterable[int],
    platforms: Iterable[int] = (), former: UUID | None = None, why: str = "",
) -> Agreement:  # fmt: skip
    """The purchaser thinks of buying something for these communities, and why. Raises
    NotAStateOrgan, NumberTaken, Missing."""
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
    row = Agreement(
        number=number.strip()[:60], name=name.strip()[:120], purchaser=purchaser,
        area=purchaser.area, communities=places, former_id=former,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise errors.NumberTaken(field="number") from error
    row.platforms.set(platforms)
    write(actor, row, Deed.KEEP_AGREEMENTS, State.IDEA, on=timezone.localdate(), text=why)
    return row


def _check_places(actor: Actor, places: list[int]) -> None:
    """Communities, inside the purchaser's area."""
    for place in places:
        lo, hi = span_of(place)
        if step_of(place) != COMMUNITY or not (actor.lo <= lo and hi <= actor.hi):
            raise errors.NotServedHere(field="communities", service=areas.name_of(place))


DESCRIBED = frozenset({"survey", "never", "method", "method_reason", "name"})


@action(Deed.KEEP_AGREEMENTS)
def describe(actor: Actor, *, agreement: UUID, version: int, **facts: Any) -> Agreement:
    """What the public said, the six answers of the negative list, the method. Until signing.

    Raises Fixed, Invalid values as Missing, TypeError for what is not described here.
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
    for field, value in facts.items():
        setattr(row, field, value)
    write(
        actor, row, Deed.KEEP_AGREEMENTS, "described", on=timezone.localdate(),
        fields=sorted(facts),
    )  # fmt: skip
    return row
