"""Reads of lists on their way into the register: only for the organisation that brought them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from sanshe.ground.kit.errors import NotFound, catalogue
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..enums import RowState
from ..importing.columns import LABELS
from ..importing.judging import SAID, Read, Said, read, several, unpacked
from ..importing.keeping import old_rows
from ..importing.mending import to_sheet
from ..masking import called, masked_name, masked_phone
from ..models import Import, ImportRow, KnownColumn, Person

SHOWN_ROWS = 50


def visible_imports(actor: Actor) -> QuerySet[Import]:
    """The lists of the actor's own organisation, in the areas they act over."""
    demand(actor, Deed.KEEP_PEOPLE)
    return Import.objects.filter(made_by_org=actor.org, community__range=(actor.lo, actor.hi))


def imports(actor: Actor, *, limit: int = 20) -> list[Import]:
    """The newest lists."""
    return list(visible_imports(actor).order_by("-made_at")[:limit])


def get_import(actor: Actor, id: UUID) -> Import:
    """One list. Raises NotFound, also to a stranger."""
    row = visible_imports(actor).filter(id=id).first()
    if row is None:
        raise NotFound()
    return row


def counts(batch: Import) -> dict[str, int]:
    """How many rows are in which state; every state is there."""
    rows = batch.rows.order_by().values_list("state").annotate(many=Count("pk"))
    return dict.fromkeys(RowState.values, 0) | dict(rows)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as a list shows it: masked, with its reasons in words."""

    id: int
    number: int
    called: str
    birth: str
    phone: str
    state: str
    why: tuple[str, ...]
    twin: UUID | None
    twin_called: str
    twin_row: int | None
    choice: str
    person: UUID | None


def rows_of(
    actor: Actor, batch: Import, state: str, *, after: int = 0, limit: int = SHOWN_ROWS
) -> list[ListRow]:
    """Rows in one state, in the order of the file; those after row ``after``."""
    rows = list(batch.rows.filter(state=state, id__gt=after).order_by("id")[:limit])
    twins = _called({row.twin for row in rows if row.twin} | {row.person for row in rows})
    return [_shown(row, batch, twins) for row in rows]


def _called(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    rows = Person.objects.filter(id__in=[id for id in ids if id])
    return {id: called(*words) for id, *words in rows.values_list("id", "name", "building")}


def _shown(row: ImportRow, batch: Import, twins: dict[UUID, str]) -> ListRow:
    said = said_in(row, batch)
    name = masked_name(said["name"]) if said["name"] else ""
    who = f"{name}, {said['building']}" if said["building"] else name
    if not row.cells:
        who = twins.get(row.person, "") if row.person else ""
    return ListRow(
        id=row.pk, number=row.number, called=who, birth=said["birth"],
        phone=masked_phone(said["phone"]), state=row.state, why=reasons(row), twin=row.twin,
        twin_called=twins.get(row.twin, "") if row.twin else "", twin_row=row.twin_row,
        choice=row.choice, person=row.person,
    )  # fmt: skip


def reasons(row: ImportRow) -> tuple[str, ...]:
    """Why a row was kept aside, in the words of the catalogue of errors."""
    known = catalogue()
    return tuple(str(known[code](**facts)) for _field, code, facts in row.faults if code in known)


def said_in(row: ImportRow, batch: Import) -> Said:
    """What a row says of its one person: as it was mended, else as its line says."""
    line, said = unpacked(row.cells)
    if said is not None:
        return said
    people = several(line, batch.places) if line else []
    return people[row.nth] if row.nth < len(people) else dict.fromkeys(SAID, "")


def read_row(row: ImportRow, batch: Import) -> Read:
    return read(said_in(row, batch))


def row_to_mend(actor: Actor, batch: UUID, row: int) -> tuple[ImportRow, Said]:
    """A row kept aside, in full, for whoever brought the list. Raises NotFound."""
    found = get_import(actor, batch).rows.filter(id=row, state=RowState.ASIDE).first()
    if found is None:
        raise NotFound()
    return found, said_in(found, found.batch)


def samples(batch: Import) -> list[tuple[int, str, str, str]]:
    """(column, heading, key or "", an example) for saying by hand which column is which."""
    keys = {at: key for key, at in batch.places.items()}
    first = [unpacked(row.cells)[0] for row in batch.rows.order_by("id")[:5]]
    made = []
    for at, head in enumerate(batch.heads):
        cell = next((line[at] for line in first if at < len(line) and line[at]), "")
        if head or cell:
            made.append((at, head, keys.get(at, ""), _example(keys.get(at, ""), cell)))
    return made


def learned(org: UUID) -> dict[str, str]:
    """What an organisation's headings mean, as it once said by hand."""
    return dict(KnownColumn.objects.filter(org=org).values_list("head", "key"))


def _example(key: str, cell: str) -> str:
    """Enough to know a column by, too little to carry away."""
    if key == "name":
        return masked_name(cell)[:20]
    return re.sub(r"\d{7,}", lambda match: masked_phone(match[0]), cell.replace("-", ""))[:20]


def any_old_rows(actor: Actor) -> bool:
    """Whether rows of a list have lain longer than their retention."""
    demand(actor, Deed.KEEP_SYSTEM)
    return old_rows(timezone.now()).exists()


def labels() -> dict[str, str | Promise]:
    """What a column of a list may be, in words."""
    return dict(LABELS)


def aside_sheet(actor: Actor, batch: UUID, file: IO[bytes]) -> None:
    """The rows kept aside as .xlsx, to be mended there and brought back."""
    held = get_import(actor, batch)
    rows = held.rows.filter(state=RowState.ASIDE).order_by("number", "nth")
    to_sheet(file, ((row.number, row.nth, said_in(row, held), reasons(row)) for row in rows))
