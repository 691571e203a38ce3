"""Reads of activities, limited to what the actor may see."""

from ..models import Activity, Session
from .activities import (
    Line,
    May,
    get,
    listing,
    may,
    offered,
    session,
    sessions_of,
    this_week,
    told_this_week,
    visible,
)
from .lists import MemberLine, corrections_of, listed_in, members_of, waiting_for_guardians
from .promised import Asked, asked_of

__all__ = [
    "Activity",
    "Asked",
    "Line",
    "May",
    "MemberLine",
    "Session",
    "asked_of",
    "corrections_of",
    "get",
    "listed_in",
    "listing",
    "may",
    "members_of",
    "offered",
    "session",
    "sessions_of",
    "this_week",
    "told_this_week",
    "visible",
    "waiting_for_guardians",
]
