"""An agency's month or half-year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.lists import listed
from sanshe.insight.boards.queries import Line
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.work.settlement import queries as settlement

from ..enums import Kind
from ..periods import name_of
from . import ahead, blocks, checking, paid, promises, served
from .asking import Asked
from .blocks import Block, money, number, progress


def agency_report(asked: Asked, words: dict[str, str], writer: str) -> dict[str, Any]:
    """All of it, as kept. ``words``: what the one in charge wrote. Half-year: with a line over its
    months."""
    first = asked.agreements[0]
    assert first.supplier_id is not None and first.supplier is not None
    lines, whole, course = served.services(asked, first.supplier_id)
    reached = served.reached(asked, first.supplier_id)
    parts = [_of_one(asked, row) for row in asked.agreements]
    warnings = [(row.name, part[1]) for row, part in zip(asked.agreements, parts, strict=True)]
    title = _("社会工作服务月报") if asked.kind == Kind.MONTH else _("社会工作服务半年报")
    ends = checking.sealed_at(asked.agreements)
    report = [
        blocks.section(_("一眼看清")),
        _cards([card for *_rest, card in parts], whole, reached,
               sum(len(told) for _name, told in warnings)),
        *_worded(words),
        blocks.section(_("要留意的")),
        *warned(warnings),
        blocks.section(_("承诺和进度")),
        *[block for found, *_rest in parts for block in found["promised"]],
        blocks.section(_("服务和服务到的人")),
        *_course(course),
        *served.served(lines, whole),
        *served.met(reached),
        blocks.section(_("居民说的事")),
        *served.answered(asked),
        blocks.section(_("钱")),
        *[block for found, *_rest in parts for block in found["money"]],
        blocks.section(_("居民的评价")),
        *[block for found, *_rest in parts for block in found["opinion"]],
        blocks.section(_("接下来一个月")),
        *ahead.listed([(row.name, part[2])
                      for row, part in zip(asked.agreements, parts, strict=True)]),
        *checking.checked(asked, ends),
        blocks.signing([(_("编制"), writer), (_("机构负责人"), ""), (_("日期"), "")]),
    ]  # fmt: skip
    return {
        "title": title,
        "of": first.name if len(asked.agreements) == 1 else first.supplier.name,
        "period": name_of(asked.kind, asked.start),
        "cover": _cover(asked),
        "ends": ends,
        "blocks": report,
    }


def _of_one(
    asked: Asked, row: Agreement
) -> tuple[dict[str, list[Block]], list[str], list[ahead.Row], tuple[str, Decimal, Decimal]]:
    """One agreement: its blocks, its warnings, what comes, and what stands on its card."""
    found = promises.progress_of(asked, row)
    books = paid.books_of(asked, row)
    dues = settlement.tranches(asked.actor, row.pk, today=asked.day)
    result = settlement.latest(row)
    many = len(asked.agreements) > 1
    head = [blocks.part(row.name)] if many else []
    return (
        {
            "promised": [*head, *promises.kept(asked, found)],
            "money": [*head, *paid.kept(asked, row, books), paid.payments(dues)],
            "opinion": [*head, *paid.opinion(result)],
        },
        promises.warnings(found) + paid.warnings(asked, row, books, dues),
        ahead.coming(asked, row, found, dues),
        (progress(found.weighted), books.spent, agreements.price_of(row)),
    )


def warned(of: list[tuple[str, list[str]]]) -> list[Block]:
    """What to mind; of several agreements under the name of each."""
    found = [(name, told) for name, told in of if told]
    if not found:
        return [blocks.said(_("没有要提醒的。"))]
    return [
        block
        for name, told in found
        for block in (*([blocks.part(name)] if len(of) > 1 else []), blocks.points(told))
    ]


def _cards(
    of: list[tuple[str, Decimal, Decimal]], whole: Line, reached: served.Reached, warnings: int
) -> Block:
    spent = sum((one[1] for one in of), Decimal(0))
    price = sum((one[2] for one in of), Decimal(0))
    star = served.LEFT_OUT if whole.more else ""
    rows = [(" / ".join(one[0] for one in of), _("加权进度")),
            (f"{number(whole.records)}{star}", _("这一期的服务记录"))]  # fmt: skip
    ((_month, street), persons), *more = reached.items()
    if persons is not None and not more:
        where = areas.short_names_of([street]).get(street, "")
        rows.append((served.persons(persons), _("在%(where)s服务到的不同的人") % {"where": where}))
    else:
        rows.append((f"{number(whole.heads)}{star}", _("服务人次")))
    rows.append((money(spent), _("累计支出,合同价%(price)s") % {"price": money(price)}))
    rows.append((str(warnings), _("条提醒")))
    return blocks.cards(rows)


def _worded(words: dict[str, str]) -> list[Block]:
    heads = {"situation": _("这一期的情况"), "difficulties": _("遇到的困难"),
             "thanks": pgettext("报告", "感谢")}  # fmt: skip
    found = [blocks.words(head, words[key]) for key, head in heads.items() if words.get(key)]
    return [blocks.part(_("机构负责人的话")), *found] if found else []


def _course(course: list[tuple[str, int | None]]) -> list[Block]:
    return [blocks.line(_("每月的服务记录"), course)] if len(course) > 1 else []


def _cover(asked: Asked) -> list[list[str]]:
    first = asked.agreements[0]
    names = areas.short_names_of(asked.places)
    buyers = sorted({row.purchaser.name for row in asked.agreements})
    return [
        [pgettext("购买服务", "承接方"), first.supplier.name if first.supplier else ""],
        [_("购买方"), listed(buyers)],
        [
            pgettext("购买服务", "项目"),
            listed(f"{row.name}({row.number})" for row in asked.agreements),
        ],
        [_("服务的社区"), listed(names.get(place, str(place)) for place in asked.places)],
        [_("期间"), f"{blocks.day(asked.start)} – {blocks.day(asked.day)}"],
        [_("取数时间"), blocks.moment(asked.at)],
    ]
