"""Sending what waits: claim in one short transaction, send outside any, note what came of it.

No lock is held while a mail server is slow. A sender that dies leaves its rows "sending"; they
are due again when the claim runs out, so a message may go twice but is never lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from . import hours
from .adapters import Gateway, gateways
from .enums import URGENT, Channel, NoticeCode, State
from .models import Notice, Outgoing

log = logging.getLogger("sanshe.messages")

BATCH = 20
CLAIM = timedelta(minutes=10)  # longer than a batch takes at 20 seconds a message
QUIET = timedelta(hours=1)  # at most one ordinary message a person and channel in this time
WAITS = (1, 5, 30, 120, 480)  # minutes before the next try
MOST_TRIES = len(WAITS) + 1
INBOX = "/desk/inbox/"

Resolve = Callable[[UUID], str | None]


def send_due(resolve: Resolve, *, channel: Channel = Channel.MAIL, inbox: str = INBOX) -> int:
    """Send what is due on one channel; gives how many went out.

    ``resolve`` gives a person's address, or nothing where there is none (ground knows no
    accounts). Must not run inside a transaction: raises RuntimeError there.
    """
    gateway = gateways().get(channel)
    if gateway is None:
        return 0
    sent = 0
    while claimed := _claim(channel):
        for row in claimed:
            _send(row, gateway, resolve, inbox)
            sent += row.state == State.SENT
        if len(claimed) < BATCH:
            break
    return sent


def _claim(channel: Channel) -> list[Outgoing]:
    """Take what is due, so that no other sender does, and give the locks back at once.

    What is urgent goes at any hour, first, and whatever went a minute ago.
    """
    now = timezone.now()
    lately = Outgoing.objects.filter(
        Q(state=State.SENDING) | Q(state=State.SENT, tried_at__gt=now - QUIET),
        user=OuterRef("user"),
        channel=channel,
        urgent=False,
    ).exclude(pk=OuterRef("pk"))
    may_go = Q(urgent=True) if hours.is_night(now) else Q(urgent=True) | ~Exists(lately)
    with transaction.atomic(durable=True):
        rows = list(
            Outgoing.objects.select_for_update(skip_locked=True)
            .filter(
                may_go,
                state__in=[State.WAITING, State.SENDING],
                channel=channel,
                next_try_at__lte=now,
            )
            .order_by("-urgent", "next_try_at")[:BATCH]
        )
        for row in rows:
            row.state = State.SENDING
            row.tries += 1
            row.tried_at = now
            row.next_try_at = now + CLAIM
        Outgoing.objects.bulk_update(rows, ["state", "tries", "tried_at", "next_try_at"])
    return rows


def _send(row: Outgoing, gateway: Gateway, resolve: Resolve, inbox: str) -> None:
    row.error = ""
    waiting = list(_untold(row)[:2])
    if not waiting:
        row.state = State.NOT_NEEDED
    else:
        try:
            address = resolve(row.user)
            if address:
                gateway.send(address, _text_for(waiting, inbox))
            row.state = State.SENT if address else State.NO_ADDRESS
        except Exception as error:
            _failed(row, error)
    row.save(update_fields=["state", "error", "next_try_at"])


def _untold(row: Outgoing) -> QuerySet[Notice]:
    """What this person has neither read nor been told of by an earlier message."""
    if row.urgent:
        return Notice.objects.filter(
            user=row.user, code=row.code, link=row.link, read_at__isnull=True
        )
    last = (
        Outgoing.objects.filter(user=row.user, channel=row.channel, state=State.SENT, urgent=False)
        .order_by("-tried_at")
        .values_list("tried_at", flat=True)
        .first()
    )
    unread = Notice.objects.filter(user=row.user, read_at__isnull=True).exclude(code__in=URGENT)
    return unread.filter(made_at__gt=last) if last else unread


def _text_for(waiting: list[Notice], inbox: str) -> str:
    if len(waiting) == 1:
        return body(NoticeCode(waiting[0].code), waiting[0].link)
    return body(NoticeCode.SEVERAL, inbox)


def body(code: NoticeCode, link: str) -> str:
    """All that ever leaves the house: that something waits, and where to sign in for it."""
    return f"{code.label}。\n{settings.SITE_ADDRESS}{link}"


def _failed(row: Outgoing, error: Exception) -> None:
    """Wait longer each time; after the last try give up and say so."""
    row.error = type(error).__name__[:200]  # its text may hold the address
    if row.tries >= MOST_TRIES:
        row.state = State.GIVEN_UP
        log.error("message %s given up after %s tries (%s)", row.id, row.tries, row.error)
        return
    # stays "sending": a newer one may wait behind it by now
    row.next_try_at = timezone.now() + timedelta(minutes=WAITS[row.tries - 1])
    log.warning("message %s failed (%s), again at %s", row.id, row.error, row.next_try_at)
