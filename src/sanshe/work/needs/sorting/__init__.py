"""Sorting a message: rules a person can read and extend, and what they propose."""

from __future__ import annotations

from .engine import Reading, read
from .proposal import Danger, Proposal, Reason, propose

__all__ = ["Danger", "Proposal", "Reading", "Reason", "propose", "read"]
