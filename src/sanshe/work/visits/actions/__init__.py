"""Writes of the visits, one file per use case."""

from .cautions import caution, lift
from .planning import cancel, plan
from .recording import record, try_code
from .words import call_back, confirm_by_resident, nobody_came, tell_code

__all__ = [
    "call_back",
    "cancel",
    "caution",
    "confirm_by_resident",
    "lift",
    "nobody_came",
    "plan",
    "record",
    "tell_code",
    "try_code",
]
