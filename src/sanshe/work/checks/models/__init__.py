"""What is kept of the checks: readings of the book, flags with their story, calls, spots."""

from .calls import Call, Draw
from .flags import Flag, Line
from .readings import Mark, Shape, Signing, Stay
from .spots import Spot

__all__ = ["Call", "Draw", "Flag", "Line", "Mark", "Shape", "Signing", "Spot", "Stay"]
