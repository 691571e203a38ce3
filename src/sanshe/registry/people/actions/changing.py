"""Another organisation runs the platform: what is kept of somebody goes along, or stays locked."""

from __future__ import annotations

from uuid import UUID

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from ..models import Household, Person
from ..queries import ids_of
from ..rules import together


@action(Deed.CARRY_TAKEOVER)
def change_operator(
    actor: Actor, *, person: UUID, former: UUID, to: UUID | None, stays: bool = False,
    anew: bool = False,
) -> int:  # fmt: skip
    """``former`` sees the person no more (unless it ``stays`` with another platform of the place);
    ``to``, whom the person said yes to, sees and keeps them from now on. Without a yes the entry
    stays as it is and, but for who saw it otherwise, is locked. ``anew``: the yes came later, to
    what lies locked. Gives how many entries moved.
    """
    with scope(Actor.job("take-over")) as job:  # neither side sees all that moves
        rows = list(
            Person.objects.select_for_update().filter(id__in=ids_of(job, person)).order_by("id")
        )
        moved = 0
        for row in rows:
            if former not in row.seen_by and not anew:
                continue
            left = [org for org in row.seen_by if stays or org != former]
            row.seen_by = together(left, [to] if to else [])
            if to is not None and row.made_by_org == former and not stays:
                row.made_by_org = to
            row.version += 1
            row.save(update_fields=["seen_by", "made_by_org", "version"])
            moved += 1
        homes = sorted({row.household_id for row in rows if row.household_id})
        for home in Household.objects.select_for_update().filter(id__in=homes).order_by("id"):
            home.seen_by = together(*home.members.values_list("seen_by", flat=True))
            home.save(update_fields=["seen_by"])
    note(
        actor, Deed.CARRY_TAKEOVER, kind="person", id=person,
        community=rows[0].community if rows else 0, entries=moved, org=str(to or ""),
    )  # fmt: skip
    return moved
