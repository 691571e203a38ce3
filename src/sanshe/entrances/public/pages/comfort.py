"""How a resident reads: large print, kept a year in a cookie and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600


@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Turn large print on (``elder=1``) or off, and go back to the page one came from."""
    response = HttpResponseRedirect(_back(request))
    if request.POST.get("elder") == "1":
        response.set_cookie(
            "elder", "1", max_age=YEAR, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True
        )
    else:
        response.delete_cookie("elder", samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """The page asked for, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"


urlpatterns: list[URLPattern] = [path("elder/", elder, name="elder")]
