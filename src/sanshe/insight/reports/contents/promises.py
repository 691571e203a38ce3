"""What was promised and how far it is."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.registry.agreements.queries import Agreement
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Pace, Why
from sanshe.work.settlement.queries import Progress, Standing
from sanshe.work.settlement.queries.progress import LATE

from . import blocks
from .asking import Asked
from .blocks import Block, about, number


def progress_of(asked: Asked, row: Agreement) -> Progress:
    return settlement.progress(asked.actor, row.pk, on=asked.day)


def done_in(asked: Asked, one: Standing) -> Decimal:
    """What of it fell into the period."""
    days = (amount for day, amount in one.by_day.items() if asked.start <= day <= asked.until)
    return sum(days, Decimal(0))


def kept(asked: Asked, found: Progress) -> list[Block]:
    """Picture, table, and what did not count."""
    counted = [one for one in found.standings if one.outlook is not None]
    return [
        blocks.bars(
            _("各指标完成多少,竖线是按均匀进度应到的位置"),
            [
                (
                    f"{one.indicator.code} {one.indicator.name}", 100 * (one.share or Decimal(0)),
                    blocks.share_of(one.outlook.expected, one.indicator.target),
                    f"{number(one.done)} / {number(one.indicator.target)}",
                )
                for one in counted if one.outlook is not None
            ],
        ),
        _table(asked, found),
        blocks.said(
            _("「大概会到」是按最近各周推算到期末的范围,十次里九次落在里面;满四周才算。"), fine=True
        ),
        *_left_out(asked, found),
    ]  # fmt: skip


def _table(asked: Asked, found: Progress) -> Block:
    rows = []
    for one in found.standings:
        unit = str(one.indicator.get_unit_display())
        head = [f"{one.indicator.code} {one.indicator.name}", unit, number(one.indicator.target)]
        view = one.outlook
        if view is None:
            rows.append([*head, *[blocks.NOTHING] * 5, _("评估时量")])
            continue
        likely = f"{about(view.low)}–{about(view.high)}" if view.low is not None else _("还早")
        weekly = blocks.NOTHING if view.pace == Pace.REACHED else f"{view.weekly:.1f}"
        rows.append(
            [*head, number(done_in(asked, one)), number(one.done), number(round(view.expected, 1)),
             likely, weekly, str(view.pace.label)]
        )  # fmt: skip
    heads = [
        _("指标"), _("单位"), _("目标"), pgettext("报告", "本期"), _("累计"), _("应到"),
        _("大概会到"), _("每周还要"), _("情况"),
    ]  # fmt: skip
    opens = [_address(found, one) for one in found.standings]
    return blocks.table(_("指标完成情况"), heads, rows, numbers=(2, 3, 4, 5, 6, 7), opens=opens)


def _left_out(asked: Asked, found: Progress) -> list[Block]:
    told = [
        (one, why, times)
        for one in found.standings
        for why, times in settlement.reasons(asked.actor, one.indicator.pk).items()
        if why != Why.COUNTED
    ]
    rows = [
        [f"{one.indicator.code} {one.indicator.name}", str(why.label), number(times)]
        for one, why, times in told
    ]
    opens = [f"{_address(found, one)}?why={why.value}" for one, why, _times in told]
    if not rows:
        return [blocks.said(_("没有不计入的记录。"), fine=True)]
    heads = [_("指标"), _("为什么不计入"), _("记录数")]
    return [blocks.table(_("没有计入的记录(整个合同期)"), heads, rows, numbers=(2,), opens=opens)]


def _address(found: Progress, one: Standing) -> str:
    """Where the desk shows the records behind an indicator."""
    return f"/desk/agreements/{found.agreement.pk}/indicators/{one.indicator.pk}/"


def warnings(found: Progress) -> list[str]:
    """Indicators that are behind, and what is not counted yet."""
    told = []
    for one in found.standings:
        view = one.outlook
        if view is None or view.pace not in LATE:
            continue
        told.append(
            _("%(what)s:%(how)s。做了%(done)s,应到%(expected)s;以后每周要%(weekly)s%(unit)s。")
            % {
                "what": f"{one.indicator.code} {one.indicator.name}", "how": view.pace.label,
                "done": number(one.done), "expected": number(round(view.expected, 1)),
                "weekly": f"{view.weekly:.1f}", "unit": one.indicator.get_unit_display(),
            }
        )  # fmt: skip
    if found.waiting:
        told.append(
            _("台账里还有%(count)s条没有数到,数完再做一份会有不同。") % {"count": found.waiting}
        )
    return told
