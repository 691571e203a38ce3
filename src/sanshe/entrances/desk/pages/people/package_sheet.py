"""What a person takes along, as .xlsx: one sheet for each kind of thing, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment

from sanshe.entrances.desk.pages.ledger.sheet import _text as words
from sanshe.entrances.shared.templatetags.shared import day, day_time
from sanshe.ground.kit.lists import listed
from sanshe.registry.people.enums import Sex, Tier
from sanshe.trust.policy.enums import Deed
from sanshe.work.rights.queries import Package

WIDTH = 28
Row = Sequence[Any]


def sheet_of(package: Package) -> Workbook:
    book = Workbook(write_only=True)
    _sheet(book, _("我的资料"), (_("什么"), _("记的是")), _facts(package))
    _sheet(book, _("身份"), (_("身份"), _("在哪里"), _("从"), _("到")), _parts(package))
    _sheet(
        book, _("我的同意"), (_("给谁看"), _("关系"), _("哪天同意"), _("到哪天"), _("收回")),
        ((one.to, one.relation, day_time(one.given_at), day(one.until),
          day_time(one.ended_at) if one.ended_at else "") for one in package.consents),
    )  # fmt: skip
    _sheet(
        book, _("我说过的事"),
        (_("什么时候"), _("回执号"), _("哪一类"), _("到哪一步"), _("原话"), _("答复")),
        ((day_time(one.heard_at), one.receipt, one.kind, one.state, one.text,
          "\n".join(one.answers)) for one in package.matters),
    )  # fmt: skip
    _sheet(
        book, _("来看我"), (_("什么时候"), _("谁来"), _("怎么来"), _("结果")),
        ((day_time(one.at), one.who, one.way, one.outcome) for one in package.visits),
    )  # fmt: skip
    _sheet(
        book, _("谁看过我的资料"), (_("什么时候"), _("谁"), _("身份"), _("做什么"), _("为什么")),
        ((day_time(one.at), one.name, one.role, str(Deed(one.deed).label), one.why)
         for one in package.looks),
    )  # fmt: skip
    _sheet(book, _("没有给的"), (_("什么,为什么"),), ((one.label,) for one in package.withheld))
    return book


def _sheet(book: Workbook, title: str, heads: Row, rows: Iterable[Row]) -> None:
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(len(heads)):
        sheet.column_dimensions["ABCDEFGH"[number]].width = WIDTH
    for row in (heads, *rows):
        cells = [words(sheet, str(value)) for value in row]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(cells)


def _facts(package: Package) -> Iterable[Row]:
    full = package.full
    born = day(full.birth_date) if full.birth_date else str(full.birth_year or "")
    home = "" if package.housemates is None else _home(package.housemates)
    found = (
        (_("称呼"), full.name), (_("性别"), str(Sex(full.sex).label) if full.sex else ""),
        (_("哪年生"), born), (_("楼栋"), full.building), (_("几号房"), full.room),
        (_("电话"), full.phone), (_("地址"), full.address), (_("同住"), home),
        (_("探访级别"), str(Tier(full.tier).label) if full.tier else ""),
        (_("本人的意愿"), " ".join(filter(None, [full.wish, *package.wishes]))),
        (_("要多照应的原因"), listed(package.groups)),
        (pgettext("一份表", "做成的时间"), day_time(timezone.now())),
    )  # fmt: skip
    return (row for row in found if row[1])


def _home(mates: int) -> str:
    return _("和%(count)s个人同住") % {"count": mates} if mates else str(_("一个人住"))


def _parts(package: Package) -> Iterable[Row]:
    return (
        (part.role.label, part.where, day(part.since), day(part.until) if part.until else "")
        for part in package.full.parts
    )
