"""What has lain long enough: photos of matters closed long ago, rows nobody mended."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.work.needs.enums import State

from . import rules
from .enums import LineState
from .models import ListLine, Photo

WAITING = (LineState.GOOD, LineState.BAD, LineState.TWICE)


def photos() -> QuerySet[Photo]:
    before = timezone.now() - timedelta(days=rules.PHOTO_DAYS)
    return Photo.objects.filter(
        gone_at__isnull=True, need__state=State.CLOSED, need__closed_at__lt=before
    )


def rows() -> QuerySet[ListLine]:
    before = timezone.now() - timedelta(days=rules.LIST_DAYS)
    return ListLine.objects.filter(state__in=WAITING, list__made_at__lt=before)
