"""Words in what comes in: digits that ring, and orders that report somebody."""

from __future__ import annotations

import re

from sanshe.trust.seal.crypto import mark


def phone_mark(phone: str) -> str:
    """A blind mark of the digits that ring; "" for none, or too few to be somebody's."""
    digits = re.sub(r"\D", "", phone.split("转")[0])
    digits = re.sub(r"^(00)?86(?=1\d{10}$)", "", digits)
    return mark(digits, column="intake_teller.phone") if len(digits) > 5 else ""


def is_report(kind: str) -> bool:
    """Whoever reports somebody stays unknown here."""
    return any(word in kind.lower() for word in ("举报", "report", "whistle"))
