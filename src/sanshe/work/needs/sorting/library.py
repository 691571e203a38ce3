"""The library of examples: what residents' messages sound like, by category, kind and danger.

Data files in ``examples/``; one line is one example. ``danger*.toml`` are by sign, the others
by category; under each the kind. ``calm*.toml`` hold danger words used calmly.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from .rulebook import rulebook

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "examples"
DANGER_FILES = "danger"
DANGER = "!"
"""Before the name of what is learned as a sign of danger."""


@dataclass(frozen=True, slots=True)
class Example:
    """One invented message. ``sign`` is "" where nobody is in danger."""

    text: str
    category: str
    kind: str
    sign: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All examples, in a fixed order, each text once."""
    found: dict[str, Example] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for example in _of(path):
            found.setdefault(example.text, example)
    return tuple(found.values())


def _of(path: Path) -> Iterator[Example]:
    category_of = {str(sign.id): sign.category for sign in rulebook().signs}
    with path.open("rb") as file:
        topics = tomllib.load(file)
    for topic, kinds in topics.items():
        sign = topic if path.stem.startswith(DANGER_FILES) else ""
        for kind, lines in kinds.items():
            for line in lines.splitlines():
                if text := line.strip():
                    yield Example(text, category_of[sign] if sign else topic, kind, sign)


def fingerprint() -> str:
    """Changes with every example and every rule."""
    digest = hashlib.sha256()
    for rules in ("danger", "categories", "cues"):
        digest.update((HERE / f"{rules}.toml").read_bytes())
    for example in examples():
        digest.update("\x1f".join(astuple(example)).encode())
    return digest.hexdigest()[:20]


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """``weights.toml``."""
    with (HERE / "weights.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def usual_kinds() -> dict[str, dict[str, float]]:
    """The share of each kind among a category's examples, a little evened out."""
    kinds = sorted({one.kind for one in examples()})
    shares = {one.category: dict.fromkeys(kinds, 0.3) for one in examples()}
    for one in examples():
        shares[one.category][one.kind] += 1
    for counts in shares.values():
        total = sum(counts.values())
        counts.update({kind: count / total for kind, count in counts.items()})
    return shares


@lru_cache(maxsize=1)
def kind_shares() -> dict[str, float]:
    """The share of each kind among all examples."""
    counts = Counter(one.kind for one in examples())
    return {kind: count / counts.total() for kind, count in counts.items()}


@lru_cache(maxsize=1)
def second_begins() -> tuple[str, ...]:
    """``cuts.toml``."""
    with (HERE / "cuts.toml").open("rb") as file:
        return tuple(tomllib.load(file)["words"])
