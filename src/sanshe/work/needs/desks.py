"""Which organisation's desk a matter goes to, and which may lead it.

Open matters go to the residents' committee of the place. What must be kept from the committee
goes to the agency that leads such matters, else to the agency of the place. What is sealed goes
to the anti-violence station or the child centre, else to the agency of the place; where no
agency works, to the street office, as *confidential*: a street office has nobody who may open a
seal, and a message that nobody can read is a lost one. The danger is that nobody hears it, so
where nobody at all is there, the sender is told at once (``NoDesk``).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind, PlatformKind
from sanshe.trust.policy.enums import OPEN, Privacy

from .errors import MayNotSee, NoDesk, NotItsJudge
from .models import Need

CHILDREN = frozenset({"child_protection", "missing_child", "child_pickup", "child_care"})
WORKING = (OrgKind.AGENCY, OrgKind.FILED_GROUP)


def route(
    community: int, *, privacy: str, category: str, lead: organisations.Organisation | None
) -> tuple[UUID, str]:
    """The desk's organisation, and the privacy the matter can have there. Raises NoDesk."""
    if privacy in OPEN:
        desk = organisations.committee_of(community) or organisations.street_office_of(community)
    elif privacy == Privacy.SEALED:
        desk = _sealed_desk(community, category)
        if desk is None:
            privacy = Privacy.CONFIDENTIAL
    else:
        desk = None
    if desk is None:
        desk = _away_from_the_committee(community, lead)
    return desk.id, privacy


def _sealed_desk(community: int, category: str) -> organisations.Organisation | None:
    order = [PlatformKind.DV_SUPPORT_STATION, PlatformKind.CHILD_CENTRE, PlatformKind.STATION]
    if category in CHILDREN:
        order[0], order[1] = order[1], order[0]
    return _operator(community, order)


def _away_from_the_committee(
    community: int, lead: organisations.Organisation | None
) -> organisations.Organisation:
    if lead is not None and lead.kind in (*WORKING, OrgKind.STREET_OFFICE):
        return lead
    desk = agency_of(community) or organisations.street_office_of(community)
    if desk is None:
        raise NoDesk()
    return desk


def agency_of(community: int) -> organisations.Organisation | None:
    """Who runs the social work station, else any agency settled here."""
    return _operator(community, [PlatformKind.STATION])


def _operator(community: int, kinds: Iterable[str]) -> organisations.Organisation | None:
    """Who runs a platform of these kinds here, in this order; else any agency settled here."""
    platforms = organisations.platforms_in(community)
    order = list(kinds)
    wanted = sorted((p for p in platforms if p.kind in order), key=lambda p: order.index(p.kind))
    rest = [p for p in platforms if p.kind not in order]
    for platform in [*wanted, *rest]:
        operator = organisations.operator_of(platform.id)
        if operator is not None and operator.kind == OrgKind.AGENCY:
            return operator
    return None


def committees_among(ids: Iterable[UUID]) -> set[UUID]:
    """Those of the organisations that are residents' committees."""
    return {org.id for org in organisations.of_ids(ids) if org.kind == OrgKind.RESIDENTS_COMMITTEE}


def may_lead(org: organisations.Organisation, privacy: str) -> bool:
    """Whether an organisation has anybody who may read a matter this private."""
    if privacy in OPEN:
        return True
    if privacy == Privacy.SEALED:
        return org.kind in (*WORKING, OrgKind.EXTERNAL)
    return org.kind != OrgKind.RESIDENTS_COMMITTEE


def check_sight(
    need: Need, lead: organisations.Organisation, helpers: Iterable[organisations.Organisation]
) -> None:
    """Raise MayNotSee, NotItsJudge where somebody named must not have the matter."""
    if not may_lead(lead, need.privacy):
        raise MayNotSee(field="lead", org=lead.name)
    for helper in helpers:
        if need.privacy == Privacy.SEALED or not may_lead(helper, need.privacy):
            raise MayNotSee(field="helpers", org=helper.name)
    for one in (lead, *helpers):
        if one.id == need.against_org:
            raise NotItsJudge(field="lead" if one is lead else "helpers", org=one.name)


def organisation(id: UUID) -> organisations.Organisation:
    """One organisation; raises NotFound."""
    return organisations.get(id)
