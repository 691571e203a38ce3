"""What a report is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor

from ..enums import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, of what, over which days. ``day``: the last of them that has come; figures that add
    up over the term stand as they stood that evening, all else as it stands at ``at``."""

    actor: Actor
    kind: Kind
    agreements: list[Agreement]
    start: date
    until: date
    day: date
    at: datetime

    @property
    def places(self) -> list[int]:
        return sorted({place for row in self.agreements for place in row.communities})
