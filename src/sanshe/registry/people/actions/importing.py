"""A list of people: brought, looked at, accepted, mended, and taken back as a whole.

Nothing of a list is in the register before it is accepted; then it goes in batch by batch, each a
transaction of its own, so that whoever is cut off goes on where they were (``go_on``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import COMMUNITY, step_of
from sanshe.ground.kit.sheets import Sheet
from sanshe.ground.kit.sheets import read as read_sheet
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors
from ..checks import even
from ..enums import ImportPurpose, ImportState, RowChoice, RowState
from ..importing.cells import FOOTER, scrub
from ..importing.columns import LABELS, columns
from ..importing.judging import SAID, Said, packed
from ..importing.keeping import forget
from ..importing.mending import from_sheet
from ..models import Import, ImportRow, KnownColumn
from ..queries.imports import learned, visible_imports
from ._batches import judge_rows, keep_some, match_twins, undo_some


@action(Deed.KEEP_PEOPLE)
def bring_list(
    actor: Actor, *, community: int, purpose: str, file: IO[bytes], title: str = ""
) -> Import:
    """Read a list and lay it beside the register. Of an ID number only birthday and sex stay.

    Raises WhyImport, NotACommunity, and what ``sheets.read`` refuses.
    """
    demand(actor, Deed.KEEP_PEOPLE, community=community)
    if step_of(community) != COMMUNITY:
        raise errors.NotACommunity(field="community")
    if purpose not in ImportPurpose.values:
        raise errors.WhyImport(field="purpose")
    sheet = read_sheet(file, columns=columns(learned(actor.org)))
    batch = Import.objects.create(
        community=community, privacy=Privacy.CONFIDENTIAL, seen_by=[actor.org],
        title=scrub(title)[0][:80] or timezone.localdate().isoformat(), purpose=purpose,
        heads=sheet.titles, places=sheet.places, made_by=actor.user or actor.org,
        made_by_org=actor.org,
    )  # fmt: skip
    rows = _staged(batch, sheet)
    judge_rows(actor, batch, rows)
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    batch.rows_total = len(rows)
    batch.save(update_fields=["rows_total", "id_numbers"])
    _noted(actor, batch, "list brought", purpose=str(ImportPurpose(purpose)), rows=len(rows))
    return batch


def _staged(batch: Import, sheet: Sheet) -> list[ImportRow]:
    """The lines without ID numbers; what stands below a list (sums, who filled it in) is no row."""
    rows = []
    for line in sheet.rows:
        first = next((cell for cell in line.line if cell), "")
        if FOOTER.match(even(first)):
            continue
        scrubbed = [scrub(cell) for cell in line.line]
        batch.id_numbers += sum(met for _text, met in scrubbed)
        rows.append(
            ImportRow(batch=batch, number=line.number, cells=packed([t for t, _ in scrubbed]))
        )
    return rows


@action(Deed.KEEP_PEOPLE)
def set_columns(actor: Actor, *, batch: UUID, version: int, places: Mapping[int, str]) -> Import:
    """Say by hand which column is which ("" for not wanted). All rows are looked at anew, and the
    organisation's next list with such headings is read in this way."""
    row = _mine(actor, batch, version, ImportState.SHOWN)
    wanted: dict[str, int] = {}
    for at, key in sorted(places.items()):
        if key in LABELS and 0 <= at < len(row.heads):
            wanted.setdefault(key, at)
    row.places = wanted
    _learn(actor, row, {at: key for key, at in wanted.items()})
    rows = list(row.rows.filter(nth=0).order_by("id"))
    row.rows.filter(nth__gt=0).delete()
    judge_rows(actor, row, rows)
    ImportRow.objects.bulk_create([one for one in rows if one.pk is None], batch_size=1000)
    ImportRow.objects.bulk_update(
        [one for one in rows if one.pk is not None],
        ["state", "faults", "twin", "twin_row", "choice"], batch_size=1000,
    )  # fmt: skip
    row.rows_total = len(rows)
    _moved(row, "places", "rows_total")
    _noted(actor, row, "columns set")
    return row


def _learn(actor: Actor, batch: Import, keys: Mapping[int, str]) -> None:
    for at, head in enumerate(batch.heads):
        if head:
            KnownColumn.objects.update_or_create(
                org=actor.org, head=head[:80], defaults={"key": keys.get(at, "")}
            )


@action(Deed.KEEP_PEOPLE)
def choose(actor: Actor, *, batch: UUID, choice: str, rows: Iterable[int] | None = None) -> Import:
    """Rows that seem to be known are the same person, or a new one; without ``rows`` all
    of them. After the list was accepted they are done with at once."""
    row = _mine(actor, batch, None, ImportState.SHOWN, ImportState.DONE)
    if choice not in RowChoice.values:
        raise errors.BadChoice(field="choice")
    some = row.rows.filter(state=RowState.TWIN)
    if rows is not None:
        some = some.filter(id__in=list(rows))
    ids = list(some.values_list("id", flat=True))
    some.update(choice=choice)
    if row.state == ImportState.DONE:
        match_twins(row.rows.filter(id__in=ids))
        keep_some(actor, row)
    else:
        _moved(row)
    _noted(actor, row, "rows chosen", choice=choice, rows=len(ids))
    return row


