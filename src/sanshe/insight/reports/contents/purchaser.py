"""All agreements of a purchaser, as they stand at the end of a month."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.ground.kit.lists import strung
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Measure
from sanshe.work.settlement.queries import Due, Progress, Result
from sanshe.work.settlement.queries.progress import LATE

from ..periods import name_of
from . import ahead, blocks, checking, paid, promises
from .agency import warned
from .ahead import Row
from .asking import Asked
from .blocks import NOTHING, Block, money, progress, short


@dataclass(frozen=True, slots=True)
class Stand:
    """One agreement as it stands."""

    row: Agreement
    progress: Progress
    dues: list[Due]
    opinion: Result | None
    gone: Decimal  # percent of the term
    reviews: str
    warnings: list[str]
    ahead: list[Row]


def overview_report(asked: Asked, words: dict[str, str], writer: str) -> dict[str, Any]:
    """See the module. ``words`` as in an agency's."""
    stands = [_stand(asked, row) for row in asked.agreements]
    ends = checking.sealed_at(asked.agreements)
    report = [
        blocks.section(_("一眼看清")),
        _cards(stands),
        *([blocks.words(_("说明"), words["situation"])] if words.get("situation") else []),
        blocks.section(_("进度")),
        _bars(stands),
        _progress(stands),
        blocks.section(_("付款情况")),
        _payments(stands),
        blocks.section(_("评估和居民的评价")),
        _judged(stands),
        blocks.section(_("要留意的")),
        *warned([(one.row.name, one.warnings) for one in stands]),
        blocks.section(_("接下来一个月")),
        *ahead.listed([(one.row.name, one.ahead) for one in stands]),
        *checking.checked(asked, ends),
        blocks.signing([(_("编制"), writer), (_("审核"), ""), (_("日期"), "")]),
    ]
    buyer = asked.agreements[0].purchaser.name
    return {
        "title": _("购买社会工作服务项目总览"), "of": buyer,
        "period": name_of(asked.kind, asked.start),
        "cover": [
            [_("购买方"), buyer],
            [_("项目数"), str(len(stands))],
            [_("期间"), f"{blocks.day(asked.start)} – {blocks.day(asked.day)}"],
            [_("取数时间"), blocks.moment(asked.at)],
        ],
        "ends": ends,
        "blocks": report,
    }  # fmt: skip


def _stand(asked: Asked, row: Agreement) -> Stand:
    found = promises.progress_of(asked, row)
    dues = settlement.tranches(asked.actor, row.pk, today=asked.day)
    books = paid.books_of(asked, row)
    reviews = [
        f"{one.get_kind_display()} {one.score:g}"
        for one in settlement.reviews_of(asked.actor, row.pk) if one.score is not None
    ]  # fmt: skip
    return Stand(
        row,
        found,
        dues,
        settlement.latest(row),
        paid.time_gone(asked, row),
        " · ".join(reviews),
        promises.warnings(found) + paid.warnings(asked, row, books, dues),
        ahead.coming(asked, row, found, dues),
    )


def _cards(stands: list[Stand]) -> Block:
    warnings = sum(len(one.warnings) for one in stands)
    price = sum((agreements.price_of(one.row) for one in stands), Decimal(0))
    paid_ = sum((due.paid for one in stands for due in one.dues), Decimal(0))
    late = sum(due.late > 0 and due.left > 0 for one in stands for due in one.dues)
    return blocks.cards(
        [(str(len(stands)), _("个项目")), (money(price), _("合同总价")), (money(paid_), _("已付")),
         (str(late), _("笔付款晚了")), (str(warnings), _("条提醒"))]
    )  # fmt: skip


def _bars(stands: list[Stand]) -> Block:
    return blocks.bars(
        _("各项目加权进度,竖线是合同期过去的部分"),
        [(one.row.name, one.progress.weighted, one.gone, progress(one.progress.weighted))
         for one in stands],
    )  # fmt: skip


def _progress(stands: list[Stand]) -> Block:
    heads = [pgettext("购买服务", "项目"), pgettext("购买服务", "承接方"), _("合同价"),
             _("加权进度"),
             _("合同期已过"), _("落后的指标"), _("到哪一步")]  # fmt: skip
    rows = []
    for one in stands:
        late = sum(s.outlook is not None and s.outlook.pace in LATE for s in one.progress.standings)
        rows.append(
            [one.row.name, one.row.supplier.name if one.row.supplier else NOTHING,
             money(agreements.price_of(one.row)), progress(one.progress.weighted),
             progress(one.gone), str(late),
             str(one.row.get_side_display() if one.row.side else one.row.get_state_display())]
        )  # fmt: skip
    return blocks.table("", heads, rows, numbers=(2, 3, 4, 5), opens=[_at(one) for one in stands])


def _payments(stands: list[Stand]) -> Block:
    heads = [pgettext("购买服务", "项目"), _("付款"), _("金额"), _("约定日"), _("条件"), _("已付"),
             _("晚了几天")]  # fmt: skip
    rows = [
        [f"{one.row.name} {due.tranche.number}",
         _("第%(number)s笔") % {"number": due.tranche.number}, money(due.amount),
         short(due.tranche.due_on), paid.gates_of(due), money(due.paid),
         str(due.late) if due.late else NOTHING]
        for one in stands for due in one.dues
    ]  # fmt: skip
    opens = [f"{_at(one)}payments/" for one in stands for _due in one.dues]
    return blocks.table("", heads, rows, numbers=(2, 5, 6), opens=opens)


def _judged(stands: list[Stand]) -> Block:
    heads = [pgettext("购买服务", "项目"), _("评估得分"), _("满意的"), _("人数"), _("够不够")]
    rows = []
    for one in stands:
        share, n, enough = NOTHING, NOTHING, _("还没有意见调查")
        if one.opinion is not None:
            for measure, served, _unserved in one.opinion.percents():
                if measure == Measure.SATISFACTION and served is not None:
                    share, n = f"{served.percent}% ({served.low}–{served.high})", str(served.n)
            enough = strung(one.opinion.lacks) or _("够")
        rows.append([one.row.name, one.reviews or NOTHING, share, n, enough])
    return blocks.table(
        "", heads, rows, numbers=(2, 3), opens=[f"{_at(one)}judging/" for one in stands]
    )


def _at(one: Stand) -> str:
    return f"/desk/agreements/{one.row.pk}/"
