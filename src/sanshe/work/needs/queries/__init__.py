"""Reads about residents' matters. Each returns only what the actor may see."""

from __future__ import annotations

from ..hotlines import HOTLINES, Hotline, hotlines_for
from ..lessons import learned
from ..models import Need
from ..outside import BODIES, Outside, limits_in_words
from ..outside import of as outside_of
from ..rules import TEXT_LIMIT
from ..sorting import Reading, read
from ..sorting.proposal import Proposal, signs_in
from .alike import Alike, Linked, cut_of, likely_same, linked, voices
from .answering import Answering, answering
from .bulk import AT_ONCE, Parcel, parcels, recallable
from .counts import Counts, count_open, counts
from .follow import follow
from .load import Load, load, load_of, load_of_workers
from .matter import Line, get, held, mine, story, visible
from .offers import offers
from .persons import about
from .queue import Filters, Row, queue
from .shift import ShiftEnd, at_shift_end, of_ids
from .views import KEPT, ViewTab, filters_of, views
from .way import (
    FollowUps,
    Stint,
    count_follow_ups,
    days_paused,
    follow_ups,
    grounds,
    handover_of,
    held_by,
    ruling,
    rulings_of,
)

__all__ = [
    "AT_ONCE",
    "BODIES",
    "HOTLINES",
    "KEPT",
    "TEXT_LIMIT",
    "Alike",
    "Answering",
    "Counts",
    "Filters",
    "FollowUps",
    "Hotline",
    "Line",
    "Linked",
    "Load",
    "Need",
    "Outside",
    "Parcel",
    "Proposal",
    "Reading",
    "Row",
    "ShiftEnd",
    "Stint",
    "ViewTab",
    "about",
    "answering",
    "at_shift_end",
    "count_follow_ups",
    "count_open",
    "counts",
    "cut_of",
    "days_paused",
    "filters_of",
    "follow",
    "follow_ups",
    "get",
    "grounds",
    "handover_of",
    "held",
    "held_by",
    "hotlines_for",
    "learned",
    "likely_same",
    "limits_in_words",
    "linked",
    "load",
    "load_of",
    "load_of_workers",
    "mine",
    "of_ids",
    "offers",
    "outside_of",
    "parcels",
    "queue",
    "read",
    "recallable",
    "ruling",
    "rulings_of",
    "signs_in",
    "story",
    "views",
    "visible",
    "voices",
]  # fmt: skip
