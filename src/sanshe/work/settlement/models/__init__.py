"""What was counted, judged, heard, accepted and paid of an agreement."""

from .acceptance import Acceptance, AcceptanceLine, Objection, Seen
from .counted import Day, Mark, Verdict
from .opinions import Answer, Respondent, Survey
from .payments import Claim, Closing, Entry, Package, Payment, Statement
from .reviews import Evaluator, FileCheck, Line, Points, Review

__all__ = [
    "Acceptance", "AcceptanceLine", "Answer", "Claim", "Closing", "Day", "Entry",
    "Evaluator", "FileCheck", "Line", "Mark", "Objection", "Package", "Payment", "Points",
    "Respondent", "Review", "Seen", "Statement", "Survey", "Verdict",
]  # fmt: skip
