"""Taking hold of a row to change it, and saying in the audit that it was changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from ..models import Household, Person
from ..queries import visible, visible_households


def person_of(actor: Actor, id: UUID, *, version: int | None = None) -> Person:
    """A person, locked. Raises NotFound for a stranger, OutOfDate for a form filled in too late."""
    person = visible(actor).select_for_update().filter(id=id).first()
    if person is None:
        raise NotFound()
    if version is not None and version != person.version:
        raise OutOfDate()
    return person


def household_of(actor: Actor, id: UUID) -> Household:
    """A household, locked. Raises NotFound for a stranger."""
    household = visible_households(actor).select_for_update().filter(id=id).first()
    if household is None:
        raise NotFound()
    return household


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
