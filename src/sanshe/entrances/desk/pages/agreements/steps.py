"""One way of taking what a page's forms say: done and back, or the page again as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound


class Step(NamedTuple):
    """A form of a page, the action that waits for it, and what is said when it is done."""

    form: type[HouseForm]
    act: Callable[..., Any]
    said: str | Promise


class JustDo(HouseForm):
    """A button with nothing to fill in."""


Forms = Mapping[str, HouseForm]
"""A page's forms that were refused, by the step and the row they belong to."""


def take(
    request: DeskRequest, steps: Mapping[str, Step], what: str,
    page: Callable[[Forms], HttpResponse], back: str, *ids: Any,
) -> HttpResponse:  # fmt: skip
    """Carry out the step ``what``. ``key`` in the form says which row of the page it is about."""
    step = steps.get(what)
    if step is None:
        raise NotFound()
    form = step.form(request.POST, request.FILES)
    if form.carries(partial(step.act, request.actor)):
        messages.success(request, str(step.said))
        return redirect(back, *ids)
    return page({what + request.POST.get("key", ""): form})
