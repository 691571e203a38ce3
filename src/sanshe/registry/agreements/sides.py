"""Whose inbox either side of an agreement reads."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.enums import Role

from .models import Agreement

_READS = {
    OrgKind.PURCHASER: Role.BUREAU_OFFICER,
    OrgKind.STREET_OFFICE: Role.STREET_OFFICER,
    OrgKind.AGENCY: Role.AGENCY_MANAGER,
}
"""Who of an organisation keeps its agreements; of a committee whoever is there."""


class Inbox(TypedDict):
    org: UUID
    role: str


def purchasers_inbox(agreement: Agreement) -> Inbox:
    return _inbox(agreement.purchaser.pk, agreement.purchaser.kind)


def suppliers_inbox(agreement: Agreement) -> Inbox | None:
    """None before there is a supplier."""
    if agreement.supplier is None:
        return None
    return _inbox(agreement.supplier.pk, agreement.supplier.kind)


def _inbox(org: UUID, kind: str) -> Inbox:
    role = _READS.get(OrgKind(kind))
    return Inbox(org=org, role=role.value if role else "")
