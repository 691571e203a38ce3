"""What stands in an address or in a hidden field is anybody's to change: read it, or leave it."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
LONGEST = 15
"""Digits of the longest number the platform gives out (a code of an area has twelve)."""


def number(text: str) -> int | None:
    """A number of ours; None for everything else, however long or strangely written."""
    plain = len(text) <= LONGEST and text.isascii() and text.isdecimal()
    return int(text) if plain else None


def day(text: str) -> date | None:
    """A day one can count from in both directions; None for everything else."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and EARLIEST <= found < LATEST else None
