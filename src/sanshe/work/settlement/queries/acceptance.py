"""Reads of an acceptance, its lines and objections, and of papers the purchaser took."""

from __future__ import annotations

from uuid import UUID

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor

from ..models import Acceptance, AcceptanceLine, Objection, Seen


def acceptance_of(actor: Actor, agreement: UUID) -> Acceptance | None:
    """Its acceptance. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    rows = Acceptance.objects.select_related("agreement", "survey")
    return rows.filter(agreement=row).first()


def lines_of(acceptance: Acceptance) -> list[AcceptanceLine]:
    rows = AcceptanceLine.objects.filter(acceptance=acceptance).select_related("indicator")
    return list(rows.order_by("indicator__order"))


def objections(actor: Actor, acceptance: Acceptance) -> list[Objection]:
    """Those the actor may read: the purchaser, and whoever watches over the place."""
    return list(Objection.objects.filter(acceptance=acceptance).order_by("at"))


def taken_papers(agreement: Agreement) -> set[UUID]:
    """The documents the purchaser took."""
    return set(Seen.objects.filter(agreement=agreement).values_list("document", flat=True))


def public_acceptance(agreement: Agreement) -> Acceptance | None:
    """For the community's page: the result once it is on notice."""
    rows = Acceptance.objects.filter(agreement=agreement, noticed_on__isnull=False)
    return rows.select_related("survey").first()
