"""Writes of the checks: looking, what is said of a flag, asking residents, where houses stand."""

from .calling import answer, draw_calls
from .deciding import decide, explain, look
from .running import Ran, run
from .spotting import Taken, put_spot, put_spots

__all__ = [
    "Ran", "Taken", "answer", "decide", "draw_calls", "explain", "look", "put_spot",
    "put_spots", "run",
]  # fmt: skip
