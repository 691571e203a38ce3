"""A board as .xlsx: the same figures as the page, with nothing more in them."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.insight.boards.queries import Answers, AsOf, Board, Coverage, Line, PromisesBoard, View
from sanshe.work.settlement.enums import Measure

from .asking import BY, Ask, above, period_of
from .promises import BY as BY_PROMISES
from .promises import PIECES, promised
from .services import UNITS, label

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def boards_xlsx(request: DeskRequest) -> FileResponse:
    """All lines of the board in the address."""
    board = queries.services(request.actor, Ask(request.GET).view())
    book = _book(board, _place(request, board.view))
    return _answer(book, f"board-{board.view.area}-{period_of(board.view)}-{board.view.by}")


@require_safe
def answers_xlsx(request: DeskRequest) -> FileResponse:
    """The board of answers in the address: matters by kind, and the elders to be reached."""
    actor, view = request.actor, queries.answerable(request.actor, Ask(request.GET).view())
    head = f"{_place(request, view)} {period_of(view)}"
    read = queries.as_of(actor, view)
    book = Workbook(write_only=True)
    _answers(book.create_sheet(_("居民说的事")), head, read, queries.answers(actor, view))
    must = book.create_sheet(_("每月必访的老人"))
    head = f"{_place(request, view)} {queries.month_covered(view):%Y-%m}"
    _coverage(must, head, read, view.area, queries.coverage(actor, view))
    return _answer(book, f"answers-{view.area}-{period_of(view)}")


@require_safe
def promises_xlsx(request: DeskRequest) -> FileResponse:
    """The board of promises in the address: its lines, and every indicator that is behind."""
    board = promised(request)
    book = Workbook(write_only=True)
    _promises(book.create_sheet(_("答应的做到没有")), board)
    _late(book.create_sheet(_("落后的指标")), board)
    return _answer(book, f"promises-{board.view.area}-{period_of(board.view)}-{board.by}")


def _answer(book: Workbook, name: str) -> FileResponse:
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=KIND)


def _place(request: DeskRequest, view: View) -> str:
    return above(request.actor, view.area)[-1][1]


def _answers(sheet: Any, head: str, read: AsOf | None, lines: list[Answers]) -> None:
    _head(sheet, head, read, _("是什么"), pgettext("事项", "听到"), _("已答复%"),
          _("按时答复%"), _("又打开的%"))  # fmt: skip
    for one in lines:
        sheet.append([
            _text(sheet, one.label or _("合计")), _shown(sheet, one, one.heard),
            *(_share(sheet, share) for share in (one.answered, one.in_time, one.reopened)),
        ])  # fmt: skip


def _coverage(sheet: Any, head: str, read: AsOf | None, area: int, lines: list[Coverage]) -> None:
    _head(sheet, head, read, _("地区"), _("要看望"), _("看望过%"))
    for one in lines:
        name = _("合计") if one.area == area else one.label
        sheet.append([_text(sheet, name), _shown(sheet, one, one.must), _share(sheet, one.done)])


def _head(sheet: Any, head: str, read: AsOf | None, *columns: str) -> None:
    """Of where and when; as of when where it is not read as it stands."""
    sheet.append([_text(sheet, head)])
    if read is not None and read.at is not None:
        when = formats.date_format(timezone.localtime(read.at), "Y-m-d H:i")
        sheet.append([_text(sheet, _("%(time)s的数") % {"time": when})])
    sheet.append([_text(sheet, column) for column in columns])


def _share(sheet: Any, share: int | None) -> Any:
    return _text(sheet, _("不算")) if share is None else share


def _promises(sheet: Any, board: PromisesBoard) -> None:
    heads = [str(BY_PROMISES[board.by]), _("项目数"), _("进度%"), _("应到%"),
             *(pace.label for pace in PIECES)]  # fmt: skip
    for measure in Measure:
        heads += [measure.label, _("最低%"), _("最高%"), _("人答")]
    heads += [_("抽到"), _("不愿意答"), _("够不够")]
    sheet.append([_text(sheet, head) for head in heads])
    for line in board.lines:
        cells: list[Any] = [
            _text(sheet, line.label), len(line.rows), _rounded(line.weighted),
            _rounded(line.expected), *(line.paces[pace] for pace in PIECES),
        ]  # fmt: skip
        said = line.opinion
        for _measure, share in said.percents() if said else ():
            cells += [int(share.percent), share.low, share.high, share.n] if share else [None] * 4
        if said:
            enough = _("够") if said.enough else _("还不够,只供参考")
            cells += [said.drawn, said.refused, _text(sheet, enough)]
        sheet.append(cells)


def _late(sheet: Any, board: PromisesBoard) -> None:
    heads = [_("指标"), _("项目"), _("做到"), _("应到"), _("目标"), _("每周要做"), _("怎么样")]
    sheet.append([_text(sheet, head) for head in heads])
    for warn in board.late:
        one = warn.standing
        assert one.outlook is not None
        sheet.append([
            _text(sheet, one.indicator.name), _text(sheet, warn.agreement.name), one.done,
            round(one.outlook.expected, 1), one.indicator.target, round(one.outlook.weekly, 1),
            _text(sheet, one.outlook.pace.label),
        ])  # fmt: skip


def _rounded(percent: Any) -> Any:
    return None if percent is None else round(percent, 1)


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
    persons: Any = line.persons
    if persons is None:
        persons = _text(sheet, _("不写"))
    elif line.about:  # in steps of five
        persons = _text(sheet, _("%(figure)s以上") % {"figure": persons})
    return [_shown(sheet, line, line.records), _shown(sheet, line, line.heads), persons,
            *(line.quantities.get(unit) for unit in units)]  # fmt: skip


def _shown(sheet: Any, line: Line | Answers | Coverage, figure: int) -> Any:
    """A number where it is whole, else words."""
    if not line.more:
        return figure
    few = _("少于%(few)s") % {"few": queries.SMALLEST}
    return _text(sheet, _("%(figure)s以上") % {"figure": figure} if figure else few)


def _text(sheet: Any, value: Any) -> Any:
    """Words stay words: a name that begins with = is no formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    return cell
