"""What a message means, told by the examples nearest to it.

Each example has a vote for category, kind and danger; how loud it is was settled by kernel ridge
regression over the library (closed form, a second's work), how far it reaches by likeness of
meaning (sentence encoder) and of letters. The settled votes are kept in the data folder under the
library's fingerprint: a changed library is learned anew by itself, once.
"""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanshe.ground.kit.database import data_dir

from . import encoder
from .library import Example, examples, fingerprint, weights

if TYPE_CHECKING:
    from .letters import Array

LONGEST = 600
"""Characters read of one message; who needs more has said it by then."""
PARTS = 4
"""A long message is also read in parts, at most so many, for danger hidden in the middle."""
PART_FROM = 26


@dataclass(frozen=True, slots=True)
class Sense:
    """Votes by name, about 0 (nothing) to 1 (all). ``danger`` is the whole message's,
    ``part_danger`` that of its most alarming part, ``heard_in``; ``near`` each example's
    likeness."""

    categories: dict[str, float]
    kinds: dict[str, float]
    signs: dict[str, float]
    danger: float
    part_danger: float
    heard_in: str
    near: Array

    def nearest(self, *, category: str = "", sign: str = "") -> str:
        """The example most like the message among those of a category or sign; "" if none."""
        pairs = zip(self.near.tolist(), examples(), strict=True)
        fit = [(near, one.text) for near, one in pairs if _fits(one, category, sign)]
        return max(fit, default=(0.0, ""))[1]


class Meaning:
    """The library, learned."""

    def __init__(self) -> None:
        from .letters import Letters

        self.encoder = encoder.load()
        self.examples = examples()
        self.letters = Letters([one.text for one in self.examples])
        self.names = _names(self.examples)
        self.vectors, self.votes, self.usual = self._kept() or self._learn()

    def sense(self, text: str) -> Sense:
        """What one message means."""
        import numpy as np

        text = text[:LONGEST]
        parts = _parts(text)
        near = self._near([text, *parts])
        said = near @ self.votes + self.usual
        categories, kinds, signs = self._split(said[0])
        calm = self.names.index(("sign", ""))
        dangers = 1 - said[:, calm]
        loudest = int(np.argmax(dangers[1:])) + 1 if parts else 0
        heard = loudest if parts and dangers[loudest] > dangers[0] else 0
        if heard:
            signs = self._split(said[heard])[2]
        signs.pop("")
        return Sense(
            categories=categories,
            kinds=kinds,
            signs=signs,
            danger=float(dangers[0]),
            part_danger=float(dangers[loudest]),
            heard_in=parts[heard - 1] if heard else text,
            near=near[heard],
        )

    def _split(self, said: Array) -> tuple[dict[str, float], ...]:
        rows: dict[str, dict[str, float]] = {"category": {}, "kind": {}, "sign": {}}
        for (what, name), vote in zip(self.names, said.tolist(), strict=True):
            rows[what][name] = vote
        return rows["category"], rows["kind"], rows["sign"]

    def _near(self, texts: list[str]) -> Array:
        import numpy as np

        how = weights()["likeness"]
        meant = np.exp((self.encoder.encode(texts) @ self.vectors.T - 1) / how["reach"])
        written = np.stack([self.letters.likeness(text) for text in texts])
        mixed: Array = (1 - how["letters"]) * meant + how["letters"] * written
        return mixed

    def _learn(self) -> tuple[Array, Array, Array]:
        """Settle the votes, and keep them if the folder can be written."""
        import numpy as np

        texts = [one.text for one in self.examples]
        self.vectors = self.encoder.encode(texts)
        truth = self.truth()
        usual = truth.mean(axis=0)
        smooth = weights()["likeness"]["smoothing"] * np.eye(len(texts), dtype=np.float32)
        votes = np.linalg.solve(self._near(texts) + smooth, truth - usual).astype(np.float32)
        _keep(vectors=self.vectors, votes=votes, usual=usual)
        return self.vectors, votes, usual

    def truth(self) -> Array:
        """What each example is: a row of 0 and 1 by ``names``."""
        import numpy as np

        at = {name: place for place, name in enumerate(self.names)}
        rows = np.zeros((len(self.examples), len(at)), dtype=np.float32)
        for row, one in zip(rows, self.examples, strict=True):
            for name in (("category", one.category), ("kind", one.kind), ("sign", one.sign)):
                row[at[name]] = 1
        return rows

    def _kept(self) -> tuple[Array, Array, Array] | None:
        import numpy as np

        try:
            with np.load(_file(), allow_pickle=False) as kept:
                return kept["vectors"], kept["votes"], kept["usual"]
        except (OSError, ValueError, KeyError):
            return None


def _fits(one: Example, category: str, sign: str) -> bool:
    return one.sign == sign if sign else one.category == category


def _names(all_examples: tuple[Example, ...]) -> list[tuple[str, str]]:
    return [
        *(("category", one) for one in sorted({e.category for e in all_examples})),
        *(("kind", one) for one in sorted({e.kind for e in all_examples})),
        *(("sign", one) for one in sorted({e.sign for e in all_examples})),
    ]


def _parts(text: str) -> list[str]:
    """Neighbouring clauses, two by two, of a message that is long enough to hide something."""
    if len(text) < PART_FROM:
        return []
    clauses = [one for one in re.split(r"[,,。.!!??;;\n\s]+", text) if one]
    if len(clauses) < 3:
        return []
    step = max(1, -(-(len(clauses) - 1) // PARTS))
    pairs = [clauses[at : at + step + 1] for at in range(0, len(clauses) - 1, step)]
    return [",".join(pair) for pair in pairs][:PARTS]


def _file() -> Path:
    return data_dir() / "sorting" / f"{fingerprint()}.npz"


def _keep(**arrays: Array) -> None:
    """Whole or not at all; what older libraries left is removed."""
    import numpy as np

    path = _file()
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        half.replace(path)
        for old in path.parent.glob("*.npz"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        half.unlink(missing_ok=True)


_one: Any = None
_lock = threading.Lock()


def meaning() -> Meaning | None:
    """The library, learned once a process; None without the encoder."""
    global _one
    if _one is None:
        with _lock:
            if _one is None:
                _one = Meaning() if encoder.installed() else False
    return _one or None


def sense(text: str) -> Sense | None:
    """What a message means; None without the encoder, and where nothing was said."""
    learned = meaning() if re.search(r"\w", text) else None
    return learned.sense(text) if learned else None
