"""Whom a matter is about: somebody of the register, named by the desk or the lead.

Linking shares nothing. Who sees the person stays as the register says; whoever sees the matter and
not the person reads that somebody was recognised, and no more. So the story holds no name and no
key. To show the person to the lead, they are asked, and shared from their page (``share_with``).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.people import actions as register
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..enums import State, Step
from ..errors import CannotCopy, KeptCloser, OtherPlace
from ..models import Need
from ..steps import keep, line, standing, take, turn_for
from .revealing import reveal_contact

OPEN_STATES = (State.HEARD, State.SORTED, State.DISPATCHED, State.ANSWERED)


@action(Deed.SORT_NEED)
def link_person(actor: Actor, *, need: Need | UUID, version: int, person: Any) -> Need:
    """It is about this person of the register; a later link takes the place of a former one.

    Raises OutOfDate, NotYourTurn, WrongState; NotFound for a person out of sight, OtherPlace, and
    KeptCloser where more may see the matter than may see the person.
    """
    held = _mine(actor, need, version)
    card = people.get(actor, getattr(person, "pk", person))
    if card.row.community != held.community:
        raise OtherPlace(field="person")
    if not rules.may_be_about(card.row.privacy, held.privacy):
        raise KeptCloser(field="person")
    return _named(actor, held, card.row.id, did="linked")


@action(Deed.SORT_NEED)
def unlink_person(actor: Actor, *, need: Need | UUID, version: int) -> Need:
    """It is about somebody else, or nobody knows. Raises OutOfDate, NotYourTurn, WrongState;
    NotFound where nobody was linked."""
    held = _mine(actor, need, version)
    if held.person_id is None:
        raise NotFound()
    return _named(actor, held, None, did="unlinked")


@action(Deed.SORT_NEED)
def register_person(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    name: str,
    building: str = "",
    copy_contact: bool = False,
    even_so: bool = False,
) -> Need:
    """Write whom it is about into the register, kept as close as the matter, and link them.

    ``copy_contact``: they agreed that the telephone and address they left are kept there too
    (they were given for answering only). Nobody sees them on the way; it is audited like a
    reading. Raises what ``keep_person`` raises (MaybeKnown), and CannotCopy.
    """
    held = _mine(actor, need, version)
    phone, address = _contact(actor, held) if copy_contact else ("", "")
    try:
        person = register.keep_person(
            actor, community=held.community, name=name, building=building, privacy=held.privacy,
            even_so=even_so, phone=phone, address=address,
        )  # fmt: skip
    except Problem as problem:
        if problem.field in ("phone", "address"):
            raise CannotCopy(field="copy_contact") from problem
        raise
    return _named(actor, held, person.id, did="registered")


def _mine(actor: Actor, need: Need | UUID, version: int) -> Need:
    held = take(actor, need, version)
    turn_for(rules.may_link(actor, held), held.lead_org or held.desk_org)
    standing(held, *OPEN_STATES)
    return held


def _contact(actor: Actor, need: Need) -> tuple[str, str]:
    """The telephone and address whoever spoke left; no use where they spoke for somebody else."""
    if need.on_behalf:
        raise CannotCopy(field="copy_contact")
    known = reveal_contact(actor, need=need, purpose=_("本人同意,记进名册"))
    return known.phone, known.address


def _named(actor: Actor, need: Need, person: UUID | None, did: str) -> Need:
    """Only the audit says who it was, by their key."""
    before, need.person_id = need.person_id, person
    return keep(
        actor, need, Deed.SORT_NEED, line(actor, need, Step.PERSON, "", **{did: True}),
        did=did, person=str(person or before),
    )  # fmt: skip
