"""A hash chain: each entry carries the hash of the one before, so a changed past shows.

The hash is SHA-256 over the previous hash and the entry's facts in one canonical form:
JSON with sorted keys, no spaces, UTF-8. Numbers are integers or exact decimals as text; times
are UTC to the microsecond. Nothing that a person cannot recompute.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

ALGORITHM = "sha256"
START = b""


def link(previous: bytes, facts: dict[str, Any]) -> bytes:
    """The hash of an entry with these facts that follows the entry with hash ``previous``."""
    return hashlib.sha256(previous + canonical(facts)).digest()


def canonical(facts: dict[str, Any]) -> bytes:
    """The one written form of an entry's facts."""
    return _WRITER.encode(facts).encode()


def around(facts: dict[str, Any], number: str) -> tuple[str, str]:
    """What stands before and after the fact called ``number`` in the written form, where only the
    database knows it: it is neither the first nor the last by name."""
    low = _WRITER.encode({name: fact for name, fact in facts.items() if name < number})
    high = _WRITER.encode({name: fact for name, fact in facts.items() if name > number})
    return f'{low[:-1]},"{number}":', f",{high[1:]}"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(value: bytes | memoryview) -> str:
    return bytes(value).hex()


_PLAIN: dict[type, Callable[[Any], str]] = {
    UUID: str,
    datetime: _moment,
    date: date.isoformat,
    Decimal: lambda value: format(value.normalize(), "f"),
    bytes: _hex,
    memoryview: _hex,
}


def _plain(value: object) -> str:
    for kind in type(value).__mro__:  # a moment is a day, too: the nearest kind counts
        if kind in _PLAIN:
            return _PLAIN[kind](value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


_WRITER = json.JSONEncoder(
    default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
)
