"""What of a list goes into the register, or out of it again, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy

from ..enums import ImportState, RowChoice, RowState
from ..importing.judging import (
    Read,
    Shelf,
    judge,
    packed,
    person_of,
    read,
    several,
    unpacked,
)
from ..likeness import SURE
from ..models import Household, Import, ImportRow, Person
from ..queries.alike import known_in
from ..queries.imports import read_row
from ..queries.seeing import ONE, visible
from ..traits import Known, Somebody, known_as

BATCH = 1000  # rows a transaction: under a second, so that progress is seen and little is redone
_CHUNK = 1000


def judge_rows(actor: Actor, batch: Import, rows: list[ImportRow]) -> None:
    """Look at every row of a list; several persons in one row become a row each (in ``rows``)."""
    made: list[tuple[ImportRow, Read]] = []
    for row in list(rows):
        line, said = unpacked(row.cells)
        people = [said] if said is not None else several(line, batch.places)
        for nth, one in enumerate(people[:20]):
            own = row if nth == 0 else ImportRow(
                batch=batch, number=row.number, nth=nth, cells=packed(line)
            )  # fmt: skip
            if nth:
                rows.append(own)
            made.append((own, read(one)))
    likes = [None if one.faults else person_of(one.fields) for _row, one in made]
    register, list_ = Shelf(register_like(actor, batch, filter(None, likes))), Shelf()
    numbers: dict[UUID, int] = {}
    for (row, read_), like in zip(made, likes, strict=True):
        judge(row, like, read_.faults, register, list_, numbers)


def register_like(actor: Actor, batch: Import, likes: Iterable[Somebody]) -> list[Known]:
    """Those of the register any of these may be, by chunk and by index."""
    there = visible(actor).filter(ONE, community=batch.community)
    found: dict[UUID, Known] = {}
    waiting = iter(likes)
    while some := list(islice(waiting, _CHUNK)):
        doors = {(one.building, one.surname) for one in some if one.building}
        for way in (
            Q(sound__in={one.sound for one in some}),
            Q(phone_mark__in={one.phone_mark for one in some if one.phone_mark}),
            Q(birth_date__in={one.birth_date for one in some if one.birth_date}),
            Q(building__in={b for b, _ in doors}, surname__in={s for _, s in doors}),
        ):
            found |= {one.id: one for one in known_in(there.filter(way))}
    return list(found.values())


def match_twins(rows: QuerySet[ImportRow]) -> None:
    """Rows said to be somebody known are done with; what stood in them is not kept."""
    twins = rows.filter(state=RowState.TWIN)
    twins.filter(choice=RowChoice.SAME).update(state=RowState.SAME, cells="")
    twins.filter(choice=RowChoice.NEW).update(state=RowState.GOOD)


def keep_some(actor: Actor, batch: Import) -> dict[str, Any]:
    """The next rows go in. Who was registered meanwhile by somebody else is not doubled."""
    rows = list(batch.rows.filter(state=RowState.GOOD).order_by("id")[:BATCH])
    made = [(row, person_of(read_row(row, batch).fields)) for row in rows]
    people = _unless_known(actor, batch, made)
    insert(batch, [person for _row, person in people])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_import_row r SET state = %s, cells = '', person = v.person "
            "FROM unnest(%s::bigint[], %s::uuid[]) v (id, person) WHERE r.id = v.id",
            [RowState.KEPT, [row.pk for row, _ in people], [p.id for _, p in people]],
        )
    batch.state = ImportState.KEEPING
    if len(rows) < BATCH:
        if batch.one_door_one_home:
            _homes(batch)
        batch.state, batch.ended_at = ImportState.DONE, timezone.now()
    batch.version += 1
    batch.save(update_fields=["state", "ended_at", "version"])
    return {"people": [str(person.id) for _row, person in people]}


_LISTED = {
    "id": "uuid", "name": "text", "pinyin": "text", "initials": "text", "sound": "text",
    "surname": "text", "phone_mark": "text", "building": "text", "sex": "text",
    "birth_year": "int", "birth_date": "date", "phone": "text", "address": "text",
    "tier": "text", "wish": "text",
}  # fmt: skip
_INSERT = f"""
INSERT INTO people_person (
    {", ".join(_LISTED)}, community, privacy, seen_by, made_by_org, made_at, version)
