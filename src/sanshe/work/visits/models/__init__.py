"""The tables of visits, one file per noun."""

from .caution import Caution
from .correction import Correction
from .crew import Crew
from .escort import Escort
from .ladder import Ladder, Rung
from .visit import Visit, Word

__all__ = ["Caution", "Correction", "Crew", "Escort", "Ladder", "Rung", "Visit", "Word"]
