"""Two matters in one message become two, each with its own life."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action, handing_over

from .. import desks, rules
from ..enums import State, Step, Urgency
from ..errors import JoinedAlready, NoCutThere
from ..models import Need
from ..sorting import Proposal, propose
from ..steps import call, keep, line, numbered, standing, take, turn_for


@action(Deed.SORT_NEED)
def split(actor: Actor, *, need: Need | UUID, version: int, at: int) -> tuple[Need, Need]:
    """Cut a message before its character ``at``: what follows becomes a matter of its own.

    Both keep all the words, unless one is kept closer than the other (``halves``); each says which
    part it is about, is proposed anew for that part and stays at least as private. The second has
    a receipt of its own that the same secret opens. Danger heard in the whole and in neither part
    stays with the first. Raises OutOfDate, WrongState, NotYourTurn, NoCutThere, JoinedAlready.
    """
    held = take(actor, need, version)
    turn_for(rules.may_sort(actor, held), held.desk_org)
    standing(held, Step.SPLIT)
    if held.joined_to_id is not None:
        raise JoinedAlready()
    whole = held.part or held.text
    first, second = whole[:at].strip(), whole[at:].strip()
    if at <= 0 or not first or not second:
        raise NoCutThere(field="at")
    other = _new(held, second)
    heard_in_neither = not propose(first, held.community).danger and not other.danger
    _about(held, first, keeps_alarm=heard_in_neither)
    with handing_over():
        numbered(other)
    keep(actor, held, Deed.SORT_NEED, line(actor, held, Step.SPLIT, receipt=other.receipt))
    keep(
        actor, other, Deed.HEAR_NEED,
        line(actor, other, Step.HEARD, channel=other.channel, on_behalf=other.on_behalf),
        line(actor, other, Step.SPLIT, receipt=held.receipt),
    )  # fmt: skip
    call(other, NoticeCode.WAITING, other.desk_org)
    return held, other


def _new(held: Need, part: str) -> Need:
    """The second matter, not yet in the database."""
    proposal = propose(part, held.community)
    privacy = _stricter(held.privacy, proposal.privacy)
    desk, privacy = desks.route(
        held.community, privacy=privacy, category=proposal.category, lead=proposal.lead_org
    )
    return Need(
        community=held.community, text=held.text, part=part, split_from=held,
        channel=held.channel, on_behalf=held.on_behalf, asked_as=new_id(),
        secret_hash=held.secret_hash, heard_at=held.heard_at, person_id=held.person_id,
        contact_name=held.contact_name, contact_phone=held.contact_phone,
        contact_address=held.contact_address, outer_due=held.outer_due,
        kind=proposal.kind, category=proposal.category, urgency=proposal.urgency,
        item=proposal.item, proposal=proposal.as_json(), privacy=privacy, desk_org=desk,
        danger=[danger.sign for danger in proposal.danger],
        due_at=rules.due(proposal.urgency, held.heard_at),
    )  # fmt: skip


def _about(held: Need, part: str, *, keeps_alarm: bool) -> None:
    """What the first matter is about now. What a person has sorted stays sorted."""
    held.part = part
    proposal = propose(part, held.community)
    if keeps_alarm and held.danger:
        before = Proposal.from_json(held.proposal)
        proposal = replace(proposal, urgency=Urgency.P0, danger=before.danger)
    held.proposal = proposal.as_json()
    held.danger = [danger.sign for danger in proposal.danger]
    if held.state == State.HEARD:
        held.kind, held.category, held.item = proposal.kind, proposal.category, proposal.item
        held.urgency = proposal.urgency
        held.due_at = rules.due(held.urgency, held.heard_at)


def _stricter(one: str, other: str) -> str:
    return max(one, other, key=lambda privacy: rules.RANK[Privacy(privacy)])
