"""Services and persons reached, matters heard and answered: as the boards show them, so that what
a board leaves out (fewer than five, also by subtraction) stands in no report either."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import parent_of
from sanshe.insight.boards import queries as boards
from sanshe.insight.boards.queries import Line, View
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from ..periods import Span, months
from . import blocks
from .asking import Asked
from .blocks import NOTHING, Block, number

LEFT_OUT = "*"
Reached = dict[tuple[date, int], Line | None]
"""Of a month in a street."""


def services(asked: Asked, agency: UUID) -> tuple[list[Line], Line, list[tuple[str, int | None]]]:
    """Lines by item and the whole of an agency's work in the communities served, and how many
    records each month."""
    lines: dict[str, Line] = {}
    whole = Line(None)
    course: dict[str, int | None] = {}
    with scope(Actor.job("reports"), read_only=True) as job:
        for place in asked.places:
            for month in months(asked.start, asked.day):
                board = boards.services(job, View(month, area=place, by="item", agency=agency))
                for line in board.lines:
                    _add(lines.setdefault(line.label, Line(line.key, line.label)), line)
                _add(whole, board.total)
                name = f"{month:%Y-%m}"
                seen = board.total.records if board.total.records or not board.total.more else None
                course[name] = (course.get(name) or 0) + seen if seen is not None else None
    return sorted(lines.values(), key=lambda line: line.label), whole, list(course.items())


def reached(asked: Asked, agency: UUID) -> Reached:
    """Different persons of each month in each street, as the board by agency tells them: in steps
    of five, and None where that would tell of fewer. By item within an agency no board keeps them,
    and an exact count beside the boards would tell by subtraction what they leave out; so no report
    has it."""
    found: Reached = {}
    with scope(Actor.job("reports"), read_only=True) as job:
        for street in sorted({parent_of(place) or place for place in asked.places}):
            for month in months(asked.start, asked.day):
                board = boards.services(job, View(month, area=street, by="agency"))
                mine = [line for line in board.lines if str(line.key) == str(agency)]
                told = [line for line in mine if line.persons is not None]
                found[month, street] = told[0] if told else None
    return found


def _add(sum_: Line, line: Line) -> None:
    sum_.records += line.records
    sum_.heads += line.heads
    sum_.more = sum_.more or line.more
    for unit, quantity in line.quantities.items():
        sum_.quantities[unit] = sum_.quantities.get(unit, Decimal(0)) + quantity


def served(lines: list[Line], whole: Line) -> list[Block]:
    """The table; units are never added."""
    if not lines:
        return [blocks.said(_("这一期没有记录。"))]
    rows = [_row(line.label, line) for line in lines] + [_row(_("合计"), whole)]
    heads = [_("事项"), _("记录"), _("人次"), _("数量")]
    found = [blocks.table("", heads, rows, numbers=(1, 2), last=True)]
    if not any(line.more for line in (*lines, whole)):
        return found
    left_out = _("%(star)s 有少于5的数没有列出,和看板同一个口径。") % {"star": LEFT_OUT}
    return [*found, blocks.said(left_out, fine=True)]


def met(found: Reached) -> list[Block]:
    """Persons by month and street; of one month in one street a card says it all."""
    if len(found) == 1 or not any(found.values()):
        return []
    streets = sorted({street for _month, street in found})
    names = areas.short_names_of(streets)
    rows = [
        [f"{month:%Y-%m}", *(_met(found[month, street]) for street in streets)]
        for month in sorted({month for month, _street in found})
    ]
    heads = [_("月份"), *(names.get(street, str(street)) for street in streets)]
    note = _("承接方在各街道服务到的,和看板同一个口径:五人一档,太少的不列(%(star)s)。"
             "同一个人各月都会算到,不能相加。")  # fmt: skip
    return [
        blocks.table(_("每月服务到的不同的人"), heads, rows, numbers=range(1, len(heads))),
        blocks.said(note % {"star": LEFT_OUT}, fine=True),
    ]


def _met(line: Line | None) -> str:
    return LEFT_OUT if line is None else persons(line)


def persons(line: Line) -> str:
    """Exact, or in steps of five ("at least"), as the board has it."""
    return f"≥{number(line.persons)}" if line.about and line.persons else number(line.persons)


def _row(label: str, line: Line) -> list[str]:
    units = dict(Unit.choices)
    quantities = " · ".join(
        f"{units.get(unit, unit)} {number(quantity)}"
        for unit, quantity in sorted(line.quantities.items())
    )
    if line.more and not line.records:
        return [label, LEFT_OUT, LEFT_OUT, quantities or NOTHING]
    star = LEFT_OUT if line.more else ""
    return [
        label, f"{number(line.records)}{star}", f"{number(line.heads)}{star}", quantities or NOTHING
    ]  # fmt: skip


def answered(asked: Asked) -> list[Block]:
    """What the communities served said, and how it was answered: all who answer there together,
    for an agency's own few would tell the others'."""
    rows: list[list[str]] = []
    names = areas.short_names_of(asked.places)
    with scope(Actor.job("reports"), read_only=True) as job:
        for place in asked.places:
            view = Span(asked.start, area=place, last=asked.day.replace(day=1))
            for one in boards.answers(job, view):
                star = LEFT_OUT if one.more else ""
                label = one.label or _("合计")
                label = label if len(asked.places) == 1 else f"{names.get(place, place)} · {label}"
                heard = LEFT_OUT if one.more and not one.heard else f"{number(one.heard)}{star}"
                shares = (one.answered, one.in_time, one.reopened)
                rows.append([label, heard, *(_share(share) for share in shares)])
    if not rows:
        return [blocks.said(_("这一期居民没有说什么。"))]
    if all(row[1] == LEFT_OUT for row in rows):
        return [blocks.said(_("这一期听到的不到5件,不列数。"))]
    heads = [_("哪一类"), _("听到"), _("已答复"), _("按时"), pgettext("报告", "重新打开")]
    return [
        blocks.table("", heads, rows, numbers=(1, 2, 3, 4)),
        blocks.said(_("社区里所有单位一起算。比例按5%取整,不足20件不列。"), fine=True),
    ]


def _share(share: int | None) -> str:
    return NOTHING if share is None else f"{share}%"
