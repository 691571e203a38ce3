"""Reads of visits, limited to what the actor may see."""

from .open_ladders import (
    RungLine,
    escort_of,
    escorts_out,
    get_ladder,
    may_climb,
    minutes_over,
    open_ladders,
    rung_lines,
)
from .unreached import Unreached, count_unreached, unreached
from .visits import (
    May,
    cautions_of,
    count_today,
    countable,
    for_receipt,
    get,
    goes,
    may,
    next_step,
    of_need,
    stands,
    to_call_back,
    tries_left,
    visible,
    week,
)

__all__ = [
    "May", "RungLine", "Unreached", "cautions_of", "count_today", "count_unreached", "countable",
    "escort_of", "escorts_out", "for_receipt", "get", "get_ladder", "goes", "may", "may_climb",
    "minutes_over", "next_step", "of_need", "open_ladders", "rung_lines", "stands",
    "to_call_back", "tries_left", "unreached", "visible", "week",
]  # fmt: skip
