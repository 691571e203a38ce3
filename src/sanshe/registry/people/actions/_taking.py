"""Taking hold of a row to change it, and saying in the audit that it was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.trust.audit.actions import note
from sanshe.trust.consent import actions as consents
from sanshe.trust.consent import queries as consent_queries
from sanshe.trust.consent.enums import TakenBack
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy

from .. import errors
from ..models import Household, Person
from ..pinyin import spell
from ..queries import visible, visible_households
from ..rules import most_private, together
from ..sounds import folded, phone_mark, surname_of


def person_of(actor: Actor, id: UUID, *, version: int | None = None) -> Person:
    """A person, locked. Raises NotFound for a stranger, OutOfDate for a form filled in too late."""
    person = visible(actor).select_for_update().filter(id=id).first()
    if person is None:
        raise NotFound()
    if person.merged_into_id is not None:
        raise errors.MergedAway()
    if version is not None and version != person.version:
        raise OutOfDate()
    return person


def household_of(actor: Actor, id: UUID) -> Household:
    """A household, locked. Raises NotFound for a stranger."""
    household = visible_households(actor).select_for_update().filter(id=id).first()
    if household is None:
        raise NotFound()
    return household


def heard(person: Person) -> tuple[str, ...]:
    """Set what somebody is found by, from their name and telephone; gives the fields' names."""
    person.pinyin, person.initials = spell(person.name)
    person.sound, person.surname = folded(person.pinyin), surname_of(person.name)
    person.phone_mark = phone_mark(person.phone)
    return ("pinyin", "initials", "sound", "surname", "phone_mark")


def born(person: Person) -> date | None:
    """The first day somebody can have done anything, as far as known."""
    if person.birth_date is not None:
        return person.birth_date
    return None if person.birth_year is None else date(person.birth_year, 1, 1)


def save(person: Person, *fields: str) -> None:
    """Write the named fields; a form filled in before is out of date from now on."""
    person.version += 1
    person.save(update_fields=[*fields, "version"])


def noted(actor: Actor, person: Person, did: str, **detail: Any) -> None:
    """One audit line about a person: what was done, never what was written."""
    note(
        actor, Deed.KEEP_PEOPLE, kind="person", id=person.id, community=person.community, did=did,
        **detail,
    )  # fmt: skip


def settle(actor: Actor, people: Sequence[Person], home: Household) -> None:
    """Put people into a household, which is then seen by whoever sees any of them."""
    if any(person.privacy == Privacy.SEALED for person in people):
        raise errors.SealedStaysAlone(field="members")
    if any(person.community != home.community for person in people):
        raise errors.OtherCommunity(field="members")
    _open_to(home, people)
    for person in people:
        person.household = home
        save(person, "household")
    note(
        actor, Deed.KEEP_PEOPLE, kind="household", id=home.id, community=home.community,
        did="moved in", people=[str(person.id) for person in people],
    )  # fmt: skip


def home_follows(actor: Actor, person: Person) -> None:
    """A household is seen by whoever sees one of its people, and kept as close as the closest."""
    if person.household_id is None:
        return
    home = visible_households(actor).select_for_update().filter(id=person.household_id).first()
    if home is not None:
        _open_to(home, [person])


def _open_to(home: Household, people: Sequence[Person]) -> None:
    home.seen_by = together(home.seen_by, *(person.seen_by for person in people))
    home.privacy = most_private([home.privacy, *(person.privacy for person in people)])
    home.save(update_fields=["seen_by", "privacy"])


def close_to_family(actor: Actor, row: Person, how: str) -> None:
    """Relatives who follow somebody see nothing more: they died, are kept confidential now, or
    their entry was merged away."""
    given = consent_queries.of_person(actor, row.id)
    if any(one.ended_at is None for one in given) or (given and how == TakenBack.CLOSED):
        consents.end_about(actor, person=row.id, community=row.community, how=how)
