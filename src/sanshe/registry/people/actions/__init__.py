"""Writes of the register of people; one file per noun."""

from .changing import change_operator
from .households import form_household, move_in, move_out
from .importing import (
    accept_list,
    bring_list,
    choose,
    drop_rows,
    forget_rows,
    go_on,
    mend_by_list,
    mend_row,
    set_columns,
    take_back_list,
)
from .kinship import relate, unrelate
from .leaving import mark_back, mark_died, mark_moved
from .merging import merge_people, tell_apart, unmerge_people
from .parts import add_part, end_part, hide_part
from .persons import correct_person, keep_person
from .sharing import reveal, share_with, stop_sharing

__all__ = [
    "accept_list",
    "add_part",
    "bring_list",
    "change_operator",
    "choose",
    "correct_person",
    "drop_rows",
    "end_part",
    "forget_rows",
    "form_household",
    "go_on",
    "hide_part",
    "keep_person",
    "mark_back",
    "mark_died",
    "mark_moved",
    "mend_by_list",
    "mend_row",
    "merge_people",
    "move_in",
    "move_out",
    "relate",
    "reveal",
    "set_columns",
    "share_with",
    "stop_sharing",
    "take_back_list",
    "tell_apart",
    "unmerge_people",
    "unrelate",
]
