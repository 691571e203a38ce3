"""What came with one matter. Whoever sees the matter sees it; the wall says the same."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries as needs

from .. import rules
from ..enums import Fault
from ..models import Order, Photo, Teller


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside a matter on its page. ``fault`` and ``article`` where its order was wrongly sent
    and can be given back."""

    order: Order | None
    teller: Teller | None
    photos: list[Photo]
    fault: Fault | None
    article: str


def beside(actor: Actor, need: needs.Need) -> Beside:
    """Three queries; the list of duties only for an order that still could go back."""
    order = Order.objects.filter(need=need).first()
    wrong = None
    if order is not None and order.returned_at is None and need.state in ("heard", "sorted"):
        wrong = rules.fault(order, need, rules.duties(need.community))
    return Beside(
        order=order,
        teller=Teller.objects.filter(need=need).first(),
        photos=photos_of(actor, need),
        fault=wrong,
        article=str(rules.ARTICLE[wrong]) if wrong else "",
    )


def photos_of(actor: Actor, need: needs.Need) -> list[Photo]:
    """The photos of a matter, without their pictures."""
    return list(
        Photo.objects.filter(need=need, gone_at__isnull=True).defer("picture").order_by("added_at")
    )


def photo(actor: Actor, *, need: UUID, id: UUID) -> bytes:
    """One picture as JPEG, for whoever sees the matter. Raises NotFound."""
    if not needs.visible(actor).filter(pk=need).exists():
        raise NotFound()
    row = Photo.objects.filter(pk=id, need=need, gone_at__isnull=True).first()
    if row is None:
        raise NotFound()
    return base64.b64decode(row.picture)
