"""Reads about people. Masked unless somebody gives a purpose (``actions.reveal``)."""

from ..reading import Card, Full, PartLine, Row
from .alike import Match, Pair, likely_same, pairs, traits, twins_of
from .persons import (
    buildings,
    by_phone,
    find,
    get,
    homes_among,
    listing,
    names_of,
    neighbours,
    people,
    subject,
)
from .seeing import canonical, canonical_ids, ids_of, visible, visible_households

__all__ = [
    "Card", "Full", "Match", "Pair", "PartLine", "Row", "buildings", "by_phone", "canonical", "canonical_ids",
    "find", "get", "homes_among", "ids_of", "likely_same", "listing", "names_of", "neighbours",
    "pairs", "people", "subject", "traits", "twins_of", "visible", "visible_households",
]  # fmt: skip
