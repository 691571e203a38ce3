"""The whole way as .xlsx for the auditor's own papers: every hop a sheet, its sums beside it."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.yuan import queries
from sanshe.insight.yuan.queries import Drawn, OnRecord, Sum, Trail

from .draw import Drawing, of
from .way import SUMS

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def yuan_xlsx(request: DeskRequest, id: UUID) -> FileResponse:
    """Sources, tranches, payments, indicators, records; with a draw in the address, that too."""
    found = queries.trail(request.actor, id)
    book = Workbook(write_only=True)
    for title, rows in _sheets(found, queries.sums(request.actor, found)):
        _write(book, title, rows)
    _write(book, _("记录"), _records(found, queries.all_lines(request.actor, found)))
    if drawn := of(request, found, Drawing(request.GET)):
        _write(book, _("抽查"), [*_draw(drawn), *_records(found, drawn.rows)])
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    name = f"yuan-{found.agreement.number}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=KIND)


def _sheets(found: Trail, sums: list[Sum]) -> Iterable[tuple[str, list[list[Any]]]]:
    names = {one.id: one.name for one in found.sources}
    yield _("合计"), [
        [_("一边"), _("金额"), _("另一边"), _("金额"), _("对得上")],
        *([SUMS[s.what][0], s.left, SUMS[s.what][1], s.right, _("是") if s.agree else _("否")]
          for s in sums),
    ]  # fmt: skip
    yield (
        _("资金来源"),
        [
            [_("来源"), _("约定"), _("收到"), _("支出")],
            *([one.name, one.planned, one.received, one.spent] for one in found.sources),
        ],
    )
    yield _("分期"), [
        [_("第几笔"), _("金额"), _("已付"), _("落在这一笔的服务"), _("有记录对应的已付"),
         _("先付还没做到"), _("做了还没付"), _("记录")],
        *([s.due.tranche.number, s.due.amount, s.due.paid, s.work, s.covered, s.ahead, s.owed,
           s.records] for s in found.steps),
    ]  # fmt: skip
    yield _("付款"), [
        [_("第几笔"), _("哪天"), _("凭证"), _("来源"), _("金额")],
        *([p.tranche, p.on, p.voucher, names.get(source, ""), amount]
          for s in found.steps for p in s.payments for source, amount in p.from_sources),
    ]  # fmt: skip
    yield pgettext("标题", "指标"), [
        [_("编号"), pgettext("标题", "指标"), _("目标"), _("单位"), _("值多少"), _("一个单位"),
         pgettext("指标", "做到"), _("超出不计"), _("做到的值"), _("记录")],
        *([w.indicator.code, w.indicator.name, w.indicator.target,
           w.indicator.get_unit_display(), w.whole, w.unit, w.done, w.beyond, w.worked, w.records]
          for w in found.worths),
    ]  # fmt: skip


def _records(found: Trail, rows: Iterable[OnRecord]) -> Iterable[list[Any]]:
    codes = {one.indicator.pk: one.indicator.code for one in found.worths}
    yield [_("哪天"), pgettext("一条记录", "编号"), _("服务"), pgettext("标题", "指标"),
           _("计入"), _("其中目标以内"), _("值多少"), _("已付"), _("第几笔"), _("状态"),
           _("指纹")]  # fmt: skip
    for one in rows:
        yield [
            one.day, one.laid.record, one.line.service_name if one.line else _("打不开"),
            codes.get(one.laid.indicator, ""), one.laid.amount, one.laid.wanted, one.worth,
            one.paid, " ".join(map(str, one.tranches)),
            one.line.standing_label if one.line else "", one.line.hash if one.line else "",
        ]  # fmt: skip


def _draw(drawn: Drawn) -> list[list[Any]]:
    return [
        [_("种子"), drawn.seed],
        [_("从多少条里"), drawn.pool],
        [_("这些记录的指纹"), drawn.digest],
    ]


def _write(book: Workbook, title: str, rows: Iterable[list[Any]]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    """Words stay words: a name that begins with = is no formula."""
    if value is None or (hasattr(value, "quantize") or isinstance(value, int)):
        return value
    if hasattr(value, "isoformat"):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    return cell
