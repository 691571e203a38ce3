"""Calendars without a database: the operator's days are given by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from sanshe.ground.calendars import overrides


@pytest.fixture(scope="module")
def no_overrides() -> Iterator[dict[date, bool]]:
    """Nothing imported; a test may put days in, and takes them out again."""
    days: dict[date, bool] = {}
    patch = pytest.MonkeyPatch()
    patch.setattr(overrides, "days", lambda: days)
    yield days
    patch.undo()
