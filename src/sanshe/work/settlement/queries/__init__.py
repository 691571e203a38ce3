"""Reads of what was counted, judged, heard, accepted and paid."""

from .progress import (
    Change,
    Outlook,
    Progress,
    Row,
    Standing,
    behind,
    overview,
    preview,
    progress,
    reasons,
    to_settle,
    trial,
    weighted,
    why,
)

__all__ = [
    "Change", "Outlook", "Progress", "Row", "Standing", "behind", "overview", "preview",
    "progress", "reasons", "to_settle", "trial", "weighted", "why",
]  # fmt: skip
