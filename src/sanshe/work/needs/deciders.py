"""Who decides a dispute or an appeal: somebody named, above those who disagree, who may see it.

What is open goes to the street office; where the street itself is the party, or there is none, to
the secretary of the committee. What is kept from the committee stays with its own desk: the
supervisor or manager of the agency, or the street officer where the street is the desk.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.enums import OPEN, Privacy, Role

from .errors import NobodyDecides
from .models import Need


class Decider(NamedTuple):
    org: UUID
    roles: list[str]


_STREET = [Role.STREET_OFFICER.value]
_COMMITTEE = [Role.COMMITTEE_SECRETARY.value]
_AGENCY = [Role.SUPERVISOR.value, Role.AGENCY_MANAGER.value]
_OF_KIND = {
    OrgKind.STREET_OFFICE: _STREET, OrgKind.RESIDENTS_COMMITTEE: _COMMITTEE,
    OrgKind.AGENCY: _AGENCY,
}  # fmt: skip


def decider_of(need: Need, *, party: UUID | None) -> Decider:
    """Who decides on a matter, ``party`` being whom it is about. Raises NobodyDecides."""
    street = organisations.street_office_of(need.community)
    if need.privacy in OPEN:
        committee = organisations.committee_of(need.community)
        for body in (street, committee):
            if body is not None and body.id not in (party, need.against_org):
                return Decider(body.id, _OF_KIND[OrgKind(body.kind)])
    desk = organisations.get(need.desk_org)
    roles = _OF_KIND.get(OrgKind(desk.kind))
    if roles and desk.kind != OrgKind.RESIDENTS_COMMITTEE:
        return Decider(desk.id, roles)
    if street is not None and need.privacy != Privacy.SEALED and street.id != need.against_org:
        return Decider(street.id, _STREET)
    raise NobodyDecides()
