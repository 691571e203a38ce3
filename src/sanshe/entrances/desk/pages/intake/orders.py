"""Orders of the hotline and the grid: theirs beside ours, and files in and out."""

from __future__ import annotations

import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.kit import sheets
from sanshe.ground.kit.errors import Problem, SheetTooLong
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.intake import actions, queries
from sanshe.work.intake.enums import System

from .forms import SHEET_MEGABYTES, OrdersFile

WHICH = ("open", "wrong", "all")
MOST_AT_ONCE = 500  # our own decision: a day's orders of a street; more goes by the command
SECONDS = 4.0  # of one request; the same file sent again goes on where it stopped


@require_GET
def orders(request: DeskRequest) -> HttpResponse:
    """The list; ``which`` in the address."""
    return _page(request, OrdersFile(actor=request.actor))


def _page(
    request: DeskRequest, form: OrdersFile, *, faults: list[tuple[int, str]] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    which = request.GET.get("which", "open")
    which = which if which in WHICH else "open"
    names = dict(Category.choices)
    now = timezone.now()
    rows = [
        {"row": row, "category": names.get(row.need.category, ""),
         "theirs_first": row.order.due_at <= row.need.due_at,
         "late": row.order.due_at < now and not row.order.replied_at}
        for row in queries.orders(request.actor, which=which)
    ]  # fmt: skip
    shown = {"rows": rows, "which": which, "form": form, "faults": faults or []}
    return render(request, "desk/orders.html", shown, status=status)


@require_http_methods(["POST"])
@takes_files(megabytes=SHEET_MEGABYTES)
def upload(request: DeskRequest) -> HttpResponse:
    """Good lines come in, for ``SECONDS``; those that cannot be right are told by number, and can
    come again in a mended file: what came in is not taken twice."""
    demand(request.actor, Deed.TAKE_ORDERS)
    form = OrdersFile(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        return _page(request, form, status=400)
    said = form.cleaned_data
    new = again = left = 0
    until = time.monotonic() + SECONDS
    faults: list[tuple[int, str]] = []
    try:
        lines = queries.raw_orders(said["file"])
        if len(lines) > MOST_AT_ONCE:
            raise SheetTooLong(rows=MOST_AT_ONCE)
        for at, (number, raw) in enumerate(lines):
            if new and time.monotonic() > until:  # one at least: sent again it always gets on
                left = len(lines) - at
                break
            try:
                done = actions.bring_order(
                    request.actor, community=said["community"], system=said["system"],
                    facts=queries.read_order(raw),
                )  # fmt: skip
            except Problem as problem:
                faults.append((number, str(problem)))
                continue
            new, again = new + (not done.again), again + done.again
    except Problem as problem:
        form.add_error("file", str(problem))
        return _page(request, form, status=400)
    messages.success(
        request, _("新收%(new)s张工单,早就有的%(again)s张。") % {"new": new, "again": again}
    )
    if left:
        messages.warning(
            request, _("还剩%(left)s张没轮到:再传一次同一份文件,就接着收。") % {"left": left}
        )
    return _page(request, OrdersFile(actor=request.actor), faults=faults)


@require_POST
def give_back(request: DeskRequest, id: UUID) -> HttpResponse:
    """Back to the hotline with the article."""
    version = request.POST.get("version", "")
    actions.return_order(request.actor, order=id, version=int(version) if version.isdigit() else -1)
    messages.success(request, _("退回热线了,依据已写明。居民的事先不关,到时候回头问热线。"))
    return redirect("desk:orders")


@require_POST
def replies(request: DeskRequest) -> HttpResponse:
    """The replies not told yet, as .xlsx; each is told once."""
    system = request.POST.get("system", System.HOTLINE)
    waiting = actions.tell_hotline(request.actor, system=system)
    if not waiting:
        messages.info(request, _("没有新的答复要回给热线。"))
        return redirect("desk:orders")
    answer = HttpResponse(content_type=sheets.XLSX)
    name = f"replies-{timezone.localtime():%Y%m%d-%H%M}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    heads = [_("工单编号"), _("我们的编号"), _("承办角色"), _("办理结果"), _("退回"), _("答复时间")]
    sheets.write(
        answer, title=_("答复"), heads=heads,  # type: ignore[arg-type]
        rows=[
            [r.order.external_id, r.receipt, r.order.get_our_role_display(), r.result,
             _("是") if r.order.returned_at else "", r.at]
            for r in waiting
        ],
    )  # fmt: skip
    return answer
