"""Writes of casework, one file per use case."""

from .assigning import assign
from .contacting import contact
from .correcting import correct
from .ending import close, end
from .opening import open_case
from .planning import assess, plan, review
from .referring import answer_referral, refer

__all__ = [
    "answer_referral",
    "assess",
    "assign",
    "close",
    "contact",
    "correct",
    "end",
    "open_case",
    "plan",
    "refer",
    "review",
]
