"""The first wall: everything needs sign-in unless it is on the short public list.

A signed-in person acts in one role (an assignment, kept in the session). The view then runs
inside that actor's scope: reads (GET, HEAD) in a transaction in which the database refuses
writes, everything else in one that either happens whole or not at all.

Before any page of the desk stand, in this order: a session that is not over, a password of one's
own, a second factor, a role. Pages of one's own account (``account_urls``) need the first only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sanshe.entrances.shared.local import demo_may_open
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotAllowed, NotFound, Problem, TooManyTries
from sanshe.trust.accounts import sessions
from sanshe.trust.accounts.queries import acting, has_second_factor
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
ASKED_BY_ITSELF = frozenset({"desk:live"})
"""What an open page asks every few seconds, whether or not anybody sits before it."""


class Door:
    """Django middleware; must come last, after whoever says who the user is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if "%00" in request.META.get(
            "QUERY_STRING", ""
        ):  # no database takes it, no person types it
            return problem_page(request, NotFound())
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and not is_public(match):
            # people's matters: no copy stays in a shared computer's browser, none in a proxy
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: DeskRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match: Any = request.resolver_match
        if is_public(match):
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if ended := _ended(request, alone=match.view_name in ASKED_BY_ITSELF):
            return ended
        if match.namespace != "desk":
            return _own_account(request)
        if step := _first_step(request):
            return go(request, step)
        if match.view_name in BEFORE_A_ROLE:
            return None
        actor = acting(request.user, request.session)
        if actor is None:
            return go(request, reverse("desk:choose_role"))
        request.actor = actor
        return _inside(request, view, args, kwargs)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """For public pages; a view behind the door is answered above."""
        return problem_page(request, error) if isinstance(error, Problem) else None


def _inside(request: DeskRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse:
    """The view in the actor's scope, its page included; one that does several things, each by
    itself (``stepwise``), opens a scope for each."""
    try:
        if getattr(view, "stepwise", False):
            return view(request, *args, **kwargs)  # type: ignore[no-any-return]
        with scope(request.actor, read_only=request.method in ("GET", "HEAD")):
            response: HttpResponse = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            return response
    except Problem as problem:  # after the scope: what was half done is undone
        return problem_page(request, problem)


def _ended(request: DeskRequest, *, alone: bool = False) -> HttpResponse | None:
    """Sign out whose working day or idle hour is over, or who tries a demonstration that is
    closed here by now. What a page asks by itself, ``alone``, keeps nobody signed in."""
    session = request.session
    if session.get(sessions.DEMO) and not demo_may_open(request):
        logout(request)
        return to_sign_in(request)
    if sessions.is_over(session):
        logout(request)
        messages.info(request, _("登录已经过时,为了安全请再登录一次。"))
        return to_sign_in(request)
    if not alone:
        sessions.keep_awake(session, key=session.session_key)
    return None


def _own_account(request: DeskRequest) -> HttpResponse | None:
    """Pages of one's own account run without a role. A demonstration's account has none to keep."""
    if request.session.get(sessions.DEMO):
        return problem_page(request, NotAllowed())
    if actor := acting(request.user, request.session):
        request.actor = actor  # for the head of the page; nothing is opened
    return None


def _first_step(request: DeskRequest) -> str:
    """Where somebody must go before any page of the desk, "" where nowhere."""
    session = request.session
    if session.get(sessions.DEMO):
        return ""
    if request.user.first_password:
        messages.info(request, _("这个密码是别人给您设的,请先换成自己的。"))
        return reverse("account_change_password")
    if session.get(sessions.SECOND_FACTOR):
        return ""
    if not has_second_factor(request.user):
        messages.info(request, _("请先加一道锁:装好手机验证器或通行密钥,才能进工作台。"))
        return reverse("mfa_index")
    session[sessions.SECOND_FACTOR] = True
    return ""


def is_public(match: Any) -> bool:
    """Whether an address is on the short public list."""
    return match.namespace in PUBLIC_NAMESPACES or match.view_name in PUBLIC_NAMES


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and afterwards back; for htmx as a header, so that the whole page goes.

    What a form sent is lost: the way back is the page it stood on.
    """
    if request.headers.get("HX-Request"):
        back = _page_of(request, request.headers.get("HX-Current-URL", ""))
    elif request.method in ("GET", "HEAD"):
        back = request.get_full_path()
    else:
        back = _page_of(request, request.headers.get("Referer", ""))
        messages.warning(request, _("您还没有登录,刚才填的没有送出去。"))
    return go(request, redirect_to_login(back, settings.LOGIN_URL).url)


def go(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that htmx understands too."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _page_of(request: HttpRequest, address: str) -> str:
    """The path of an address of our own, else the desk's home."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return reverse("desk:home")
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A refusal nobody nearer has answered, as a page."""
    return render(request, "problem.html", {"problem": problem}, status=problem.status)


def too_many(request: HttpRequest) -> HttpResponse:
    """allauth's refusal of an address that asks too often."""
    return problem_page(request, TooManyTries(minutes=1))
