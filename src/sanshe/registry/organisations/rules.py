"""Who may keep which organisation and platform, in words."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

from .enums import OF_ONE_PLACE, OPERATORS, OrgKind
from .models import Organisation, Platform


def may_register(actor: Actor, kind: str, area: int) -> bool:
    """A body of one place is registered by who answers for the place; agencies, purchasers and
    outside bodies may be at home anywhere."""
    return kind not in OF_ONE_PLACE or actor.covers(area)


def may_keep(actor: Actor, organisation: Organisation) -> bool:
    """Names are corrected by who answers for the organisation's home, or for a part of it."""
    lo, hi = span_of(organisation.area)
    return actor.covers(organisation.area) or lo <= actor.lo <= actor.hi <= hi


def may_keep_platform(actor: Actor, platform: Platform, operator: UUID | None) -> bool:
    """An agency's head keeps only the platforms the agency runs; others those of their area."""
    if not actor.covers(platform.community):
        return False
    if actor.role is Role.AGENCY_MANAGER:
        return operator is not None and operator == actor.org
    return True


def may_settle(actor: Actor, operator: Organisation) -> bool:
    """An agency's head settles nobody but the own agency."""
    return actor.role is not Role.AGENCY_MANAGER or operator.id == actor.org


def can_operate(organisation: Organisation) -> bool:
    return organisation.kind in OPERATORS and organisation.ended_on is None


def code_fits(kind: str, code: str) -> bool:
    """Codes of state organs begin with 11 (GB 32100: 机构编制, 机关)."""
    return kind not in (OrgKind.PURCHASER, OrgKind.STREET_OFFICE) or code.startswith("11")
