"""Deadlines that have passed are told, once."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import rules
from ..enums import State
from ..models import Need
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
