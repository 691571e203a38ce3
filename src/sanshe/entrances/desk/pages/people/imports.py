"""Lists of people at the desk: brought, looked at, accepted, mended, taken back."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared import asked
from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound, OutOfDate, Problem
from sanshe.ground.kit.sheets import XLSX
from sanshe.registry.people import actions, errors, queries
from sanshe.registry.people.enums import ImportState, RowState

from .forms_lists import MEGABYTES, Bring, Mended, MendRow

TABS = (
    RowState.ASIDE, RowState.TWIN, RowState.GOOD, RowState.KEPT, RowState.SAME, RowState.STAYED,
    RowState.UNDONE,
)  # fmt: skip
RUNNING = (ImportState.KEEPING, ImportState.UNDOING)


@takes_files(megabytes=MEGABYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: DeskRequest) -> HttpResponse:
    """The lists that were brought, and a place for the next."""
    form = Bring(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.bring_list(request.actor, **typed, title=typed["file"].name or "")
        except Problem as problem:
            form.refuse(problem)
        else:
            return redirect("desk:people_import", made.id)
    rows = queries.imports(request.actor)
    shown = {"form": form, "rows": rows, "may_keep": True}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/people_imports.html", shown, status=status)


@require_GET
def one(request: DeskRequest, id: UUID) -> HttpResponse:
    """A list: how far it is, what stands in it, what is to be decided."""
    return page_of(request, id)


def page_of(request: DeskRequest, id: UUID, **forms: Any) -> HttpResponse:
    actor = request.actor
    batch = queries.get_import(actor, id)
    counts = queries.counts(batch)
    tabs = [(state, state.label, counts[state]) for state in TABS if counts[state]]
    here = request.GET.get("show") or (tabs[0][0] if tabs else "")
    after = asked.number(request.GET.get("after", "")) or 0
    rows = queries.rows_of(actor, batch, here, after=after) if here in counts else []
    first = counts[RowState.GOOD] + counts[RowState.TWIN]
    shown = {
        "batch": batch, "counts": counts, "tabs": tabs, "here": here, "rows": rows,
        "after": rows[-1].id if len(rows) == queries.SHOWN_ROWS else 0,
        "place": areas.full_name(batch.community),
        "running": batch.state in RUNNING, "looking": batch.state == ImportState.SHOWN,
        "may_mend": batch.state in (ImportState.SHOWN, ImportState.DONE),
        "may_take_back": batch.state in (ImportState.SHOWN, ImportState.DONE),
        "to_keep": first, "part": _part(batch, counts),
        "samples": queries.samples(batch) if batch.state == ImportState.SHOWN else [],
        "labels": queries.labels().items(), "mended_form": Mended(),
    } | forms  # fmt: skip
    return render(request, "desk/people_import.html", shown, status=400 if forms else 200)


def _part(batch: Any, counts: dict[str, int]) -> tuple[int, int]:
    """How many of how many, for the bar."""
    if batch.state == ImportState.UNDOING:
        done = counts[RowState.UNDONE] + counts[RowState.STAYED]
        return done, done + counts[RowState.KEPT]
    return counts[RowState.KEPT], counts[RowState.KEPT] + counts[RowState.GOOD]


@require_POST
def columns(request: DeskRequest, id: UUID) -> HttpResponse:
    """Which column is which, said by hand."""
    heads = queries.get_import(request.actor, id).heads
    places = {at: request.POST.get(f"column{at}", "") for at in range(len(heads))}
    version = asked.number(request.POST.get("version", "")) or 0
    actions.set_columns(request.actor, batch=id, version=version, places=places)
    messages.success(request, _("按新的栏目重新看过了。下次这样的名单会照此读。"))
    return redirect("desk:people_import", id)


@require_POST
def choose(request: DeskRequest, id: UUID) -> HttpResponse:
    """Some or all who seem to be known: the same, or somebody else."""
    choice, everybody = request.POST.get("choice", ""), "all" in request.POST
    rows = [number for text in request.POST.getlist("rows") if (number := asked.number(text))]
    actions.choose(
        request.actor, batch=id, choice=choice or request.POST.get("all", ""),
        rows=None if everybody else rows,
    )  # fmt: skip
    return redirect("desk:people_import", id)


@require_POST
def accept(request: DeskRequest, id: UUID) -> HttpResponse:
    """Into the register with what stands well: the first batch at once, the rest by ``go``."""
    version = asked.number(request.POST.get("version", "")) or 0
    homes = request.POST.get("homes") == "1"
    try:
        actions.accept_list(request.actor, batch=id, version=version, one_door_one_home=homes)
    except (errors.NothingToKeep, OutOfDate) as problem:
        messages.error(request, str(problem))
        return redirect("desk:people_import", id)
    return go(request, id)


@require_POST
def go(request: DeskRequest, id: UUID) -> HttpResponse:
    """The next batch; the page asks for it by itself until all is done."""
    batch = actions.go_on(request.actor, batch=id)
    if batch.state == ImportState.DONE:
        messages.success(request, _("登记好了。"))
    elif batch.state == ImportState.UNDONE:
        messages.success(request, _("撤回好了。"))
    return redirect("desk:people_import", id)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: DeskRequest, id: UUID, row: int) -> HttpResponse:
    """Mend one row kept aside."""
    held, said = queries.row_to_mend(request.actor, id, row)
    form = MendRow(request.POST or None, initial=said)
    why = queries.reasons(held)
    if request.method == "POST" and form.is_valid():
        mended = actions.mend_row(request.actor, batch=id, row=row, **form.cleaned_data)
        if mended.state != RowState.ASIDE:
            messages.success(request, _("改好了。"))
            return redirect("desk:people_import", id)
        why = queries.reasons(mended)
    shown = {"form": form, "why": why, "number": held.number, "batch": id, "row": row}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/people_import_row.html", shown, status=status)


@require_GET
def aside(request: DeskRequest, id: UUID) -> FileResponse:
    """The rows kept aside as .xlsx."""
    file = BytesIO()
    queries.aside_sheet(request.actor, id, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="aside.xlsx", content_type=XLSX)


@takes_files(megabytes=MEGABYTES)
@require_POST
def mended(request: DeskRequest, id: UUID) -> HttpResponse:
    """The rows kept aside, brought back mended."""
    form = Mended(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.mend_by_list(request.actor, batch=id, file=form.cleaned_data["file"])
        except NotFound:
            raise
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("改好的行收进来了。"))
            return redirect("desk:people_import", id)
    return page_of(request, id, mended_form=form)


@require_POST
def drop(request: DeskRequest, id: UUID) -> HttpResponse:
    """The rows kept aside are not wanted; or one of them."""
    one = asked.number(request.POST.get("row", ""))
    actions.drop_rows(request.actor, batch=id, rows=None if one is None else [one])
    messages.success(request, _("这些行不要了,内容已删掉。"))
    return redirect("desk:people_import", id)


@require_POST
def take_back(request: DeskRequest, id: UUID) -> HttpResponse:
    """The whole list, back out."""
    batch = actions.take_back_list(request.actor, batch=id)
    return (
        go(request, id)
        if batch.state == ImportState.UNDOING
        else redirect("desk:people_import", id)
    )
