"""What every page's template may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sanshe.ground.areas.queries import short_name_of


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, whether the reader chose large print, and the community a public page is about.

    Nothing here asks the database unless a template shows it.
    """
    return {
        "actor": getattr(request, "actor", None),
        "elder": request.COOKIES.get("elder") == "1",
        "place": SimpleLazyObject(lambda: _place(request)),
    }


def _place(request: HttpRequest) -> str:
    """The name of the community in a public address (``c/<code>/…``), "" elsewhere."""
    match = request.resolver_match
    code = match.kwargs.get("code") if match and match.namespace == "public" else None
    return short_name_of(code) if isinstance(code, int) else ""
