"""Law: an auditor reads words. What actions write into the audit has a name there, in Chinese."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sanshe.entrances.desk import audit_words
from sanshe.entrances.desk.pages.audit import KINDS

from .house import SOURCE, sources, tree

KNOWN = audit_words.NAMES.keys() | audit_words.YES.keys() | audit_words.ACTS | audit_words.SILENT
FACTS = {"kind", "id", "community", "purpose"}
"""Arguments of ``note`` that have columns of their own."""


def notes() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``note(actor, deed, kind=…)`` in the house, with where it stands."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("note", "audit")
                and any(word.arg == "kind" for word in node.keywords)
            ):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_subjects_and_details_have_words():
    raw = []
    for where, call in notes():
        for word in call.keywords:
            value = word.value.value if isinstance(word.value, ast.Constant) else None
            if word.arg == "kind" and isinstance(value, str) and value not in KINDS:
                raw.append(f"{where}: kind {value}")
            elif word.arg and word.arg not in KNOWN | FACTS:
                raw.append(f"{where}: {word.arg}")
            elif word.arg in audit_words.ACTS and value not in {None, *audit_words.CODES}:
                raw.append(f"{where}: {word.arg} {value}")
    assert not raw, "\n".join(raw)
