"""Who may do what with a record, and what may follow what: predicates in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, OutOfDate
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role

from . import errors
from .enums import Method, Standing

LONGEST = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=5)
"""How far a worker's telephone may be ahead of the server."""
LARGEST = Decimal(10) ** 10
REASON_LENGTH = 200
PARTS: dict[str, str] = {Unit.CASES: Unit.PERSON_TIMES, Unit.GROUPS: Unit.SESSIONS}
"""What a service counted by whole cases or groups consists of: its contacts and sessions are
written under the same service in a unit of their own, joined by ``series``, and never added to
the cases and groups."""

MAY_FOLLOW: dict[str, frozenset[str]] = {
    Standing.RECORDED: frozenset({Standing.CONFIRMED, Standing.DISPUTED, Standing.REVERSED}),
    Standing.DISPUTED: frozenset({Standing.CONFIRMED, Standing.REVERSED}),
    Standing.CONFIRMED: frozenset({Standing.DISPUTED, Standing.REVERSED}),
    Standing.REVERSED: frozenset(),
}


def check_times(started_at: datetime, ended_at: datetime) -> None:
    """Raise TimeDoesNotFit where a service cannot have taken place then."""
    if timezone.is_naive(started_at) or timezone.is_naive(ended_at):
        raise ValueError("times of a record carry their zone")
    if not started_at <= ended_at <= started_at + LONGEST:
        raise errors.TimeDoesNotFit(field="ended_at")
    if ended_at > timezone.now() + CLOCKS_DIFFER:
        raise errors.TimeDoesNotFit(field="started_at")


def check_amounts(*, quantity: Decimal, heads: int, persons: list[UUID], sealed: bool) -> None:
    """Raise NothingDone, SealedNamesNobody or TooManyPersons."""
    if not (quantity.is_finite() and 0 < quantity < LARGEST and heads > 0):
        raise errors.NothingDone(field="quantity")
    if quantity != quantity.quantize(Decimal("0.01")):
        raise errors.NothingDone(field="quantity")
    if sealed and persons:
        raise errors.SealedNamesNobody(field="persons")
    if len(persons) > heads:
        raise errors.TooManyPersons(field="heads")


def check_move(was: str, becomes: str, *, seen: str = "") -> None:
    """Raise AlreadyReversed or OutOfDate where ``becomes`` may not follow ``was``, or where the
    actor saw the record stand elsewhere."""
    if was == Standing.REVERSED:
        raise errors.AlreadyReversed()
    if becomes not in MAY_FOLLOW[was] or seen not in ("", was):
        raise OutOfDate()


def did_it(actor: Actor, record: Any) -> bool:
    """Whether the record is the actor's own work, or written down by the actor."""
    return actor.user is not None and (
        actor.user == record.recorded_by or actor.user in record.workers
    )


def check_confirming(actor: Actor, record: Any, method: str) -> None:
    """Raise OwnWork or MethodNotYours. A spoken code is the resident's word, which the worker
    only types in; every other way of confirming needs somebody else. A resident confirms as a
    resident, and nobody else does."""
    if (actor.role == Role.RESIDENT) != (method == Method.RESIDENT):
        raise errors.MethodNotYours(field="method")
    if method == Method.SPOKEN_CODE:
        if actor.org != record.agency:
            raise errors.MethodNotYours(field="method")
    elif did_it(actor, record):
        raise errors.OwnWork()


def checked_reason(reason: str) -> str:
    """The reason without spaces around it; raises ReasonNeeded where there is none."""
    reason = reason.strip()
    if not 0 < len(reason) <= REASON_LENGTH:
        raise errors.ReasonNeeded(field="reason")
    return reason


def may_confirm(actor: Actor, record: Any) -> bool:
    """Whether the entry page offers "confirm after looking at it together" to this actor."""
    return (
        actor.may(Deed.CONFIRM_SERVICE)
        and Standing.CONFIRMED in MAY_FOLLOW[record.standing]
        and not did_it(actor, record)
    )


def may_dispute(actor: Actor, record: Any) -> bool:
    """Whether the entry page offers an objection."""
    return actor.may(Deed.DISPUTE_SERVICE) and Standing.DISPUTED in MAY_FOLLOW[record.standing]


def may_reverse(actor: Actor, record: Any) -> bool:
    """Only the agency whose work it was takes its own record back."""
    return (
        actor.may(Deed.REVERSE_SERVICE)
        and actor.org == record.agency
        and Standing.REVERSED in MAY_FOLLOW[record.standing]
    )


def check_reversing(actor: Actor, record: Any) -> None:
    """Raise NotAllowed for anybody but the agency whose work it was."""
    if actor.org != record.agency:
        raise NotAllowed()
