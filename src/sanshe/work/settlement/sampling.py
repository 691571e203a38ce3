"""Drawing at random so that anybody can draw again, and how sure a share is.

Each candidate's place is the hash of the seed and their number: who is drawn depends on the seed
alone, not on the order of a list, and a candidate more or less moves nobody else.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from . import rules


def new_seed() -> str:
    """Made after the pool is fixed, by nobody's choice."""
    return secrets.token_hex(16)


def place(seed: str, one: UUID) -> bytes:
    return hashlib.sha256(f"{seed}:{one}".encode()).digest()


def draw(seed: str, pool: Iterable[UUID], size: int) -> list[UUID]:
    """The ``size`` of the pool with the lowest places, in their order."""
    return sorted(set(pool), key=lambda one: place(seed, one))[:size]


def digest(pool: Iterable[UUID]) -> str:
    """A fingerprint of who could have been drawn."""
    return hashlib.sha256(b"".join(sorted(one.bytes for one in set(pool)))).hexdigest()


@dataclass(frozen=True, slots=True)
class Share:
    """``yes`` of ``n``, and between which shares the whole likely lies (95 %); shares 0…1."""

    yes: int
    n: int
    low: float
    high: float

    @property
    def rate(self) -> float | None:
        return self.yes / self.n if self.n else None


def wilson(yes: int, n: int) -> Share:
    """The score interval of Wilson (1927): right for small n and shares near 0 or 1."""
    if not n:
        return Share(0, 0, 0.0, 1.0)
    z2, p = rules.Z**2, yes / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = rules.Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(yes, n, max(0.0, middle - half), min(1.0, middle + half))
