"""Writes of the register of people; one file per noun."""

from .households import form_household, move_in, move_out
from .leaving import mark_back, mark_died, mark_moved
from .merging import merge_people, tell_apart, unmerge_people
from .parts import add_part, end_part, hide_part
from .persons import correct_person, keep_person
from .sharing import reveal, share_with, stop_sharing

__all__ = [
    "add_part",
    "correct_person",
    "end_part",
    "form_household",
    "hide_part",
    "keep_person",
    "mark_back",
    "mark_died",
    "mark_moved",
    "merge_people",
    "move_in",
    "move_out",
    "reveal",
    "share_with",
    "stop_sharing",
    "tell_apart",
    "unmerge_people",
]
