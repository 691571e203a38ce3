"""Reads of planning, each limited to what the actor may see."""

from ..checking import hours_in_words, in_words
from ..month import Rule
from ..moving import Move, digest
from ..policy import TEMPLATES, InForce, in_force, levels, versions
from .covered import Covered, covered
from .months import Coverage, Kept, Month, coverage, line_of, may_plan, month_plan, places_of
from .people import PersonWish, of_person
from .rounds import RoundHead, RoundPage, any_overdue, round_page, rounds_of
from .staff import Away, Day, absences, my_day, preview, remake_of, team
from .tiers import More, Place, more_a_month, policy_places

__all__ = [
    "TEMPLATES",
    "Away",
    "Coverage",
    "Covered",
    "Day",
    "InForce",
    "Kept",
    "Month",
    "More",
    "Move",
    "PersonWish",
    "Place",
    "RoundHead",
    "RoundPage",
    "Rule",
    "absences",
    "any_overdue",
    "coverage",
    "covered",
    "digest",
    "hours_in_words",
    "in_force",
    "in_words",
    "levels",
    "line_of",
    "may_plan",
    "month_plan",
    "more_a_month",
    "my_day",
    "of_person",
    "places_of",
    "policy_places",
    "preview",
    "remake_of",
    "round_page",
    "rounds_of",
    "team",
    "versions",
]
