"""What was promised: the agreement, its indicators with their counting rules, its money."""

from .agreement import Agreement, Document, Event
from .money import Amendment, BudgetLine, Gate, Source, Tranche
from .promise import Indicator, Rule

__all__ = [
    "Agreement", "Amendment", "BudgetLine", "Document", "Event", "Gate", "Indicator", "Rule",
    "Source", "Tranche",
]  # fmt: skip
