"""Reading a telephone number in full leaves a line saying for what."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..models import Need
from ..steps import take, turn_for, words


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str
    address: str


@action(Deed.ASK_RESIDENT)
def reveal_contact(actor: Actor, *, need: Need | UUID, purpose: str) -> Contact:
    """Name, telephone and address of whoever spoke, for somebody who takes part.

    Raises NotYourTurn, NothingSaid where no purpose is given.
    """
    held = take(actor, need)
    turn_for(rules.takes_part(actor, held), held.desk_org)
    note(
        actor, Deed.ASK_RESIDENT, kind="need", id=held.id, community=held.community,
        purpose=words(purpose, field="purpose")[:200], revealed="contact",
    )  # fmt: skip
    return Contact(held.contact_name, held.contact_phone, held.contact_address)