SELECT v.*, %s, %s, %s::uuid[], %s, now(), 0
FROM unnest({", ".join(f"%s::{kind}[]" for kind in _LISTED.values())}) v
"""


def insert(batch: Import, people: list[Somebody]) -> None:
    """Many people in one statement: an array a column. (COPY is refused where rows have a wall,
    and an INSERT of thousands of values is parsed longer than it is done.)"""
    kept: Any = Person._meta
    columns = [
        [kept.get_field(name).get_prep_value(getattr(one, name)) for one in people]
        for name in _LISTED
    ]
    walled: list[Any] = [batch.community, Privacy.NORMAL, [batch.made_by_org], batch.made_by_org]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*walled, *columns])


def _unless_known(
    actor: Actor, batch: Import, made: list[tuple[ImportRow, Somebody]]
) -> list[tuple[ImportRow, Somebody]]:
    shelf = Shelf(register_like(actor, batch, [person for _row, person in made]))
    people, known = [], []
    for row, person in made:
        points, twin = (0, None) if row.choice == RowChoice.NEW else shelf.best(person)
        if twin is not None and points >= SURE:
            row.state, row.twin, row.choice = RowState.TWIN, twin.id, RowChoice.SAME
            known.append(row)
        else:
            shelf.add(known_as(person, person.id))
            people.append((row, person))
    ImportRow.objects.bulk_update(known, ["state", "twin", "choice"])
    return people


def _homes(batch: Import) -> None:
    """Whoever of the list shares a door (building, unit, room) is a household; a door with one is
    somebody who lives alone."""
    ids = batch.rows.filter(state=RowState.KEPT, household=None).values("person")
    doors: dict[tuple[str, str], list[UUID]] = {}
    rows = Person.objects.filter(id__in=ids, household=None)
    for person in rows.only("id", "building", "address").order_by("id"):
        if person.building and person.address and person.address != person.building:
            doors.setdefault((person.building, person.address), []).append(person.id)
    homes = [
        Household(community=batch.community, building=building, room=address[:20],
                  seen_by=batch.seen_by)
        for building, address in doors
    ]  # fmt: skip
    Household.objects.bulk_create(homes, batch_size=BATCH)
    lives = [(id, home.id) for home, ids in zip(homes, doors.values(), strict=True) for id in ids]
    with connection.cursor() as cursor:
        for table, where, column in (
            ("people_person", "id", "household_id"), ("people_import_row", "person", "household"),
        ):  # fmt: skip
            cursor.execute(
                f"UPDATE {table} t SET {column} = v.home FROM unnest(%s::uuid[], %s::uuid[]) "
                f"v (id, home) WHERE t.{where} = v.id",
                [[id for id, _ in lives], [home for _, home in lives]],
            )


def undo_some(batch: Import) -> dict[str, Any]:
    """The next of whom the list made are taken out, but for those somebody worked on since: a
    correction raised their version; a visit, a matter, a part, a merge, a consent refers to them,
    and the database itself keeps them."""
    rows = list(batch.rows.filter(state=RowState.KEPT).order_by("id")[:BATCH])
    ids = [row.person for row in rows if row.person]
    untouched = list(Person.objects.filter(id__in=ids, version=0).values_list("id", flat=True))
    gone = set(_taken_out(untouched))
    batch.rows.filter(id__in=[row.pk for row in rows if row.person in gone]).update(
        state=RowState.UNDONE, person=None
    )
    batch.rows.filter(id__in=[row.pk for row in rows if row.person not in gone]).update(
        state=RowState.STAYED
    )
    if len(rows) < BATCH:
        made = batch.rows.exclude(household=None).values("household")
        Household.objects.filter(id__in=made, members=None).delete()
        batch.state, batch.ended_at = ImportState.UNDONE, timezone.now()
    batch.version += 1
    batch.save(update_fields=["state", "ended_at", "version"])
    return {"people": [str(id) for id in gone], "stay": len(rows) - len(gone)}


def _taken_out(ids: list[UUID]) -> list[UUID]:
    """Whom the database let go. Where it holds on to one of many, the many are halved."""
    if not ids:
        return []
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_person WHERE id = ANY (%s)", [ids])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return ids
    except IntegrityError:
        if len(ids) == 1:
            return []
        half = len(ids) // 2
        return [*_taken_out(ids[:half]), *_taken_out(ids[half:])]
