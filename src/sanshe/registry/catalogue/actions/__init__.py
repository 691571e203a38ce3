"""Writes: items, versions of the catalogue, and words against it."""

from __future__ import annotations

from .drafting import discard_draft, draft, remove_line, set_line
from .items import add_service, define_item, report_as
from .objecting import answer_objection, object_to
from .publishing import publish, withdraw

__all__ = [
    "add_service",
    "answer_objection",
    "define_item",
    "discard_draft",
    "draft",
    "object_to",
    "publish",
    "remove_line",
    "report_as",
    "set_line",
    "withdraw",
]
