"""Public pages: trying out the demonstration by one click."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.local import demo_may_open
from sanshe.trust.accounts.errors import NoDemo
from sanshe.trust.accounts.queries import demo_user
from sanshe.trust.accounts.sign_in import sign_in_to_demo


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the demonstration's accounts. Only on this machine, in a demonstration that
    was started as one; anywhere else there is no such page."""
    if not demo_may_open(request):
        raise NoDemo()
    try:
        id = UUID(request.POST.get("account", ""))
    except ValueError as error:
        raise NoDemo() from error
    sign_in_to_demo(request, demo_user(id))
    return redirect("desk:home")


urlpatterns: list[URLPattern] = [path("demo/sign-in/", demo_sign_in, name="demo_sign_in")]
