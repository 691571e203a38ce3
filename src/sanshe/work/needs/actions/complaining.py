"""A complaint about how a matter was worked on: a matter of its own, linked to the first, and
never in the hands of whom it is about."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action, handing_over

from .. import desks, receipts, rules
from ..enums import Channel, Kind, Step, Urgency
from ..errors import NobodyNeutral, NotAboutThem
from ..models import Need
from ..sorting import Proposal, propose
from ..steps import call, keep, line, numbered, take, turn_for, words
from .hearing import Heard

AT_ONCE = (Urgency.P0, Urgency.P1)


@action(Deed.COMPLAIN)
def complain(
    actor: Actor,
    *,
    need: Need | UUID,
    text: str,
    about: UUID | None = None,
    id: UUID | None = None,
) -> Heard:
    """The resident with the receipt, or staff who write down what they say. ``about`` is one of
    those who work on it; unless named, who leads it. ``_desk`` says to whom it goes. Sent twice
    it is heard once.

    Raises NotYourTurn, NothingSaid, NotAboutThem, NobodyNeutral.
    """
    held = take(actor, need)
    turn_for(rules.holds_receipt(actor, held) or rules.takes_part(actor, held), held.waits_for)
    text = words(text)
    against = about or held.lead_org or held.desk_org
    if against not in {held.lead_org, held.desk_org, *held.helper_orgs}:
        raise NotAboutThem(field="about")
    made = _new(held, against, text, id or new_id())
    with handing_over():
        before = Need.objects.filter(asked_as=made.asked_as).first()
        if before is not None or not numbered(made):
            made = before or Need.objects.get(asked_as=made.asked_as)
            again = True
        else:
            again = False
    told = line(actor, held, Step.COMPLAINED, again=again)
    keep(actor, held, Deed.COMPLAIN, told)
    if not again:
        channel = Channel(made.channel)
        with handing_over():
            keep(actor, made, Deed.COMPLAIN, line(actor, made, Step.HEARD, channel=channel))
        call(made, NoticeCode.WAITING, made.desk_org)
    danger = Proposal.from_json(made.proposal).danger
    return Heard(made, receipts.secret_for(made.asked_as), danger, again=again)


def _new(held: Need, against: UUID, text: str, id: UUID) -> Need:
    """The complaint as a matter of its own, not yet in the database."""
    proposal = propose(text, held.community)
    urgency = proposal.urgency if proposal.urgency in AT_ONCE else Urgency.P3.value
    asked_as = uuid5(id, f"{held.pk}:{text}")
    desk, privacy = _desk(held, against)
    now = timezone.now()
    return Need(
        community=held.community, text=text, channel=Channel.WEB, heard_at=now,
        asked_as=asked_as, secret_hash=receipts.hash_of(receipts.secret_for(asked_as)),
        kind=Kind.COMPLAINT, category=held.category, item_id=held.item_id, urgency=urgency,
        proposal=proposal.as_json(), danger=[one.sign for one in proposal.danger],
        privacy=privacy, desk_org=desk, about_need=held, against_org=against,
        contact_name=held.contact_name, contact_phone=held.contact_phone,
        contact_address=held.contact_address, due_at=rules.due(urgency, now),
    )  # fmt: skip


def _desk(held: Need, against: UUID) -> tuple[UUID, str]:
    """Whose desk, and who may see it there (our own decision). A committee and its street office
    read what is open in their area: what is about one of them is kept from that one. What is about
    the street goes past its committee too, which the street guides: to the agency of the place,
    whose supervisor decides there.
    """
    committee = organisations.committee_of(held.community)
    street = organisations.street_office_of(held.community)
    about_street = street is not None and street.id == against
    about_committee = committee is not None and committee.id == against
    if held.privacy in OPEN and committee is not None and not (about_committee or about_street):
        return committee.id, Privacy.NORMAL
    if street is not None and not about_street:
        return street.id, Privacy.CONFIDENTIAL
    agency = desks.agency_of(held.community)
    if agency is not None and agency.id != against:
        return agency.id, Privacy.CONFIDENTIAL
    raise NobodyNeutral(field="text")
