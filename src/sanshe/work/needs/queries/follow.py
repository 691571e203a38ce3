"""Following a matter by receipt number and secret, without an account."""

from __future__ import annotations

from sanshe.ground.kit import tries
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.places import LOWEST
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .. import receipts
from ..models import Need, Tries


def follow(receipt: str, secret: str) -> Need:
    """The matter whose secret this is. Call it outside any scope.

    Raises NotFound for a wrong number or secret alike, TooManyTries after five wrong tries an
    hour; a right one clears the count.
    """
    number = receipts.clean(receipt)
    if not number:
        raise NotFound(field="receipt")
    tries.count(Tries, number)
    with scope(Actor.resident(community=LOWEST, receipt=number), read_only=True):
        need = Need.objects.filter(receipt=number).first()
    if not receipts.fits(secret, need.secret_hash if need else receipts.hash_of("nobody")):
        raise NotFound(field="receipt")
    Tries.objects.filter(receipt=number).delete()
    assert need is not None  # nobody's secret is empty
    return need


def forget_old_tries() -> int:
    """Drop counts nobody needs any more (called with the reminders)."""
    return tries.forget_old(Tries)
