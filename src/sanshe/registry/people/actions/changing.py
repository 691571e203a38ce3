"""Another organisation runs the platform: what is kept of people goes along, or stays locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, UUIDField, When
from django.db.models.expressions import RawSQL

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope
from sanshe.trust.policy.walls import instead

from ..models import Household, Person
from ..queries import entries_of

_MEMBERS_SEEN_BY = RawSQL(
    "ARRAY(SELECT DISTINCT o FROM people_person p CROSS JOIN unnest(p.seen_by) o"
    " WHERE p.household_id = people_household.id ORDER BY o)",
    [],
    output_field=ArrayField(UUIDField()),
)


@action(Deed.CARRY_TAKEOVER)
def change_operator(
    actor: Actor, *, persons: Iterable[UUID], former: UUID, to: UUID | None, stays: bool = False,
    anew: bool = False,
) -> int:  # fmt: skip
    """``former`` sees these people no more (unless it ``stays`` with another platform of the
    place); ``to``, whom they said yes to, sees and keeps them from now on. Without a yes the
    entries stay as they are and, but for who saw them otherwise, are locked. ``anew``: the yes came
    later, to what lies locked. The same few statements however many they are; a line of the audit
    for each person. Gives how many entries moved.
    """
    asked = sorted(set(persons))
    with scope(Actor.job("take-over")) as job:  # neither side sees all that moves
        entries = entries_of(job, asked)
        held = Person.objects.select_for_update().filter(id__in=entries).order_by("id")
        rows = list(held.values_list("id", "community", "household_id", "seen_by"))
        moving = [id for id, _place, _home, seen in rows if anew or former in seen]
        changes: dict[str, Any] = {
            "seen_by": instead(None if stays else former, to), "version": F("version") + 1,
        }  # fmt: skip
        if to is not None and not stays:
            keeps = When(made_by_org=former, then=to)
            changes["made_by_org"] = Case(keeps, default=F("made_by_org"))
        moved = Person.objects.filter(id__in=moving).update(**changes)
        homes = Household.objects.filter(id__in={home for _id, _place, home, _seen in rows if home})
        list(homes.select_for_update().order_by("id").values_list("id"))
        homes.update(seen_by=_MEMBERS_SEEN_BY)
    places = {id: place for id, place, _home, _seen in rows}
    for person in asked:
        note(
            actor, Deed.CARRY_TAKEOVER, kind="person", id=person, org=str(to or ""),
            community=places.get(person, 0),
        )  # fmt: skip
    return moved
