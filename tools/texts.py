"""Collect every text of the code and the templates into the English catalogue.

    python -m tools.texts            # rewrite src/sanshe/locale/en/LC_MESSAGES/django.po
    python -m tools.texts --missing  # print what has no English yet

Chinese is the source language. Entries keep their English; those no longer used go.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sanshe"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def found() -> Catalog:
    """Every text in use, with where it stands."""
    catalogue = Catalog(locale="en", domain="django", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            _collect(catalogue, path, path.read_bytes())
    for path in sorted(SOURCE.rglob("templates/**/*.html")) + sorted(
        SOURCE.rglob("templates/**/*.txt")
    ):
        _collect(catalogue, path, _as_python(path))
    return catalogue


def _as_python(path: Path) -> bytes:
    """A template's texts as calls that a Python tokenizer reads."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in calls.splitlines()).encode()


def _collect(catalogue: Catalog, path: Path, source: bytes) -> None:
    place = path.relative_to(ROOT).as_posix()
    for _line, function, messages, _comments in extract_python(
        io.BytesIO(source), list(KEYWORDS), (), {"encoding": "utf-8"}
    ):
        for message, context in _messages(KEYWORDS[function], messages):
            catalogue.add(message, context=context, locations=[(place, None)])


def _messages(shape: tuple | None, given: object) -> Iterator[tuple[object, str | None]]:
    parts = given if isinstance(given, tuple) else (given,)
    if shape is None:
        if parts[0]:
            yield parts[0], None
        return
    context = None
    picked = []
    for place in shape:
        if isinstance(place, tuple):
            context = parts[place[0] - 1]
        else:
            picked.append(parts[place - 1])
    if all(picked):
        yield (picked[0] if len(picked) == 1 else tuple(picked)), context


def known() -> Catalog:
    """The catalogue as written."""
    if not PO.exists():
        return Catalog(locale="en", domain="django", fuzzy=False)
    with PO.open("rb") as source:
        return read_po(source, locale="en")


def merge() -> Catalog:
    """What is in use, with the English already written."""
    catalogue, old = found(), known()
    catalogue.header_comment = (
        "# The English of Sanshe. Collected by `make texts`; written by hand."
    )
    catalogue.project, catalogue.version = "Sanshe", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.creation_date = catalogue.revision_date = old.creation_date  # no noise in diffs
    for message in catalogue:
        if message.id and (before := old.get(message.id, message.context)):
            message.string = before.string
            message.flags = before.flags
    return catalogue


def missing(catalogue: Catalog) -> list[object]:
    """The texts that have no English."""
    return [
        message.id
        for message in catalogue
        if message.id
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def main() -> None:
    """Rewrite the catalogue, or print what is missing."""
    catalogue = merge()
    if "--missing" in sys.argv:
        print(*missing(catalogue), sep="\n")
        return
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as target:
        write_po(target, catalogue, sort_output=True, omit_header=False, width=0)
    print(f"{len(catalogue)} texts, {len(missing(catalogue))} without English")


if __name__ == "__main__":
    main()
