"""A view that does several things in one go, each in a transaction of its own: one that is refused
takes none of the others with it, and no lock is held until the last is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def stepwise(view: View) -> View:
    """The door opens no scope around it; each action in it opens its own, and it shows no page."""
    view.stepwise = True  # type: ignore[attr-defined]
    return view
