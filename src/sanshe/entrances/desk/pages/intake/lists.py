"""Lists: upload, look, mend, hear in batches, take back."""

from __future__ import annotations

from typing import Any
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
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.ground.kit.lists import strung
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.intake import actions, queries
from sanshe.work.intake.enums import LineState, Stage

from .forms import SHEET_MEGABYTES, ListFile, Mended

ASIDE = (LineState.BAD, LineState.TWICE)
LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=SHEET_MEGABYTES)
def lists(request: DeskRequest) -> HttpResponse:
    """The latest lists, and one more. Nothing is heard by sending it."""
    demand(request.actor, Deed.IMPORT_LIST)
    form = ListFile(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("desk:list", _open(request, **form.cleaned_data).id)
        except Problem as problem:
            form.add_error("file", str(problem))
    shown = {"form": form, "lists": queries.lists(request.actor)[:LATEST]}
    return render(request, "desk/lists.html", shown, status=400 if form.errors else 200)


def _open(request: DeskRequest, *, community: int, channel: str, file: Any) -> Any:
    sheet = sheets.read(file, columns=queries.LIST_COLUMNS)
    return actions.open_list(
        request.actor, community=community, name=file.name, channel=channel,
        sheet=[(row.number, row.raw) for row in sheet.rows], unknown=sheet.unknown_columns,
    )  # fmt: skip


@require_GET
def one(request: DeskRequest, id: UUID) -> HttpResponse:
    return _page(request, id)


def _page(
    request: DeskRequest, id: UUID, *, typed: tuple[int, Mended] | None = None
) -> HttpResponse:
    found = queries.list_of(request.actor, id)
    rows = [_mendable(line, typed) for line in queries.lines(request.actor, found, *ASIDE)]
    shown = {
        "list": found,
        "progress": queries.progress(request.actor, found),
        "aside": rows,
        "good": queries.lines(request.actor, found, LineState.GOOD, limit=20),
        "heard": queries.lines(request.actor, found, LineState.HEARD, limit=50),
        "headings": [column.names[0] for column in queries.LIST_COLUMNS],
        "undo_hours": queries.UNDO_HOURS,
        "over": found.stage in (Stage.UNDOING, Stage.UNDONE),
        "undoing": found.stage == Stage.UNDOING,
        "hearing": found.stage == Stage.HEARING,
    }
    return render(request, "desk/list.html", shown, status=400 if typed else 200)


def _mendable(line: queries.Line, typed: tuple[int, Mended] | None) -> dict[str, Any]:
    """A row kept aside with its form, each reason beside its cell."""
    if typed and typed[0] == line.number:
        return {"line": line, "form": typed[1], "open": True}
    form = Mended(initial=line.raw, prefix=f"r{line.number}")
    labels = {column.key: column.names[0] for column in queries.LIST_COLUMNS}
    why = [f"{labels[key]}:{reason}" for key, reason in line.problems.items()]
    return {"line": line, "form": form, "why": why, "open": False}


@require_POST
def row(request: DeskRequest, id: UUID, number: int) -> HttpResponse:
    """A row mended, taken though it looks repeated, or thrown away."""
    found = queries.list_of(request.actor, id)
    if request.POST.get("do") == "drop":
        actions.drop_line(request.actor, list=id, number=number)
        messages.success(request, _("第%(number)s行不要了。") % {"number": number})
        return redirect("desk:list", id)
    form = Mended(request.POST, prefix=f"r{number}")
    if not form.is_valid():
        return _page(request, found.id, typed=(number, form))
    raw = {key: value for key, value in form.cleaned_data.items() if value}
    line = actions.mend_line(request.actor, list=id, number=number, raw=raw)
    if line.state == LineState.GOOD:
        messages.success(request, _("第%(number)s行改好了,可以登记。") % {"number": number})
    else:
        messages.warning(request, _("第%(number)s行还有要改的地方。") % {"number": number})
    return redirect("desk:list", id)


@require_POST
def go_on(request: DeskRequest, id: UUID) -> HttpResponse:
    """Some seconds of hearing; the page shows how far it is and asks for more by itself."""
    found, left = actions.hear_some(request.actor, list=id)
    if not request.headers.get("HX-Request"):
        return redirect("desk:list", id)
    if not left:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    shown = {"list": found, "progress": queries.progress(request.actor, found), "hearing": True}
    return render(request, "desk/list_progress.html", shown)


@require_POST
def undo(request: DeskRequest, id: UUID) -> HttpResponse:
    """Some seconds of taking back; the page goes on by itself, as when it is heard."""
    back, stay, left = actions.undo_some(request.actor, list=id)
    asked = bool(request.headers.get("HX-Request"))
    if left:
        found = queries.list_of(request.actor, id)
        shown = {"list": found, "progress": queries.progress(request.actor, found), "undoing": True}
        if asked:
            return render(request, "desk/list_progress.html", shown)
        return redirect("desk:list", id)
    messages.success(request, _("撤回了%(back)s件。") % {"back": back})
    if stay:
        messages.warning(
            request, _("%(stay)s件留着:已经有人动过、有危险提示,或者已转走。") % {"stay": stay}
        )
    if asked:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("desk:list", id)


@require_GET
def aside(request: DeskRequest, id: UUID) -> HttpResponse:
    """The rows kept aside, with their reasons, to be mended in a sheet and sent again."""
    found = queries.list_of(request.actor, id)
    rows = queries.lines(request.actor, found, *ASIDE, limit=None)
    if not rows:
        raise NotFound()
    answer = HttpResponse(content_type=sheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="aside-{timezone.localdate()}.xlsx"'
    heads = [*(c.names[0] for c in queries.LIST_COLUMNS), _("为什么"), _("原来第几行")]
    lines = [
        [*(line.raw.get(c.key, "") for c in queries.LIST_COLUMNS),
         strung(line.problems.values()) or _("像是重复:%(like)s") % {"like": line.like},
         line.number]
        for line in rows
    ]  # fmt: skip
    sheets.write(answer, title=_("要改的行"), heads=heads, rows=lines)  # type: ignore[arg-type]
    return answer
