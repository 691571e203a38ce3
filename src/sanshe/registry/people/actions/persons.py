"""Keeping a person, and correcting what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.lists import strung
from sanshe.ground.kit.places import COMMUNITY, step_of
from sanshe.trust.consent.enums import TakenBack
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors
from ..checks import clean
from ..models import Person
from ..queries import likely_same
from ..rules import may_keep_so, together
from ._taking import (
    close_to_family,
    heard,
    home_follows,
    household_of,
    noted,
    person_of,
    save,
    settle,
)

CHANGEABLE = frozenset(
    {
        "name", "building", "birth_year", "birth_date", "sex", "phone", "address", "tier",
        "wish", "privacy",
    }
)  # fmt: skip


@action(Deed.KEEP_PEOPLE)
def keep_person(
    actor: Actor,
    *,
    community: int,
    name: str,
    building: str = "",
    birth_year: int | None = None,
    birth_date: date | None = None,
    sex: str = "",
    phone: str = "",
    address: str = "",
    household: UUID | None = None,
    tier: str = "",
    wish: str = "",
    privacy: str = Privacy.NORMAL,
    seen_by: Iterable[UUID] = (),
    even_so: bool = False,
    id: UUID | None = None,
) -> Person:
    """Write somebody into the register. Only how they are called is needed.

    Seen by the actor's organisation and those of ``seen_by``. Raises MaybeKnown where somebody
    alike is kept already and ``even_so`` does not say that it is another person.
    """
    demand(actor, Deed.KEEP_PEOPLE, community=community)
    if step_of(community) != COMMUNITY:
        raise errors.NotACommunity(field="community")
    if not may_keep_so(actor, privacy):
        raise errors.NotForCommittee(field="privacy")
    if privacy == Privacy.SEALED and tuple(seen_by):
        raise errors.SealedStaysAlone(field="privacy")
    given = {
        "name": name,
        "building": building,
        "birth_year": birth_year,
        "birth_date": birth_date,
        "sex": sex,
        "phone": phone,
        "address": address,
        "tier": tier,
        "wish": wish,
        "privacy": privacy,
    }
    person = Person(
        id=id or new_id(),
        community=community,
        seen_by=together([actor.org], seen_by),
        made_by_org=actor.org,
        **clean(given, born=(None, None)),
    )
    heard(person)
    if not even_so:
        _refuse_lookalikes(actor, person)
    person.save(force_insert=True)
    noted(actor, person, "kept", even_so=even_so)
    if household is not None:
        settle(actor, [person], household_of(actor, household))
    return person


@action(Deed.KEEP_PEOPLE)
def correct_person(actor: Actor, *, person: UUID, version: int, **changes: Any) -> Person:
    """Mend what is kept. The audit says which fields changed, and keeps no former value.

    Raises TypeError for a field that is not corrected here; MaybeKnown is not asked again.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"not corrected here: {sorted(unknown)}")
    row = person_of(actor, person, version=version)
    values = clean(changes, born=(row.birth_date, row.birth_year))
    if "privacy" in values:
        _check_privacy(actor, row, values["privacy"])
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, values[field])
    save(row, *changed, *heard(row))
    if "privacy" in changed:
        home_follows(actor, row)
        if row.privacy not in OPEN:
            close_to_family(actor, row, TakenBack.CLOSED)
    noted(actor, row, "corrected", fields=sorted(changed))
    return row


def _check_privacy(actor: Actor, row: Person, privacy: str) -> None:
    if not may_keep_so(actor, privacy):
        raise errors.NotForCommittee(field="privacy")
    if privacy == Privacy.SEALED and (row.household_id or set(row.seen_by) != {actor.org}):
        raise errors.SealedStaysAlone(field="privacy")


def _refuse_lookalikes(actor: Actor, person: Person) -> None:
    matches = likely_same(actor, person, community=person.community)
    if matches:
        raise errors.MaybeKnown(field="name", matches=strung(one.called for one in matches))
