"""Money received, spent and paid; what residents said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.ground.kit.lists import listed, strung
from sanshe.registry.agreements.queries import Agreement
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Flow
from sanshe.work.settlement.queries import Books, Due, Result

from . import blocks
from .asking import Asked
from .blocks import NOTHING, Block, money, short

NEAR = 60
"""Days before a payment is due from which a shut gate is warned of (our own decision)."""


def books_of(asked: Asked, row: Agreement) -> Books:
    """The money as it stood on the report's day."""
    found = settlement.books(asked.actor, row.pk)
    later = [one for one in settlement.entries(asked.actor, row.pk) if one.on > asked.day]

    def sums(flow: Flow, key: str, id: UUID) -> Decimal:
        return sum(
            (one.amount for one in later if one.flow == flow and getattr(one, key) == id),
            Decimal(0),
        )

    return replace(
        found,
        sources=[
            replace(one, received=one.received - sums(Flow.RECEIVED, "source_id", one.id),
                    spent=one.spent - sums(Flow.SPENT, "source_id", one.id))
            for one in found.sources
        ],
        lines=[
            replace(one, spent=one.spent - sums(Flow.SPENT, "line_id", one.id))
            for one in found.lines
        ],
    )  # fmt: skip


def spent_in(asked: Asked, row: Agreement) -> dict[str, Decimal]:
    """By budget line, in the period."""
    found: dict[str, Decimal] = {}
    for one in settlement.entries(asked.actor, row.pk):
        if one.flow == Flow.SPENT and one.line and asked.start <= one.on <= asked.until:
            found[one.line.name] = found.get(one.line.name, Decimal(0)) + one.amount
    return found


def time_gone(asked: Asked, row: Agreement) -> Decimal:
    """Percent of the term."""
    if row.starts_on is None or row.ends_on is None:
        return Decimal(0)
    whole = (row.ends_on - row.starts_on).days + 1
    gone = min(max((asked.day - row.starts_on).days + 1, 0), whole)
    return blocks.share_of(Decimal(gone), Decimal(whole))


def kept(asked: Asked, row: Agreement, books: Books) -> list[Block]:
    """Whose money, and what of it was spent for what."""
    inside, gone = spent_in(asked, row), time_gone(asked, row)
    here = f"/desk/agreements/{row.pk}/money/"
    sources = [
        [one.name, money(one.planned), money(one.received), money(one.spent)]
        for one in books.sources
    ]
    lines = [
        [one.name, money(one.planned), money(inside.get(one.name, Decimal(0))), money(one.spent),
         money(one.left)]
        for one in books.lines
    ]  # fmt: skip
    return [
        blocks.table(
            _("钱从哪里来"), [_("来源"), _("约定"), _("收到"), _("支出")], sources,
            numbers=(1, 2, 3), opens=[here] * len(sources),
        ),
        blocks.bars(
            _("预算用了多少,竖线是合同期过去的部分"),
            [(one.name, blocks.share_of(one.spent, one.planned), gone,
              f"{money(one.spent)} / {money(one.planned)}") for one in books.lines],
        ),
        blocks.table(
            _("用在哪里"),
            [_("预算科目"), _("预算"), pgettext("报告", "本期"), _("累计支出"), _("剩余")], lines,
            numbers=(1, 2, 3, 4), opens=[here] * len(lines),
        ),
    ]  # fmt: skip


def payments(dues: list[Due]) -> Block:
    """Each tranche: due, asked for, paid, late, and whether its gates are open."""
    heads = [_("付款"), _("金额"), _("约定日"), _("条件"), _("申请日"), _("已付"), _("晚了几天")]
    rows = [
        [_("第%(number)s笔") % {"number": one.tranche.number}, money(one.amount),
         short(one.tranche.due_on), gates_of(one),
         short(one.claim.asked_on) if one.claim else NOTHING, money(one.paid),
         str(one.late) if one.late else NOTHING]
        for one in dues
    ]  # fmt: skip
    opens = [f"/desk/agreements/{one.tranche.agreement_id}/payments/" for one in dues]
    return blocks.table(_("付款情况(到取数的时候)"), heads, rows, numbers=(1, 5, 6), opens=opens)


def gates_of(one: Due) -> str:
    met = sum(gate.open for gate in one.gates)
    return _("%(met)s/%(of)s满足") % {"met": met, "of": len(one.gates)}


def opinion(result: Result | None) -> list[Block]:
    """With n, refusals and interval; "not enough" where it is."""
    if result is None:
        return [blocks.said(_("还没有做完的意见调查。"))]
    facts = {"drawn": result.drawn, "answered": result.answered, "refused": result.refused,
             "unreached": result.unreached, "day": short(result.survey.closed_on)}  # fmt: skip
    found = [
        blocks.said(
            _("系统抽了%(drawn)s人:%(answered)s人答了,%(refused)s人不愿答,%(unreached)s人联系不上"
              "(%(day)s收齐)。问的人不是承接方的。") % facts
        )
    ]  # fmt: skip
    if result.lacks:
        found.append(blocks.said(_("不够下结论:%(why)s") % {"why": strung(result.lacks)}))
    rows = [
        [str(measure.label), *_shown(served), *_shown(unserved)]
        for measure, served, unserved in result.percents()
    ]
    heads = [_("问的是"), _("服务过的"), _("人数"), _("没服务过的"), pgettext("调查", "人数")]
    note = _("括号里是95%的把握会落在的范围;答的不到5人不列。")
    return [*found, blocks.table(_("居民怎么说"), heads, rows, numbers=(1, 2, 3, 4)),
            blocks.said(note, fine=True)]  # fmt: skip


def _shown(share: object) -> tuple[str, str]:
    if share is None:
        return _("不够"), NOTHING
    return f"{share.percent}% ({share.low}–{share.high})", str(share.n)  # type: ignore[attr-defined]


def warnings(asked: Asked, row: Agreement, books: Books, dues: list[Due]) -> list[str]:
    told = [
        _("%(name)s:支出%(spent)s,超过预算%(planned)s。")
        % {"name": one.name, "spent": money(one.spent), "planned": money(one.planned)}
        for one in books.lines if one.over
    ]  # fmt: skip
    for due in dues:
        if due.left <= 0:
            continue
        shut = [f"{gate.label}({gate.has})" for gate in due.gates if not gate.open]
        what = _("第%(number)s笔") % {"number": due.tranche.number}
        if due.late:
            told.append(_("%(what)s付款晚了%(days)s天。") % {"what": what, "days": due.late})
        elif shut and (due.tranche.due_on - asked.day).days <= NEAR:
            told.append(
                _("%(what)s约定%(day)s付,还没满足:%(shut)s。")
                % {"what": what, "day": short(due.tranche.due_on), "shut": listed(shut)}
            )
    return told
