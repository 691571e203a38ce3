"""Who lives together."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..checks import LENGTHS, even
from ..models import Household, Person
from ..queries import visible
from ._taking import household_of, noted, person_of, save, settle


@action(Deed.KEEP_PEOPLE)
def form_household(
    actor: Actor, *, members: Iterable[UUID], building: str = "", room: str = ""
) -> Household:
    """Note that some people live together (or that one lives alone: a household of one).

    They leave the households they were in. Without ``building``, the first member's is taken.
    """
    people = _take(actor, members)
    building, room = even(building), even(room)
    for field, value in (("building", building), ("room", room)):
        if len(value) > LENGTHS["building"]:
            raise errors.TooLong(field=field, most=LENGTHS["building"])
    household = Household.objects.create(
        community=people[0].community,
        building=building or people[0].building,
        room=room,
        privacy=people[0].privacy,
        seen_by=people[0].seen_by,
    )
    settle(actor, people, household)
    return household


@action(Deed.KEEP_PEOPLE)
def move_in(actor: Actor, *, person: UUID, household: UUID) -> Household:
    """Somebody joins a household."""
    row = person_of(actor, person)
    home = household_of(actor, household)
    settle(actor, [row], home)
    return home


@action(Deed.KEEP_PEOPLE)
def move_out(actor: Actor, *, person: UUID) -> None:
    """Somebody leaves their household (and stays in the register)."""
    row = person_of(actor, person)
    row.household = None
    save(row, "household")
    noted(actor, row, "moved out")


def _take(actor: Actor, ids: Iterable[UUID]) -> list[Person]:
    """The members in the order named, locked in the order of their ids."""
    wanted = list(dict.fromkeys(ids))
    rows = visible(actor).select_for_update().filter(id__in=wanted).order_by("id")
    found = {person.id: person for person in rows}
    if not wanted or len(found) != len(wanted):
        raise NotFound(field="members")
    return [found[id] for id in wanted]
