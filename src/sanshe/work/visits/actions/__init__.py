"""Writes of the visits, one file per use case."""

from .cautions import caution, lift
from .changing import change_operator, pass_file
from .climbing import climb, ring_ladders
from .correcting import correct
from .escorting import depart, home, ring_escorts
from .following import follow_up, leave
from .narrowing import follow_need, follow_person
from .planning import cancel, plan
from .recording import record, try_code
from .words import call_back, confirm_by_resident, nobody_came, tell_code

__all__ = [
    "call_back",
    "cancel",
    "caution",
    "change_operator",
    "climb",
    "confirm_by_resident",
    "correct",
    "depart",
    "follow_need",
    "follow_person",
    "follow_up",
    "home",
    "leave",
    "lift",
    "nobody_came",
    "pass_file",
    "plan",
    "record",
    "ring_escorts",
    "ring_ladders",
    "tell_code",
    "try_code",
]
