"""Where the numbers come from: the product's own records, by name."""

from __future__ import annotations

from .base import Asked, Behind, Cell, Picks, Rows, Source, number
from .bodies import ORGANISATIONS, PLATFORMS, STAFF, VOLUNTEERS
from .book import Book
from .money import AGREEMENTS, PAID, RECEIVED
from .papers import PAPERS

SOURCES: dict[str, Source] = {
    "organisations": ORGANISATIONS,
    "platforms": PLATFORMS,
    "staff": STAFF,
    "volunteers": VOLUNTEERS,
    "agreements": AGREEMENTS,
    "received": RECEIVED,
    "paid": PAID,
    "book": Book(),
    "papers": PAPERS,
}

__all__ = ["SOURCES", "Asked", "Behind", "Cell", "Picks", "Rows", "Source", "number"]
