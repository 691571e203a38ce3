"""Deadlines are told before they are near and when they have passed, each once."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import rules
from ..enums import State
from ..handing import tell_deciders
from ..models import Need, Ruling
from ..queries.follow import forget_old_tries
from ..steps import call

BATCH = 500


def remind_overdue(actor: Actor) -> int:
    """Tell the holder of each overdue matter that it is due; gives how many were told.

    Run by the jobs loop every few seconds; where nothing is late it writes nothing, not even in
    the audit. A matter is told again only when its deadline or its holder has changed since.
    """
    with scope(actor, read_only=True):
        anything = _late().exists()
    return _remind(actor) if anything else 0


remind_overdue.deed = Deed.READ_NEEDS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_NEEDS)
def _remind(actor: Actor) -> int:
    """What another run holds at this moment is left to it."""
    told = list(_late().select_for_update(skip_locked=True).order_by("due_at")[:BATCH])
    for need in told:
        call(need, NoticeCode.DUE, need.waits_for)
    Need.objects.filter(pk__in=[need.pk for need in told]).update(reminded_at=timezone.now())
    forget_old_tries()
    note(actor, Deed.READ_NEEDS, kind="need", id="overdue", reminded=len(told))
    return len(told)


def _late() -> QuerySet[Need]:
    return Need.objects.exclude(state=State.CLOSED).filter(
        due_at__lt=timezone.now() - rules.REMIND_AFTER, reminded_at__isnull=True
    )


def warn_soon(actor: Actor) -> int:
    """Tell the holder that a deadline is near (``waits.warn_at``); gives how many were told."""
    with scope(actor, read_only=True):
        anything = _near().exists()
    return _warn(actor) if anything else 0


warn_soon.deed = Deed.READ_NEEDS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_NEEDS)
def _warn(actor: Actor) -> int:
    """What is late by now is told as late, not as near."""
    rows = list(_near().select_for_update(skip_locked=True).order_by("warn_at")[:BATCH])
    told = [need for need in rows if need.due_at and need.due_at > timezone.now()]
    for need in told:
        call(need, NoticeCode.DUE_SOON, need.waits_for)
    Need.objects.filter(pk__in=[need.pk for need in rows]).update(warn_at=None)
    note(actor, Deed.READ_NEEDS, kind="need", id="due_soon", reminded=len(told))
    return len(told)


def _near() -> QuerySet[Need]:
    return Need.objects.exclude(state=State.CLOSED).filter(warn_at__lte=timezone.now())


def remind_rulings(actor: Actor) -> int:
    """Tell whoever decides that their word is due; gives how many questions were told of."""
    with scope(actor, read_only=True):
        anything = _undecided().exists()
    return _remind_rulings(actor) if anything else 0


remind_rulings.deed = Deed.READ_NEEDS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_NEEDS)
def _remind_rulings(actor: Actor) -> int:
    rows = list(_undecided().select_for_update(skip_locked=True)[:BATCH])
    for row in rows:
        tell_deciders(row, NoticeCode.DUE)
    Ruling.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=timezone.now())
    note(actor, Deed.READ_NEEDS, kind="need", id="rulings", reminded=len(rows))
    return len(rows)


def _undecided() -> QuerySet[Ruling]:
    """What should be decided today, or should have been."""
    end_of_today = timezone.now() + timedelta(days=1)
    return Ruling.objects.filter(
        decided_at__isnull=True, told_at__isnull=True, due_at__lt=end_of_today
    )
