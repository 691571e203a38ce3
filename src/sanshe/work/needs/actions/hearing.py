"""A message is heard: kept in its own words, numbered, sorted as a proposal, put on a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action, handing_over

from .. import desks, receipts, rules
from ..enums import Channel, Step
from ..models import Need
from ..sorting import Danger, Proposal, propose
from ..steps import call, keep, line, numbered, words

SAME_FOR = timedelta(hours=24)
"""So long does a message sent again get its secret again: a phone may find its signal late."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the sender is told. ``secret`` is "" where it was given out long ago; ``again`` where
    the message had been heard before."""

    need: Need
    secret: str
    danger: list[Danger]
    again: bool = False


@action(Deed.HEAR_NEED)
def hear(
    actor: Actor,
    *,
    community: int,
    text: str,
    channel: str,
    contact_name: str = "",
    contact_phone: str = "",
    contact_address: str = "",
    on_behalf: bool = False,
    keep_from_committee: bool = False,
    id: UUID | None = None,
    said_at: datetime | None = None,
    outer_due: datetime | None = None,
) -> Heard:
    """Take a message in. Raises NothingSaid, TooLong, NoDesk; NotFound for another place.

    ``id`` is made by the sender's device (UUIDv7): the same id with the same words is the same
    message, however often it arrives, and gets the same receipt and secret. The matter's own id
    is another one, so that staff, who see that, cannot ask for the resident's secret.
    ``said_at``: when it was said, where that was written on paper first; our limit counts from
    then. ``outer_due``: the limit of the system it came from; the earlier of the two binds.
    """
    demand(actor, Deed.HEAR_NEED, community=community)
    text = words(text)
    one_of(channel, Channel, field="channel")
    asked_as = uuid5(id or new_id(), f"{community}:{text}")
    with handing_over():
        before = Need.objects.filter(asked_as=asked_as).first()
        if before is not None:
            return _again(actor, before)
        need = _new(
            community, text, channel, on_behalf, asked_as, keep_from_committee, said_at, outer_due,
            contact_name=words(contact_name, field="contact_name", needed=False)[:40],
            contact_phone=words(contact_phone, field="contact_phone", needed=False)[:40],
            contact_address=words(contact_address, field="contact_address", needed=False)[:200],
        )  # fmt: skip
        if not numbered(need):  # the same message on two lines at once: the other came first
            return _again(actor, Need.objects.get(asked_as=asked_as))
    _written_down(actor, need)
    proposal = Proposal.from_json(need.proposal)
    return Heard(need, receipts.secret_for(asked_as), proposal.danger)


def _new(
    community: int, text: str, channel: str, on_behalf: bool, asked_as: UUID, keep_away: bool,
    said_at: datetime | None, outer_due: datetime | None, **contact: str,
) -> Need:  # fmt: skip
    """The matter as proposed, not yet in the database."""
    proposal = propose(text, community)
    privacy = _privacy(proposal.privacy, on_behalf=on_behalf, keep_away=keep_away)
    desk, privacy = desks.route(
        community, privacy=privacy, category=proposal.category, lead=proposal.lead_org
    )
    now = min(said_at or timezone.now(), timezone.now())
    return Need(
        community=community, text=text, channel=channel, on_behalf=on_behalf, asked_as=asked_as,
        secret_hash=receipts.hash_of(receipts.secret_for(asked_as)), heard_at=now,
        kind=proposal.kind, category=proposal.category, urgency=proposal.urgency,
        item=proposal.item, proposal=proposal.as_json(), privacy=privacy, desk_org=desk,
        danger=[danger.sign for danger in proposal.danger],
        due_at=rules.due(proposal.urgency, now), outer_due=outer_due, **contact,
    )  # fmt: skip


def _privacy(proposed: str, *, on_behalf: bool, keep_away: bool) -> str:
    """The stricter of what was proposed and what the sender asked for."""
    wanted = [proposed]
    if on_behalf:
        wanted.append(Privacy.THIRD_PARTY)
    if keep_away:
        wanted.append(Privacy.CONFIDENTIAL)
    return max(wanted, key=lambda privacy: rules.RANK[Privacy(privacy)])


def _written_down(actor: Actor, need: Need) -> None:
    lines = [line(actor, need, Step.HEARD, channel=need.channel, on_behalf=need.on_behalf)]
    if need.danger:
        lines.append(line(actor, need, Step.DANGER, signs=need.danger))
    keep(
        actor, need, Deed.HEAR_NEED, *lines,
        channel=need.channel, urgency=need.urgency,
    )  # fmt: skip
    call(need, NoticeCode.WAITING, need.desk_org)


def _again(actor: Actor, need: Need) -> Heard:
    """The same message once more."""
    audit(actor, Deed.HEAR_NEED, kind="need", id=need.id, community=need.community, again=True)
    fresh = timezone.now() - need.heard_at <= SAME_FOR
    secret = receipts.secret_for(need.asked_as) if fresh else ""
    return Heard(need, secret, Proposal.from_json(need.proposal).danger, again=True)