@action(Deed.KEEP_PEOPLE)
def accept_list(
    actor: Actor, *, batch: UUID, version: int, one_door_one_home: bool = False
) -> Import:
    """What stands well goes into the register now, by ``go_on``; rows with mistakes stay aside.

    ``one_door_one_home``: the list holds everybody who lives there, so whoever shares a door is a
    household. Raises NothingToKeep, OutOfDate, WrongMoment.
    """
    row = _mine(actor, batch, version, ImportState.SHOWN)
    to_keep = Q(state=RowState.GOOD) | Q(state=RowState.TWIN, choice=RowChoice.NEW)
    if not row.rows.filter(to_keep | Q(state=RowState.TWIN)).exists():
        raise errors.NothingToKeep()
    match_twins(row.rows.all())
    row.state, row.one_door_one_home = ImportState.KEEPING, one_door_one_home
    _moved(row, "state", "one_door_one_home")
    _noted(actor, row, "list accepted")
    return row


@action(Deed.KEEP_PEOPLE)
def go_on(actor: Actor, *, batch: UUID) -> Import:
    """The next batch of keeping or taking back. Safe to call twice, at once, or after a kill: a
    row is done with in the transaction that did it."""
    row = _mine(actor, batch, None)
    if row.state == ImportState.KEEPING:
        _noted(actor, row, "people kept", **keep_some(actor, row))
    elif row.state == ImportState.UNDOING:
        _noted(actor, row, "people taken back", **undo_some(row))
    else:
        _noted(actor, row, "nothing to go on with")
    return row


@action(Deed.KEEP_PEOPLE)
def mend_row(actor: Actor, *, batch: UUID, row: int, **said: str) -> ImportRow:
    """Somebody says what a row should have said. It is looked at again, and once right it goes
    where the others went. A row that is still wrong stays aside, with what was typed."""
    held = _mine(actor, batch, None, ImportState.SHOWN, ImportState.DONE)
    found = held.rows.filter(id=row, state=RowState.ASIDE).first()
    if found is None:
        raise NotFound()
    typed = {key: scrub(said.get(key, ""))[0] for key in SAID}
    _mend(actor, held, [(found, typed)])
    _noted(actor, held, "row mended", number=found.number, state=str(found.state))
    return found


@action(Deed.KEEP_PEOPLE)
def mend_by_list(actor: Actor, *, batch: UUID, file: IO[bytes]) -> Import:
    """The rows kept aside come back mended, as they were given out: known by their number."""
    held = _mine(actor, batch, None, ImportState.SHOWN, ImportState.DONE)
    aside = {(row.number, row.nth): row for row in held.rows.filter(state=RowState.ASIDE)}
    mended = [(aside[key], said) for key, said in from_sheet(file).items() if key in aside]
    _mend(actor, held, mended)
    _noted(actor, held, "rows mended", rows=len(mended))
    return held


def _mend(actor: Actor, batch: Import, mended: list[tuple[ImportRow, Said]]) -> None:
    for row, said in mended:
        row.cells = packed(said=said)
    rows = [row for row, _ in mended]
    judge_rows(actor, batch, rows)
    fields = ["cells", "state", "faults", "twin", "twin_row", "choice"]
    ImportRow.objects.bulk_update(rows, fields, batch_size=500)
    if batch.state == ImportState.DONE:
        keep_some(actor, batch)
    else:
        _moved(batch)


@action(Deed.KEEP_PEOPLE)
def drop_rows(actor: Actor, *, batch: UUID, rows: Iterable[int] | None = None) -> Import:
    """Rows kept aside are not wanted: what stood in them is gone. All of them without ``rows``."""
    held = _mine(actor, batch, None, ImportState.SHOWN, ImportState.DONE)
    some = held.rows.filter(state=RowState.ASIDE)
    if rows is not None:
        some = some.filter(id__in=list(rows))
    dropped = some.update(state=RowState.DROPPED, cells="", faults=[])
    _noted(actor, held, "rows dropped", rows=dropped)
    return held


@action(Deed.KEEP_PEOPLE)
def take_back_list(actor: Actor, *, batch: UUID) -> Import:
    """A list that is not wanted: before it was accepted all of it goes; afterwards whomever it
    made is taken out again by ``go_on``, but for those somebody has worked on since."""
    row = _mine(actor, batch, None, ImportState.SHOWN, ImportState.KEEPING, ImportState.DONE)
    accepted = row.state != ImportState.SHOWN
    row.state = ImportState.UNDOING if accepted else ImportState.DROPPED
    row.rows.exclude(state=RowState.KEPT).update(
        state=RowState.DROPPED, cells="", faults=[], twin=None
    )
    if not accepted:
        row.ended_at = timezone.now()
    _moved(row, "state", "ended_at")
    _noted(actor, row, "list taken back")
    return row


@action(Deed.KEEP_SYSTEM)
def forget_rows(actor: Actor) -> int:
    """Rows kept aside longer than their retention lose what stood in them (``personal.ASIDE``);
    a list nobody accepted is dropped. Gives how many rows."""
    rows = forget(timezone.now())
    note(actor, Deed.KEEP_SYSTEM, kind="import", did="rows forgotten", rows=rows)
    return rows


def _mine(actor: Actor, id: UUID, version: int | None, *states: str) -> Import:
    """A list, locked: two who press at once come one after the other."""
    row = visible_imports(actor).select_for_update().filter(id=id).first()
    if row is None:
        raise NotFound()
    if states and row.state not in states:
        raise errors.WrongMoment()
    if version is not None and version != row.version:
        raise OutOfDate()
    return row


def _moved(row: Import, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _noted(actor: Actor, row: Import, did: str, **detail: Any) -> None:
    note(
        actor,
        Deed.KEEP_PEOPLE,
        kind="import",
        id=row.id,
        community=row.community,
        did=did,
        **detail,
    )
