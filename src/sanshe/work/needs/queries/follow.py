"""Following a matter by receipt number and secret, without an account."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, TooManyTries
from sanshe.ground.kit.places import LOWEST
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .. import receipts
from ..models import Need, Tries

MAX_TRIES = 5
WINDOW = timedelta(hours=1)

_COUNT = """
INSERT INTO needs_tries AS t (receipt, since, count) VALUES (%(receipt)s, %(now)s, 1)
ON CONFLICT (receipt) DO UPDATE SET
    count = CASE WHEN t.since < %(old)s THEN 1 ELSE t.count + 1 END,
    since = CASE WHEN t.since < %(old)s THEN %(now)s ELSE t.since END
RETURNING count, since
"""


def follow(receipt: str, secret: str) -> Need:
    """The matter whose secret this is. Call it outside any scope.

    Raises NotFound for a wrong number or secret alike, TooManyTries after five wrong tries an
    hour. A try is counted before it is looked at, in a transaction of its own, so that neither
    many at once nor a rolled-back page tries oftener; a right one clears the count.
    """
    number = receipts.clean(receipt)
    if not number:
        raise NotFound(field="receipt")
    _count(number)
    with scope(Actor.resident(community=LOWEST, receipt=number), read_only=True):
        need = Need.objects.filter(receipt=number).first()
    if not receipts.fits(secret, need.secret_hash if need else receipts.hash_of("nobody")):
        raise NotFound(field="receipt")
    Tries.objects.filter(receipt=number).delete()
    assert need is not None  # nobody's secret is empty
    return need


def _count(number: str) -> None:
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"receipt": number, "now": now, "old": now - WINDOW})
        count, since = cursor.fetchone()
    if count > MAX_TRIES:
        left = (since + WINDOW - now).total_seconds()
        raise TooManyTries(field="secret", minutes=max(1, -int(-left // 60)))


def forget_old_tries() -> int:
    """Drop counts nobody needs any more (called with the reminders)."""
    return Tries.objects.filter(since__lt=timezone.now() - WINDOW).delete()[0]
