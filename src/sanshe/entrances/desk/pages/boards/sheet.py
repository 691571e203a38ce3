"""A board as .xlsx: the same figures as the page, with nothing more in them."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.insight.boards.queries import Board, Line

from .asking import BY, Ask, above, period_of
from .services import UNITS, label

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def boards_xlsx(request: DeskRequest) -> FileResponse:
    """All lines of the board in the address."""
    board = queries.services(request.actor, Ask(request.GET).view())
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    _book(board, above(request.actor, board.view.area)[-1][1]).save(file)
    file.seek(0)
    name = f"board-{board.view.area}-{period_of(board.view)}-{board.view.by}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=KIND)


def _book(board: Board, place: str) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("看板"))
    units = sorted({unit for line in (*board.lines, board.total) for unit in line.quantities})
    sheet.append([_text(sheet, f"{place} {period_of(board.view)}")])
    heads = [str(BY[board.view.by]), _("服务记录"), _("服务人次"), _("不同的人")]
    sheet.append([_text(sheet, head) for head in (*heads, *(UNITS.get(u, u) for u in units))])
    for line in board.lines:
        sheet.append([_text(sheet, label(board, line)), *_cells(sheet, line, units)])
    sheet.append([_text(sheet, _("合计")), *_cells(sheet, board.total, units)])
    if not board.exact:
        few = _("少于%(few)s条的不单列;带“以上”的数没有把它们算进去。")
        sheet.append([_text(sheet, few % {"few": queries.SMALLEST})])
    return book


def _cells(sheet: Any, line: Line, units: list[str]) -> list[Any]:
    """Numbers stay numbers where they are whole; what is left out is said in words."""

    def shown(figure: int) -> Any:
        if not line.more:
            return figure
        words = _("%(figure)s以上") % {"figure": figure} if figure else _few()
        return _text(sheet, words)

    return [shown(line.records), shown(line.heads), line.persons,
            *(line.quantities.get(unit) for unit in units)]  # fmt: skip


def _few() -> str:
    return _("少于%(few)s") % {"few": queries.SMALLEST}


def _text(sheet: Any, value: Any) -> Any:
    """Words stay words: a name that begins with = is no formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    return cell
