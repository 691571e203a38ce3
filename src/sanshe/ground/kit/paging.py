"""Pages of a long list, by key and not by offset: page 1,000 costs what page 1 costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the key that asks for those after them ("" at the end)."""

    rows: list[Any]
    after: str


def page_by_id(rows: QuerySet, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """Newest first, by UUIDv7 (which is ordered by time). A malformed ``after`` starts over."""
    if after:
        try:
            rows = rows.filter(id__lt=UUID(after))
        except ValueError:
            after = ""
    found = list(rows.order_by("-id")[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, str(_id(found[-1])) if more else "")


def _id(row: Any) -> Any:
    return row["id"] if isinstance(row, dict) else row.id
