"""What the laws walk over: the house's source files and modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sanshe"
FLOORS = ("ground", "trust", "registry", "ledger", "work", "insight")


def sources() -> Iterator[Path]:
    """Every Python file of the house but the migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def dotted(path: Path) -> str:
    """The module name of a file."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def rooms() -> list[str]:
    """The dotted name of every room: a folder with an ``apps.py`` below a floor."""
    return sorted(
        dotted(path.parent)
        for path in SOURCE.rglob("apps.py")
        if path.relative_to(SOURCE).parts[0] in FLOORS
    )


@cache
def room_of(module: str) -> str | None:
    """The room a module lies in, None outside all."""
    return max((r for r in rooms() if module == r or module.startswith(r + ".")), default=None)
