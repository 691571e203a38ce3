"""What was asked and done for somebody: their last matters and visits, without what they say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.casework import queries as cases
from sanshe.work.needs import queries as needs
from sanshe.work.visits import queries as visits

NEWEST = 10


def of_person(actor: Actor, person: UUID) -> dict[str, Any]:
    """For the person's page: as far as the actor may see them."""
    found: dict[str, Any] = {"needs": [], "visits": []}
    ids = people.ids_of(actor, person)  # merged entries are the same person
    found["may_plan"] = actor.may(Deed.PLAN_VISIT)
    found["may_open_case"] = actor.may(Deed.WORK_CASE)
    found["cases"] = cases.of_person(actor, person)
    if actor.may(Deed.READ_NEEDS):
        heard = needs.visible(actor).filter(person_id__in=ids).order_by("-heard_at")
        found["needs"] = heard.only("id", "receipt", "heard_at", "state")[:NEWEST]
    if actor.may(Deed.READ_VISITS):
        gone = visits.visible(actor).filter(person_id__in=ids).order_by("-planned_start")
        found["visits"] = gone[:NEWEST]
    return found
