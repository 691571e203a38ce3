"""What was promised, how far it is, and what the served residents say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from sanshe.entrances.desk.pages.agreements.bars import bar
from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.insight.boards.queries import Promises, PromisesBoard
from sanshe.work.settlement.enums import Pace

from .asking import Ask, above, address, narrowed, period_of, periods
from .tabs import tabs

BY = {
    "agreement": pgettext_lazy("购买服务", "项目"),
    "area": _("地区"),
    "agency": _("机构"),
    "platform": _("服务平台"),
    "item": pgettext_lazy("目录里的一件事", "事项"),
}
LATE_SHOWN = 30
PIECES = (Pace.REACHED, Pace.ON_PACE, Pace.BEHIND, Pace.OUT_OF_REACH, Pace.NOT_STARTED)


def promised(request: DeskRequest) -> PromisesBoard:
    """As the address asks; by agreement where it says nothing."""
    asked = Ask(request.GET).view()
    if "by" not in request.GET:
        asked = replace(asked, by="agreement")
    return queries.promises(request.actor, asked)


@require_safe
def board_promises(request: DeskRequest) -> HttpResponse:
    """Each line opens the next one down; each warning its indicator with the records behind."""
    board = promised(request)
    view = board.view
    page: dict[str, Any] = {
        "board": board,
        "rows": [(line, _opens(request, board, line), picture(line)) for line in board.lines],
        "late": [(warn, bar(warn.standing)) for warn in board.late[:LATE_SHOWN]],
        "late_more": max(len(board.late) - LATE_SHOWN, 0),
        "view": view,
        "tabs": tabs(request, "board_promises", view),
        "above": [
            (name, address(request, area=code)) for code, name in above(request.actor, view.area)
        ],
        "narrowed": narrowed(request, view),
        "by_choices": BY.items(),
        "by_label": BY[board.by],
        "period": period_of(view),
        "periods": periods(),
        "query": address(request),
    }
    return render(request, "desk/board_promises.html", page)


@dataclass(frozen=True, slots=True)
class Picture:
    """``weighted`` and ``expected``: a bar of one agreement. ``pieces`` (class, from, length): one
    of all its indicators by how they stand; ``parts`` the same in words."""

    weighted: str
    expected: str
    pieces: list[tuple[str, str, str]]
    parts: list[tuple[Pace, int]]


def picture(line: Promises) -> Picture:
    parts = [(pace, line.paces[pace]) for pace in PIECES if line.paces[pace]]
    pieces, at = [], 0.0
    for pace, count in parts:
        wide = 100 * count / line.counted
        pieces.append((pace.value, f"{at:.1f}", f"{wide:.1f}"))
        at += wide
    return Picture(
        f"{line.weighted:.1f}" if line.weighted is not None else "",
        f"{min(line.expected or 0, 99):.1f}", pieces, parts,
    )  # fmt: skip


def _opens(request: DeskRequest, board: PromisesBoard, line: Promises) -> str:
    """The address one step down; an agreement opens its own page (in the template)."""
    down: dict[str, dict[str, object]] = {
        "area": {"area": line.key, "by": "area"},
        "agency": {"agency": line.key, "by": "agreement"},
        "platform": {"platform": line.key, "by": "agreement"},
        "item": {"item": line.key, "by": "agreement"},
    }
    return address(request, **down[board.by]) if board.by in down else ""
