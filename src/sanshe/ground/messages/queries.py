"""What lies in an inbox. Ground knows no actor: the entrance says whose inbox it opens."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from .enums import Pace
from .models import Notice, Outgoing, Preference


def inbox(user: UUID | None, org: UUID | None, role: str) -> QuerySet[Notice]:
    """Newest first: what is for this person, and for whoever acts for ``org`` in ``role``."""
    mine = Q(user=user) if user else Q(pk__in=())
    if org:
        mine |= Q(user__isnull=True, org=org, role__in=["", role])
    return Notice.objects.filter(mine).order_by("-id")


def unread_count(user: UUID | None, org: UUID | None, role: str) -> int:
    """How many of them nobody has read yet."""
    return inbox(user, org, role).filter(read_at__isnull=True).order_by().count()


def pace_of(user: UUID) -> str:
    """How often a person wants to be written to about what is not urgent."""
    chosen = Preference.objects.filter(user=user).values_list("pace", flat=True).first()
    return chosen or Pace.AT_ONCE.value


def given_up() -> QuerySet[Outgoing]:
    """Messages that could not be sent and are not tried any more, newest first."""
    return Outgoing.objects.filter(state="given_up").order_by("-id")
