"""Telling somebody that something waits, and sending what tells them from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotFound

from . import hours
from .adapters import gateways
from .enums import URGENT, NoticeCode, Pace, State
from .errors import LinkTells
from .models import Notice, Outgoing, Preference
from .outbox import send_due
from .queries import pace_of

__all__ = ["mark_all_read", "mark_read", "send_due", "set_pace", "settle", "tell"]

_LINK = re.compile(r"/(?:[A-Za-z0-9_-]+/)*(?:#[A-Za-z0-9_-]+)?")


def tell(
    *,
    code: NoticeCode,
    link: str,
    user: UUID | None = None,
    org: UUID | None = None,
    role: str = "",
) -> None:
    """Lay a notice into an inbox: a person's, or that of whoever acts for ``org`` (in ``role``).

    Only a person is also written to from outside: at the pace they chose, and only once for
    everything that waits; of what is urgent at once and for each matter (``link``) by itself.
    Told urgently again, the unread line of that matter stands for this one too.
    Part of the caller's transaction: what did not happen is not told. Raises LinkTells.
    """
    if not _LINK.fullmatch(link):
        raise LinkTells(field="link")
    code = NoticeCode(code)
    now = timezone.now()
    urgent = code in URGENT
    whose = {"user": user, "org": org, "role": role, "code": code, "link": link}
    again = urgent and Notice.objects.filter(**whose, read_at__isnull=True).update(made_at=now)
    if not again:
        Notice.objects.create(**whose, made_at=now)
    channels = gateways() if user is not None else {}
    if user is None or not channels:
        return
    first_try = now if urgent else hours.first_try(pace_of(user), now)
    if first_try is None:
        return
    Outgoing.objects.bulk_create(
        [
            Outgoing(user=user, channel=channel, code=code, link=link, urgent=urgent,
                     made_at=now, next_try_at=first_try)
            for channel in channels
        ],
        ignore_conflicts=True,  # one that already waits stands for this one too
    )  # fmt: skip


def settle(*, code: NoticeCode, link: str) -> int:
    """What waited there has been taken care of: nobody need read of it any more, and what was to
    go out is not needed. Gives how many notices were unread."""
    unread = Notice.objects.filter(code=code, link=link, read_at__isnull=True)
    return unread.update(read_at=timezone.now())


def set_pace(*, user: UUID, pace: str) -> None:
    """How often this person is written to from now on; also what waits already. Raises Invalid."""
    if pace not in Pace.values:
        raise Invalid(field="pace", reason=pace)
    now = timezone.now()
    with transaction.atomic():
        Preference.objects.update_or_create(user=user, defaults={"pace": pace})
        waiting = Outgoing.objects.filter(user=user, state=State.WAITING, urgent=False)
        first_try = hours.first_try(pace, now)
        if first_try is None:
            waiting.update(state=State.NOT_NEEDED)
        else:
            waiting.update(next_try_at=first_try)


def mark_read(*, ids: Iterable[UUID], user: UUID, org: UUID | None = None, role: str = "") -> int:
    """Mark notices of one's own inbox as read by ``user``; gives how many were unread.

    Raises NotFound where one of them is not in this inbox.
    """
    from .queries import inbox

    wanted = set(ids)
    with transaction.atomic():
        mine = inbox(user, org, role).filter(id__in=wanted)
        if mine.count() != len(wanted):
            raise NotFound()
        return mine.filter(read_at__isnull=True).update(read_at=timezone.now(), read_by=user)


def mark_all_read(*, user: UUID, org: UUID | None = None, role: str = "") -> int:
    """Mark everything in one's inbox as read; gives how many were unread."""
    from .queries import inbox

    unread = inbox(user, org, role).filter(read_at__isnull=True)
    return unread.update(read_at=timezone.now(), read_by=user)
