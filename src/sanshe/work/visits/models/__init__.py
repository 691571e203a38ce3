"""The tables of visits, one file per noun."""

from .caution import Caution
from .crew import Crew
from .visit import Visit, Word

__all__ = ["Caution", "Crew", "Visit", "Word"]
