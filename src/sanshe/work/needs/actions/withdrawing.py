"""Taking back what was heard by mistake: a whole list imported twice, or for the wrong place."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from ..enums import ClosedHow, State, Step
from ..errors import AlreadyTouched
from ..models import Event, Need
from ..steps import keep, line, take


@action(Deed.IMPORT_LIST)
def withdraw(actor: Actor, *, need: Need | UUID, reason: str) -> Need:
    """Close a matter nobody has touched since it was heard by this very organisation.

    Never one with signs of danger: false alarms are looked at, not swept away. Its words and its
    story stay. Raises NotFound, AlreadyTouched.
    """
    held = take(actor, need)
    lines = Event.objects.filter(need=held)
    heard_by_us = lines.filter(step=Step.HEARD, by_org=actor.org).exists()
    touched = held.danger or held.person_id or lines.exclude(step=Step.HEARD).exists()
    if held.state != State.HEARD or not heard_by_us or touched:
        raise AlreadyTouched()
    held.state, held.closed_how, held.closed_at = State.CLOSED, ClosedHow.WITHDRAWN, timezone.now()
    return keep(actor, held, Deed.IMPORT_LIST, line(actor, held, Step.CLOSED, reason,
                                                    how=ClosedHow.WITHDRAWN))  # fmt: skip
