"""Reads of the yearly tables: each actor their own area and what lies in it."""

from __future__ import annotations

from ..forms import form_of
from ..models import Edition, Policy, Told
from ..rules import may_keep
from ..shape import Form, Line, Table
from ..sources import Asked, Behind
from .closed import Difference, differences, edition, editions, fingerprint, holds
from .papers import policies, policy
from .sheets import Check, Figure, Sheet, asked_for, behind, sheet, years
from .told import told_history

__all__ = [
    "Asked", "Behind", "Check", "Difference", "Edition", "Figure", "Form", "Line", "Policy",
    "Sheet", "Table", "Told", "asked_for", "behind", "differences", "edition", "editions",
    "fingerprint", "form_of", "holds", "may_keep", "policies", "policy", "sheet",
    "told_history", "years",
]  # fmt: skip
