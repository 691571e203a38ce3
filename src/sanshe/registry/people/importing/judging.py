"""What becomes of each row of a list: kept, kept aside with reasons, or somebody known already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import Problem

from .. import errors
from ..checks import clean, even
from ..enums import RowChoice, RowState
from ..likeness import SUGGEST, SURE, Like, compare
from ..models import ImportRow
from ..traits import Known, Somebody, known_as, traits
from . import cells

SAID = ("name", "sex", "birth", "phone", "building", "address", "tier", "wish")
"""What can be said of one person in a row, and mended by hand: in this order."""
Said = dict[str, str]


@dataclass(slots=True)
class Read:
    """One person of a row: what was said, what is kept of it, what is wrong with it."""

    said: Said
    fields: dict[str, Any] = field(default_factory=dict)
    faults: list[list[object]] = field(default_factory=list)


def several(line: Sequence[str], places: Mapping[str, int]) -> list[Said]:
    """What a line says, one entry a person: several names in one cell are several persons of one
    door. What is written once for several of them (a telephone, a birthday) is nobody's."""
    cell = {key: line[at] if at < len(line) else "" for key, at in places.items()}
    who = cells.names(cell.get("name", "")) or [""]
    shown, address = cells.door(
        *(cell.get(key, "") for key in ("building", "unit", "room", "address"))
    )
    made: list[Said] = [
        {"name": name, "building": shown, "address": address, "wish": cell.get("wish", "")}
        for name in who
    ]
    for key in ("sex", "birth", "age", "phone", "tier", "id_number"):
        text = cell.get(key, "")
        parts = [text] if len(who) == 1 else _parted(text, len(who))
        for said, part in zip(made, parts, strict=True):
            said[key] = part
    return [_settled(said) for said in made]


def _parted(text: str, many: int) -> list[str]:
    parts = [part.strip() for part in even(text).replace("、", "/").replace("\n", "/")
             .replace(";", "/").split("/")]  # fmt: skip
    return parts if len(parts) == many else [""] * many


def _settled(said: Said) -> Said:
    """An ID number's birthday and sex, and an age, speak where nothing else does."""
    told = said.pop("id_number", "").split(" ")
    age = said.pop("age", "")
    if len(told) == 2:
        said["birth"] = said.get("birth") or told[0]
        said["sex"] = said.get("sex") or told[1]
    if cells.blank(said.get("birth", "")) and (year := cells.year_from_age(age)):
        said["birth"] = str(year)
    return {key: said.get(key, "") for key in SAID}


def read(said: Said) -> Read:
    """Each field by its own reader, then all by the checks of the register."""
    made = Read(said)
    readers = {"sex": cells.sex, "phone": cells.phone, "tier": cells.tier}
    if not said["name"]:
        made.faults.append(cells.unsaid(errors.NoNameThere(field="name")))
    given: dict[str, Any] = {"name": said["name"] or "?"}
    given |= {key: said[key] for key in ("building", "address", "wish")}
    for key, reader in readers.items():
        try:
            given[key] = reader(said[key])
        except Problem as problem:
            made.faults.append(cells.unsaid(problem))
    try:
        given["birth_date"], given["birth_year"] = cells.birth(said["birth"])
    except Problem as problem:
        made.faults.append(cells.unsaid(problem))
    _check(made, given)
    return made


def _check(made: Read, given: dict[str, Any]) -> None:
    """All at once, as most rows are right; field by field where something is refused."""
    try:
        made.fields = clean(given, born=(None, None))
        return
    except Problem:
        pass
    for key, value in given.items():
        if key == "birth_year":
            continue
        one = {key: value}
        if key == "birth_date":
            one["birth_year"] = given["birth_year"]
        try:
            made.fields |= clean(one, born=(None, None))
        except Problem as problem:
            problem.field = "birth" if key == "birth_date" else key
            made.faults.append(cells.unsaid(problem))


def person_of(fields: Mapping[str, Any]) -> Somebody:
    """Whom a row's fields make, with all they are found by; not kept yet."""
    return traits(**{name: value for name, value in fields.items() if value})


class Shelf:
    """Those known so far, to be looked through in memory: of the register, or of earlier rows."""

    MOST = 40

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.by: dict[tuple[Any, ...], list[Known]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        for key in _keys(one):
            self.by.setdefault(key, []).append(one)

    def best(self, like: Like) -> tuple[int, Known | None]:
        """The likeliest, with its points; (0, None) where nobody is likely."""
        points, found = 0, None
        near = {one.id: one for key in _keys(like) for one in self.by.get(key, ())[: self.MOST]}
        for one in near.values():
            likely, _why = compare(like, one)
            if likely >= SUGGEST and likely > points:
                points, found = likely, one
        return points, found


def _keys(one: Any) -> list[tuple[Any, ...]]:
    keys: list[tuple[Any, ...]] = [("sound", one.sound)]
    if one.phone_mark:
        keys.append(("phone", one.phone_mark))
    if one.birth_date:
        keys.append(("birth", one.birth_date))
    if one.building:
        keys.append(("door", one.building, one.surname))
    return keys


def judge(
    row: ImportRow, like: Somebody | None, faults: list[list[object]], register: Shelf,
    list_: Shelf, numbers: dict[UUID, int],
) -> None:  # fmt: skip
    """Set a row's state, faults and twin. ``like`` is None where something is wrong."""
    row.faults, row.twin, row.twin_row, row.choice = faults, None, None, ""
    if like is None:
        row.state = RowState.ASIDE
        return
    points, twin = register.best(like)
    earlier, former = list_.best(like)
    row.state = RowState.TWIN if twin or former else RowState.GOOD
    if twin is not None and points >= earlier:
        row.twin = twin.id
    elif former is not None:
        row.twin_row = numbers[former.id]
    if row.state == RowState.TWIN:
        row.choice = RowChoice.SAME if max(points, earlier) >= SURE else RowChoice.NEW
    numbers[like.id] = row.number
    list_.add(known_as(like, like.id))


def packed(line: Sequence[str] = (), said: Said | None = None) -> str:
    """A row's cells as they are sealed."""
    return json.dumps({"line": list(line), "said": said}, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> tuple[list[str], Said | None]:
    made = json.loads(text) if text else {}
    return made.get("line", []), made.get("said")
