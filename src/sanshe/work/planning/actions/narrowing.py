"""Somebody is kept closer: so are the lines of plans and rounds that name them."""

from __future__ import annotations

from uuid import UUID

from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.trust.policy.scope import action, handing_over

from ..models import PlanLine, RemakeLine, RoundLine


@action(Deed.KEEP_PEOPLE)
def follow_person(actor: Actor, *, person: UUID) -> int:
    """After somebody is kept closer: a committee or street reads them on no list any more, under
    no entry that is them. Only narrows. Gives how many lines there were. Raises NotFound."""
    card = people.get(actor, person)
    count = 0
    if card.row.privacy not in OPEN:
        kinds = organisations.of_ids(card.seen_by)
        stay = {one.id for one in kinds if one.kind != OrgKind.RESIDENTS_COMMITTEE}
        ids = people.ids_of(actor, card.row.id)
        with handing_over():
            for model in (PlanLine, RemakeLine, RoundLine):
                for row in model.objects.select_for_update(of=("self",)).filter(person__in=ids):
                    row.privacy = card.row.privacy
                    row.seen_by = sorted(stay & set(row.seen_by))
                    row.save(update_fields=["privacy", "seen_by"])
                    count += 1
    note(
        actor, Deed.KEEP_PEOPLE, kind="person", id=card.row.id, community=card.row.community,
        lines=count,
    )  # fmt: skip
    return count
