"""Accounts at the desk: found, made, given and taken back; each step is one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas.queries import short_names_of as area_names
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.organisations.queries import names_of as organisation_names
from sanshe.trust.accounts import actions, queries

from .forms import Grant, Name, NewAccount, Password

STEPS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "reset": (
        actions.reset_second_factor,
        gettext_lazy("第二道锁已经取下,他下次登录时重新装。"),
    ),
    "unlock": (actions.unlock, gettext_lazy("已解锁,现在就可以再试。")),
    "deactivate": (actions.deactivate, gettext_lazy("账号已停用,他在各处的登录都已退出。")),
    "reactivate": (actions.reactivate, gettext_lazy("账号已恢复。")),
}


@require_safe
def accounts(request: DeskRequest) -> HttpResponse:
    """Those of the reader's area, newest first; a part of a name finds them."""
    text = request.GET.get("q", "").strip()
    page = queries.listing(request.actor, text=text, after=request.GET.get("after", ""))
    held = [a for account in page.rows for a in account.held]
    shown = {"page": page, "text": text, **_names(held)}
    shown["rows"] = [(account, _held(account, shown)) for account in page.rows]
    return render(request, "desk/accounts.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: DeskRequest) -> HttpResponse:
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_user(request.actor, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("账号建好了。现在给他一个身份。"))
            return redirect("desk:account", made.pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/account_new.html", {"form": form}, status=status)


@require_safe
def account(request: DeskRequest, id: UUID) -> HttpResponse:
    """One account: what it may act as, and what can be done about it."""
    return _account(request, id)


@require_POST
def grant(request: DeskRequest, id: UUID) -> HttpResponse:
    return _try(
        request, id, Grant(request.POST, actor=request.actor), actions.grant, _("已授权。"), "grant"
    )


@require_POST
def rename(request: DeskRequest, id: UUID) -> HttpResponse:
    return _try(request, id, Name(request.POST), actions.rename, _("名字改好了。"), "rename")


@require_POST
def password(request: DeskRequest, id: UUID) -> HttpResponse:
    said = _("新密码设好了,他在各处的登录都已退出。")
    return _try(request, id, Password(request.POST), actions.set_password, said, "password")


@require_POST
def revoke(request: DeskRequest, id: UUID) -> HttpResponse:
    try:
        assignment = UUID(request.POST.get("assignment", ""))
    except ValueError as error:
        raise NotFound() from error
    actions.revoke(request.actor, assignment=assignment)
    messages.success(request, _("身份已收回。"))
    return redirect("desk:account", id)


@require_POST
def step(request: DeskRequest, id: UUID, step: str) -> HttpResponse:
    """One of the steps that ask nothing."""
    if step not in STEPS:
        raise NotFound()
    act, said = STEPS[step]
    act(request.actor, user=id)
    messages.success(request, str(said))
    return redirect("desk:account", id)


def _try(
    request: DeskRequest,
    id: UUID,
    form: forms.Form,
    act: Callable[..., Any],
    said: str,
    name: str,
) -> HttpResponse:
    """Do it with what was typed, or show the page again with it and what is wrong."""
    if form.is_valid():
        try:
            act(request.actor, user=id, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)  # type: ignore[attr-defined]
        else:
            messages.success(request, said)
            return redirect("desk:account", id)
    return _account(request, id, **{name: form})


def _account(request: DeskRequest, id: UUID, **typed: forms.Form) -> HttpResponse:
    found = queries.get(request.actor, id)
    shown: dict[str, Any] = {
        "account": found,
        "grant": Grant(actor=request.actor),
        "rename": Name(initial={"name": found.user.name}),
        "password": Password(),
        **_names(found.held),
        **typed,
    }
    shown["held"] = _held(found, shown)
    return render(request, "desk/account.html", shown, status=400 if typed else 200)


def _names(held: list[Any]) -> dict[str, Any]:
    return {
        "organisations": organisation_names({a.org for a in held}),
        "areas": area_names({a.area for a in held}),
    }


def _held(found: queries.Account, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What an account may act as, in words."""
    return [
        {
            "id": a.id,
            "role": a.get_role_display(),
            "org": names["organisations"].get(a.org, ""),
            "area": names["areas"].get(a.area, a.area) if a.area else _("全部地方"),
            "since": a.since,
            "until": a.until,
        }
        for a in found.held
    ]
