"""Reads of the checks."""

from ..rules import PARAMETERS, Parameter
from .calls import (
    Answers,
    DrawView,
    answers,
    call,
    call_of,
    calls_to_make,
    count_to_make,
    draws,
)
from .flags import (
    May,
    Tally,
    as_far_as,
    count_open,
    flag,
    flags,
    lines_of,
    may,
    of_record,
    tallies,
    waiting,
)
from .spots import SPOT_COLUMNS, BuildingSpot, buildings

__all__ = [
    "PARAMETERS",
    "SPOT_COLUMNS",
    "Answers",
    "BuildingSpot",
    "DrawView",
    "May",
    "Parameter",
    "Tally",
    "answers",
    "as_far_as",
    "buildings",
    "call",
    "call_of",
    "calls_to_make",
    "count_open",
    "count_to_make",
    "draws",
    "flag",
    "flags",
    "lines_of",
    "may",
    "of_record",
    "tallies",
    "waiting",
]  # fmt: skip
