"""The agreement a deed is about, for the side that may do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import State
from sanshe.registry.agreements.errors import Archived
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import errors, rules


def bought(actor: Actor, id: UUID) -> Agreement:
    """For the purchaser only; everybody else meets NotFound. Raises Archived."""
    row = agreements.get(actor, id)
    if not rules.buys(actor, row):
        raise NotFound()
    _still_open(row)
    return row


def delivered(actor: Actor, id: UUID) -> Agreement:
    """For the supplier only; everybody else meets NotFound. Raises Archived."""
    row = agreements.get(actor, id)
    if not rules.delivers(actor, row):
        raise NotFound()
    _still_open(row)
    return row


def _still_open(row: Agreement) -> None:
    """What was laid down in the archive is not added to: its package would not tell."""
    if row.archived_on is not None:
        raise Archived()


def stands_at(agreement: Agreement, states: Iterable[State]) -> None:
    """Raise TooEarly where it does not, or where it is stopped."""
    if State(agreement.state) not in states or agreement.side:
        now = agreement.get_side_display() if agreement.side else agreement.get_state_display()
        raise errors.TooEarly(now=now)


def said(actor: Actor, deed: Deed, agreement: Agreement, what: str, **facts: Any) -> None:
    """Leave an audit line about the agreement."""
    note(
        actor, deed, kind="agreement", id=agreement.pk, community=agreement.area, what=what,
        **facts,
    )  # fmt: skip
