"""The roles a person has had: client, volunteer, teacher, student, at once or in turn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..checks import even, past_day
from ..enums import PersonRole
from ..models import Part, Person
from ..queries import visible
from ._taking import born, noted, person_of


@action(Deed.KEEP_PEOPLE)
def add_part(
    actor: Actor,
    *,
    person: UUID,
    role: str,
    since: date | None = None,
    until: date | None = None,
    where: str = "",
) -> Part:
    """Somebody takes on a role (``since`` today where nothing is said)."""
    row = person_of(actor, person)
    if role not in PersonRole.values:
        raise errors.BadChoice(field="role")
    where = even(where)
    if len(where) > 80:
        raise errors.TooLong(field="where", most=80)
    since = past_day(since or timezone.localdate(), first=born(row), field="since")
    if until is not None and until < since:
        raise errors.BadDay(field="until", first=since)
    if until is None and row.parts.filter(role=role, where=where, until=None).exists():
        raise errors.SamePart(field="role")
    part = row.parts.create(role=role, where=where, since=since, until=until)
    noted(actor, row, "part added", role=role)
    return part


@action(Deed.KEEP_PEOPLE)
def end_part(actor: Actor, *, part: int, until: date | None = None) -> Part:
    """A role ends (today where nothing is said)."""
    person, row = _part_of(actor, part)
    row.until = past_day(until or timezone.localdate(), first=row.since, field="until")
    row.save(update_fields=["until"])
    noted(actor, person, "part ended", role=row.role)
    return row


@action(Deed.KEEP_PEOPLE)
def hide_part(actor: Actor, *, part: int, hidden: bool = True) -> Part:
    """The person does not want a role shown (or does again)."""
    person, row = _part_of(actor, part)
    row.hidden = hidden
    row.save(update_fields=["hidden"])
    noted(actor, person, "part hidden" if hidden else "part shown", role=row.role)
    return row


def _part_of(actor: Actor, id: int) -> tuple[Person, Part]:
    """A part and its person, the person locked."""
    owner = visible(actor).filter(parts__id=id).values_list("id", flat=True).first()
    if owner is None:
        raise NotFound()
    person = person_of(actor, owner)
    return person, person.parts.get(id=id)
