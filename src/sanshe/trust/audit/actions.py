"""Writes of the audit: there is one, noting a line; the scope writes it."""

from __future__ import annotations

from .trail import note

__all__ = ["note"]
