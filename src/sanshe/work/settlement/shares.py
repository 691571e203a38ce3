"""How sure a share of answers is."""

from __future__ import annotations

from dataclasses import dataclass

from sanshe.ground.kit import chance

from . import rules


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
    """A share with its interval of 95 %."""
    low, high = chance.interval(yes, n, rules.Z)
    return Share(yes, n, low, high)
