"""The tables as .xlsx: a leaf a table in the shape of the form, and one that says what they are.

The numbers are those of the page; what is told stands in a column of its own.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.lists import listed
from sanshe.ground.kit.sheets.writing import XLSX
from sanshe.insight.statutory import queries
from sanshe.insight.statutory.queries import Figure, Sheet

from .asking import Ask

WIDTHS = (8, 40, 10, 18, 18, 12, 60)


@require_safe
def statutory_xlsx(request: DeskRequest) -> FileResponse:
    """All tables of the area and year in the address."""
    found = queries.sheet(request.actor, **Ask(request.GET).said())
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    _book(found).save(file)
    file.seek(0)
    name = f"{found.form.code}-{found.form.version}-{found.asked.area}-{found.asked.year}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _book(found: Sheet) -> Workbook:
    book = Workbook(write_only=True)
    _cover(book.create_sheet(_("说明")), found)
    heads = (_("序号"), _("指标"), _("计量单位"), _("本平台数出"), _("外来材料"), _("比上年"),
             _("口径或出处"))  # fmt: skip
    for table, figures, checks in found.tables:
        leaf = book.create_sheet(_("表%(number)s") % {"number": table.number})
        for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
            leaf.column_dimensions[letter].width = width
        leaf.append([_text(leaf, f"{table.number} {table.name}", bold=True)])
        leaf.append([_text(leaf, head, bold=True) for head in heads])
        for figure in figures:
            leaf.append(_cells(leaf, figure))
        if table.note:
            leaf.append([_text(leaf, table.note)])
        for check in checks:
            parts = " + ".join(line.code for line in check.parts)
            said = _("对得上") if check.holds else _("对不上")
            leaf.append([_text(leaf, f"{check.total.code} = {parts}: {said}")])
    return book


def _cover(leaf: Any, found: Sheet) -> None:
    form, asked, newest = found.form, found.asked, found.newest
    leaf.column_dimensions["A"].width, leaf.column_dimensions["B"].width = 18, 90
    closed = _("还没有关账") if newest is None else _("第%(number)s版,%(hash)s") % {
        "number": newest.number, "hash": bytes(newest.hash).hex()}  # fmt: skip
    told = [figure.line.code for figure in found.figures.values() if figure.line.is_told]
    for name, value in (
        (_("表式"), f"{form.name} {form.version}"),
        (_("表式从哪里来"), form.origin),
        (_("地区"), f"{areas.full_name(asked.area)} {asked.area}"),
        (_("年份"), asked.year),
        (_("统计到"), asked.as_of),
        (_("关账"), closed),
        (_("数出的"), _("“本平台数出”一列由平台的记录数出,每个数在网页上点开就是背后的记录。")),
        (_("外来的"), _("“外来材料”一列是人照材料填的,从不和数出的相加:%(codes)s") % {
            "codes": ", ".join(told)}),
        (_("加列"), _("序号后带 * 的行不是表式原有的,是本平台加列的。")),
        (_("保密"), _("保密的服务不在这些数里。")),
    ):  # fmt: skip
        leaf.append([_text(leaf, name, bold=True), _text(leaf, value)])


def _cells(leaf: Any, figure: Figure) -> list[Any]:
    line = figure.line
    grown = None if line.growth_of else figure.grown
    source = listed(word.paper for word in figure.words) if line.is_told else line.how
    return [
        _text(leaf, f"{line.code}*" if line.ours else line.code),
        _text(leaf, line.name),
        _text(leaf, line.measure.label),
        figure.counted,
        figure.told,
        None if grown is None else _text(leaf, f"{grown:+}%"),
        _text(leaf, source or line.how),
    ]


def _text(leaf: Any, value: Any, *, bold: bool = False) -> Any:
    """Words stay words: a title that begins with = is no formula."""
    cell = WriteOnlyCell(leaf, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
