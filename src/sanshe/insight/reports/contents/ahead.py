"""What the next month brings: what, until when, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Side
from sanshe.registry.agreements.queries import Agreement
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Pace
from sanshe.work.settlement.queries import Due, Progress

from ..periods import next_month
from . import blocks
from .asking import Asked
from .blocks import Block, money, short

Row = tuple[str, str, str]
"""What, until when, by whom."""


def coming(asked: Asked, row: Agreement, found: Progress, dues: list[Due]) -> list[Row]:
    """Of one agreement: what has its day first, then what each week has to bring. One that was
    terminated only has its money to come."""
    over = row.side == Side.TERMINATED
    told = _payments(asked, dues) + ([] if over else _ends(asked, row))
    said = [(what, short(day), who) for what, day, who in sorted(told, key=lambda one: one[1])]
    return said if over else [*said, *_reviews(asked, row), *_weekly(row, found)]


def listed(of: Sequence[tuple[str, list[Row]]]) -> list[Block]:
    """A table; of several agreements one under the name of each."""
    heads = [_("什么事"), _("到什么时候"), pgettext("报告", "谁来做")]
    found = [(name, rows) for name, rows in of if rows]
    if not found:
        return [blocks.said(_("没有到期的事。"))]
    return [
        block
        for name, rows in found
        for block in (*([blocks.part(name)] if len(of) > 1 else []), blocks.table("", heads, rows))
    ]


def _payments(asked: Asked, dues: list[Due]) -> list[tuple[str, date, str]]:
    first, last = next_month(asked.until)
    return [
        (
            _("付第%(number)s笔%(amount)s")
            % {"number": one.tranche.number, "amount": money(one.left)},
            one.tranche.due_on, _("购买方"),
        )
        for one in dues if one.left > 0 and first <= one.tranche.due_on <= last
    ]  # fmt: skip


def _ends(asked: Asked, row: Agreement) -> list[tuple[str, date, str]]:
    first, last = next_month(asked.until)
    told = [
        (_("%(code)s %(name)s到期") % {"code": one.indicator.code, "name": one.indicator.name},
         one.indicator.ends_on, pgettext("购买服务", "承接方"))
        for one in agreements.promises(row)
        if one.indicator.ends_on and first <= one.indicator.ends_on <= last
    ]  # fmt: skip
    if row.ends_on and first <= row.ends_on <= last:
        told.append((_("合同到期"), row.ends_on, _("双方")))
    return told


def _reviews(asked: Asked, row: Agreement) -> list[Row]:
    return [
        (str(one.get_kind_display()), _("正在进行"), _("评估方"))
        for one in settlement.reviews_of(asked.actor, row.pk)
        if one.published_on is None
    ]


def _weekly(row: Agreement, found: Progress) -> list[Row]:
    """What each week of what is left would have to bring."""
    return [
        (
            _("%(what)s:每周%(weekly)s%(unit)s")
            % {
                "what": f"{one.indicator.code} {one.indicator.name}",
                "weekly": f"{one.outlook.weekly:.1f}", "unit": one.indicator.get_unit_display(),
            },
            short(one.indicator.ends_on or row.ends_on), pgettext("购买服务", "承接方"),
        )
        for one in found.standings
        if one.outlook is not None and one.outlook.pace != Pace.REACHED and one.outlook.weekly
    ]  # fmt: skip
