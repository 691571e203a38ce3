"""The archive's package, and whether a file still is what was laid down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor

from ..models import Package
from ..package import faults


@dataclass(frozen=True, slots=True)
class Verified:
    """``faults``: parts that are missing, changed or too many. ``known``: whether this very file
    was laid down on this platform; None where it knows no such agreement."""

    manifest: dict[str, Any]
    faults: list[str]
    known: bool | None

    @property
    def whole(self) -> bool:
        return not self.faults and self.known is not False


def package_of(actor: Actor, agreement: UUID) -> Package | None:
    """The archive of an agreement, without its content. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    return Package.objects.filter(agreement=row).defer("content").first()


def verify(content: bytes) -> Verified:
    """Hold a file against its own manifest, and against what is kept here."""
    manifest, wrong = faults(content)
    number = manifest.get("number", "")
    kept = Package.objects.filter(agreement__number=number).values_list("sha256", flat=True)
    known = kept[0] == hashlib.sha256(content).hexdigest() if number and kept else None
    return Verified(manifest, wrong, known)
