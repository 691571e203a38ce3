"""Actions take a row or its key: who has just made one passes it, a form passes the key."""

from __future__ import annotations

from typing import Any


def key(thing: Any) -> Any:
    """The key of a row, or what already is one."""
    return getattr(thing, "pk", thing)
