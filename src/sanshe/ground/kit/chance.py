"""Drawing at random so that anybody can draw again, and how far a share can be trusted.

Each candidate's place is the hash of the seed and their number: who is drawn depends on the seed
alone, not on the order of a list, and a candidate more or less moves nobody else.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Iterable
from uuid import UUID


def new_seed() -> str:
    """Made after the pool is fixed, by nobody's choice."""
    return secrets.token_hex(16)


def draw(seed: str, pool: Iterable[UUID], size: int) -> list[UUID]:
    """The ``size`` of the pool with the lowest places, in their order."""
    return sorted(set(pool), key=lambda one: _place(seed, one))[:size]


def digest(pool: Iterable[UUID]) -> str:
    """A fingerprint of who could have been drawn."""
    return hashlib.sha256(b"".join(sorted(one.bytes for one in set(pool)))).hexdigest()


def _place(seed: str, one: UUID) -> bytes:
    return hashlib.sha256(f"{seed}:{one}".encode()).digest()


def interval(yes: int, n: int, z: float) -> tuple[float, float]:
    """The score interval of Wilson (1927) for a share: right for small n and shares near 0 or 1."""
    if not n:
        return 0.0, 1.0
    z2, p = z * z, yes / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def at_least(k: int, n: int, p: float) -> float:
    """How likely ``k`` or more of ``n`` are, each with chance ``p``: the exact binomial tail."""
    if k <= 0 or p >= 1.0:
        return 1.0
    if p <= 0.0:
        return 0.0
    whole = math.lgamma(n + 1)
    yes, no = math.log(p), math.log1p(-p)
    terms = [
        whole - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * yes + (n - i) * no
        for i in range(k, n + 1)
    ]
    top = max(terms)
    return min(1.0, math.exp(top) * math.fsum(math.exp(one - top) for one in terms))
