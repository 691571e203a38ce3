"""What is said of a record afterwards: confirmed, disputed, reversed. The record itself stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, handing_over

from .. import book, chain, rules
from ..enums import Method, Standing
from ..models import Record


@action(Deed.CONFIRM_SERVICE)
def confirm(
    actor: Actor, *, county: int, record: UUID, method: str, reason: str = "", seen: str = ""
) -> None:
    """Somebody else's word that the service took place.

    The caller has checked the spoken code, made the call, or matched the resident's receipt with
    the record's source. ``seen`` is the standing the actor saw, where a page showed one. Raises
    OwnWork, MethodNotYours, NotFound, AlreadyReversed, OutOfDate.
    """
    how = Method(method).value
    _remark(
        actor,
        Deed.CONFIRM_SERVICE,
        county=county,
        record=record,
        becomes=Standing.CONFIRMED,
        check=lambda found: rules.check_confirming(actor, found, how),
        method=how,
        reason=reason.strip()[: rules.REASON_LENGTH],
        seen=seen,
    )


@action(Deed.DISPUTE_SERVICE)
def dispute(actor: Actor, *, county: int, record: UUID, reason: str, seen: str = "") -> None:
    """Somebody's word that it was not so. The record counts as disputed until it is answered:
    confirmed after all, or reversed. Raises ReasonNeeded, NotFound, AlreadyReversed, OutOfDate.
    """
    _remark(
        actor,
        Deed.DISPUTE_SERVICE,
        county=county,
        record=record,
        becomes=Standing.DISPUTED,
        reason=rules.checked_reason(reason),
        seen=seen,
    )


@action(Deed.REVERSE_SERVICE)
def reverse(actor: Actor, *, county: int, record: UUID, reason: str, seen: str = "") -> None:
    """The agency takes its record back: it stays readable and counts nowhere any more. A right
    one may follow with ``revision`` + 1. Raises as ``dispute`` does."""
    _remark(
        actor,
        Deed.REVERSE_SERVICE,
        county=county,
        record=record,
        becomes=Standing.REVERSED,
        check=lambda found: rules.check_reversing(actor, found),
        reason=rules.checked_reason(reason),
        seen=seen,
    )


def _remark(
    actor: Actor,
    deed: Deed,
    *,
    county: int,
    record: UUID,
    becomes: Standing,
    check: Callable[[Record], None] = lambda found: None,
    method: str = "",
    reason: str,
    seen: str,
) -> None:
    """Find the record, hold its chain, check what may follow, write."""
    with _within_sight(actor):
        found = Record.objects.filter(county=county, id=record).first()
        if found is None:
            raise NotFound()
        demand(actor, deed, community=found.community)
        check(found)
        end = book.take_for_remark(county=county, agency=found.agency, record=record)
        if end.row is None:
            raise NotFound()
        was = end.row[0]
        rules.check_move(was, becomes, seen=seen)
        said = {
            "standing": becomes.value, "was": was, "method": method, "reason": reason,
            "at": timezone.now(), "by": actor.user or NOBODY,
        }  # fmt: skip
        _write(found, end, said)
    note(
        actor,
        deed,
        kind="record",
        id=record,
        community=found.community,
        was=was,
        becomes=becomes.value,
        method=method,
    )


def _write(found: Record, end: book.End, said: dict[str, Any]) -> None:
    """Hang what was said of a record on its chain; its readings change with what the record
    counts for."""
    facts = {
        "county": found.county, "id": new_id(), "record": found.id, "community": found.community,
        "agency": found.agency, "sealed": found.sealed, "seq": end.seq + 1, **said,
    }  # fmt: skip
    counts = {
        "day": found.day, "service": found.service, "item": found.item_id, "unit": found.unit,
        "persons": found.persons, "quantity": found.quantity, "heads": found.heads,
    }  # fmt: skip
    new = chain.link_remark(end.hash, facts)
    book.write_remark({**facts, **counts, "previous": end.hash, "hash": new})


def _within_sight(actor: Actor) -> AbstractContextManager[None]:
    """A resident's scope shows nothing of the book; what a resident says of a record moves out
    of their own sight. The entrance has matched it with the receipt they hold."""
    return handing_over() if actor.role == Role.RESIDENT and actor.receipt else nullcontext()
