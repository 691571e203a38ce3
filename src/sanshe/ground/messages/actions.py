"""Telling somebody that something waits, and sending what tells them from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound

from .adapters import gateways
from .enums import NoticeCode
from .errors import LinkTells
from .models import Notice, Outgoing
from .outbox import send_due

__all__ = ["mark_all_read", "mark_read", "send_due", "tell"]

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

    Only a person is also written to from outside, and only once for everything that waits.
    Part of the caller's transaction: what did not happen is not told. Raises LinkTells.
    """
    if not _LINK.fullmatch(link):
        raise LinkTells(field="link")
    code = NoticeCode(code)
    now = timezone.now()
    Notice.objects.create(user=user, org=org, role=role, code=code, link=link, made_at=now)
    if user is None:
        return
    Outgoing.objects.bulk_create(
        [
            Outgoing(user=user, channel=channel, code=code, link=link, made_at=now, next_try_at=now)
            for channel in gateways()
        ],
        ignore_conflicts=True,  # one that already waits stands for this one too
    )


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
