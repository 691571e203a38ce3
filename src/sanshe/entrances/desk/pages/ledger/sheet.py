"""The ledger as .xlsx: what the filters ask for, persons by number and not by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ledger import errors, queries
from sanshe.ledger.queries import Line

from .forms import Ask, address_of

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def ledger_xlsx(request: DeskRequest) -> HttpResponse | FileResponse:
    """Written to disk line by line; too many lines come back to the page with a word."""
    filters = Ask(request.GET).filters()
    try:
        lines = queries.export(request.actor, filters)
    except errors.TooMuchToExport as problem:
        messages.error(request, str(problem))
        return redirect(f"{reverse('desk:ledger')}?{address_of(request.GET, filters)}")
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    _book(lines).save(file)
    file.seek(0)
    name = f"ledger-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=KIND)


def _book(lines: Iterable[Line]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("台账"))
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, head) for head in _heads()])
    for line in lines:
        sheet.append([_text(sheet, value) for value in _cells(line)])
    return book


def _heads() -> list[str]:
    return [
        _("日期"), _("开始"), _("结束"), _("社区"), pgettext("目录里的一件事", "事项"), _("服务"),
        _("机构"), _("社工"), _("服务对象编号"), _("已知人数"), _("人次"), _("数量"), _("单位"),
        _("状态"), _("来源"), _("第几次更正"), _("保密"), _("记录时间"), _("记录人"), _("链上序号"),
        pgettext("一条记录", "编号"), _("指纹"),
    ]  # fmt: skip


def _cells(line: Line) -> list[Any]:
    return [
        line.day, _local(line.started_at), _local(line.ended_at), line.community_name,
        line.item_name, line.service_name, line.agency_name, line.worker_names,
        " ".join(str(person) for person in line.persons), line.known_persons, line.heads,
        line.quantity, line.unit_label, line.standing_label, line.source_label, line.revision,
        _("是") if line.sealed else "", _local(line.recorded_at), line.recorder_name, line.seq,
        str(line.id), line.hash,
    ]  # fmt: skip


def _local(at: datetime) -> datetime:
    """A sheet knows no time zones: the time of Shanghai."""
    return timezone.localtime(at).replace(tzinfo=None)


def _text(sheet: Any, value: Any) -> Any:
    """Words stay words: a name that begins with = is no formula, and one with a sign that no
    sheet takes does not keep the others from theirs."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
