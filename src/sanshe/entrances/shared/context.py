"""What every page's template may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, and whether the reader chose large print."""
    return {
        "actor": getattr(request, "actor", None),
        "elder": request.COOKIES.get("elder") == "1",
    }
