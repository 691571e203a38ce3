"""Reads about people. Masked unless somebody gives a purpose (``actions.reveal``)."""

from ..reading import Card, Full, PartLine, Row
from ..traits import traits
from .alike import Match, Pair, likely_same, pairs, twins_of
from .imports import (
    ListRow,
    counts,
    get_import,
    imports,
    reasons,
    row_to_mend,
    rows_of,
    said_in,
    samples,
)
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
    "Card", "Full", "ListRow", "Match", "Pair", "PartLine", "Row", "buildings", "by_phone",
    "canonical", "canonical_ids", "counts", "find", "get", "get_import", "homes_among",
    "ids_of", "imports", "likely_same", "listing", "names_of", "neighbours", "pairs", "people",
    "reasons", "row_to_mend", "rows_of", "said_in", "samples", "subject", "traits", "twins_of",
    "visible", "visible_households",
]  # fmt: skip
