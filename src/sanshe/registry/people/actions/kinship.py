"""What two people of the register are to each other, and who is called first."""

from __future__ import annotations

from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Relation
from ..models import Kin, Person
from ..queries import ids_of
from ._taking import noted, person_of, save


@action(Deed.KEEP_PEOPLE)
def relate(
    actor: Actor, *, person: UUID, other: UUID, relation: str, call_first: bool = False
) -> None:
    """Note what ``other`` is to ``person``, and the same from the other side; said again, it is
    mended. ``call_first``: when something happens to ``person``, ``other`` is called first.

    Raises SealedStaysAlone, BadChoice, NotThemselves.
    """
    if relation not in Relation.values:
        raise errors.BadChoice(field="relation")
    if person == other:
        raise errors.NotThemselves(field="other")
    first, second = _both(actor, person, other)
    if Privacy.SEALED in (first.privacy, second.privacy):
        raise errors.SealedStaysAlone(field="other")
    said = Relation(relation)
    _keep(actor, first, second, said, call_first=call_first)
    _keep(actor, second, first, said.back)
    for row in (first, second):
        save(row)  # touched: an import that brought them is not taken back over this
    noted(actor, first, "related", other=str(second.id), relation=relation)


@action(Deed.KEEP_PEOPLE)
def unrelate(actor: Actor, *, person: UUID, other: UUID) -> None:
    """It was wrong, or is so no longer: both sides are taken out."""
    first, second = _both(actor, person, other)
    mine, theirs = ids_of(actor, first.id), ids_of(actor, second.id)
    Kin.objects.filter(person__in=mine, other__in=theirs).delete()
    Kin.objects.filter(person__in=theirs, other__in=mine).delete()
    noted(actor, first, "related no longer", other=str(second.id))


def _both(actor: Actor, person: UUID, other: UUID) -> tuple[Person, Person]:
    """Both, locked in the order of their ids."""
    found = {id: person_of(actor, id) for id in sorted({person, other})}
    return found[person], found[other]


def _keep(
    actor: Actor, person: Person, other: Person, relation: str, *, call_first: bool | None = None
) -> None:
    """One side. ``call_first`` None leaves what was said before about it."""
    said: dict[str, object] = {"relation": relation, "by": actor.user}
    if call_first is not None:
        said["call_first"] = call_first
    Kin.objects.update_or_create(person=person, other=other, defaults=said)
