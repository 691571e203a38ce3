"""Who a consent is about. The register lies above this floor and hands over what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as the register knows them. ``called`` is masked: 「周奶奶, 3栋」."""

    id: UUID
    called: str
    community: int
    privacy: str
    seen_by: tuple[UUID, ...]
