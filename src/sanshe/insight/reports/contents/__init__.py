"""What a report says: every figure from a query, put into blocks that any form can be set from."""

from __future__ import annotations

from .agency import agency_report
from .asking import Asked
from .blocks import facts_of
from .purchaser import overview_report

__all__ = ["Asked", "agency_report", "facts_of", "overview_report"]
