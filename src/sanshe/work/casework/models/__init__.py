"""A case, its file, its contacts, its way out."""

from .case import Case
from .contact import Contact, Correction
from .file import File, Goal
from .way import Referral, Review

__all__ = ["Case", "Contact", "Correction", "File", "Goal", "Referral", "Review"]
