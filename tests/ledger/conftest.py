"""A record to begin with."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.factories.book import record
from tests.factories.district import District


@pytest.fixture
def recorded(district: District) -> UUID:
    """A visit by the worker, standing in the book."""
    return record(district)
