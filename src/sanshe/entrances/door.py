"""The first wall: everything needs sign-in unless it is on the short public list.

A signed-in person acts in one role (an assignment, kept in the session). The view then runs
inside that actor's scope: reads (GET, HEAD) in a transaction in which the database refuses
writes, everything else in one that either happens whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sanshe.ground.kit.errors import Problem
from sanshe.trust.accounts.queries import acting
from sanshe.trust.policy.scope import scope

PUBLIC_NAMESPACES = ("public",)
PUBLIC_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "set_language",
    }
)
BEFORE_A_ROLE = frozenset({"desk:choose_role"})
"""Pages for somebody who is signed in and has not chosen a role yet."""


class Door:
    """Django middleware; must come last, after whoever says who the user is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if is_public(match):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if match.view_name in BEFORE_A_ROLE or match.namespace != "desk":
            return None
        request.actor = acting(request.user, request.session)
        if request.actor is None:
            return redirect("desk:choose_role")
        try:
            with scope(request.actor, read_only=request.method in ("GET", "HEAD")):
                response: HttpResponse = view(request, *args, **kwargs)
                return response
        except Problem as problem:  # after the scope: what was half done is undone
            return problem_page(request, problem)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """For public pages; a view behind the door is answered above."""
        return problem_page(request, error) if isinstance(error, Problem) else None


def is_public(match: Any) -> bool:
    """Whether an address is on the short public list."""
    return match.namespace in PUBLIC_NAMESPACES or match.view_name in PUBLIC_NAMES


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A refusal nobody nearer has answered, as a page."""
    return render(request, "problem.html", {"problem": problem}, status=problem.status)
