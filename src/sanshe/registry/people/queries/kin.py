"""Who belongs to somebody, and who is called first when something happens to them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sanshe.trust.policy.actor import Actor

from ..enums import Relation
from ..models import Kin
from ..reading import Row, row_of
from .persons import people
from .seeing import PRESENT, canonical_ids, ids_of

CLOSE = (
    Relation.CARER, Relation.SPOUSE, Relation.CHILD, Relation.PARENT, Relation.SIBLING,
    Relation.GRANDCHILD, Relation.GRANDPARENT, Relation.NEIGHBOUR, Relation.OTHER,
    Relation.CARED_FOR,
)  # fmt: skip
"""In this order where nobody said whom to call first (our own decision)."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the register as they stand to a person; masked."""

    row: Row
    relation: Relation
    call_first: bool

    @property
    def said(self) -> str:
        """「子女 周叔叔」"""
        return f"{self.relation.label} {self.row.name}"


def kin_of(actor: Actor, person: UUID) -> list[Relative]:
    """Whom a person belongs to, as far as the actor sees them; whoever is called first, first."""
    rows = list(Kin.objects.filter(person__in=ids_of(actor, person)))
    stands = canonical_ids(actor, [row.other_id for row in rows])
    found = {one.id: one for one in people(actor).filter(PRESENT, id__in=set(stands.values()))}
    relatives = {
        found[root].id: Relative(row_of(found[root]), Relation(row.relation), row.call_first)
        for row in rows
        if (root := stands.get(row.other_id)) in found
    }
    return sorted(
        relatives.values(), key=lambda one: (not one.call_first, CLOSE.index(one.relation))
    )


def contacts(actor: Actor, person: UUID) -> list[Relative]:
    """Whom to call about a person when something happens: those with a telephone, best first."""
    return [one for one in kin_of(actor, person) if one.row.phone]
