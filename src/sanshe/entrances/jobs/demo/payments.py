"""How the scenario's contract was judged and paid so far, and the residents being asked now.

Days of the present year that have not come yet are left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.errors import GateShut

from . import clock
from .agreement import PDF

if TYPE_CHECKING:
    from .lay_out import Laid

SHEET = (("项目实施", 40), ("项目管理", 20), ("财务管理", 20), ("服务成效", 20))
JUDGES = (
    ("ping", "professional", (35, 17, 18, 16)),
    ("kuang", "finance", (34, 16, 19, 17)),
    ("zhou", "committee", (36, 18, 17, 18)),
)
BAD_FILES = {4: "签到表少一个签名", 13: "只写了时长,没写做了什么"}

SAID_OF_LATE = (
    ("su", "等了三周,当月工资由机构先垫。"), ("qian", "国库集中支付排队,已补记原因。"),
)  # fmt: skip

# every month: (budget line's order, yuan, to whom, what for)
SPENT = (
    (1, 19_500, "staff", "当月工资和保险"), (2, 4_600, "shop", "活动材料和场地布置"),
    (3, 1_500, "staff", "当月督导"), (5, 1_500, "body", "当月管理费"),
)  # fmt: skip


def lay_out(laid: Laid) -> None:
    """The first tranche in time, the second late; a survey going on; the books month by month."""
    today = timezone.localdate()
    with scope(laid.staff["qian"], read_only=True) as buyer:
        row = promised.visible(buyer).filter(supplier=laid.bodies["CX"].id).first()
    assert row is not None
    year = today.year
    if today > date(year, 1, 15):
        _first(laid, row, year)
    if today > date(year, 7, 20):
        _review(laid, row, date(year, 7, 14))
        _midterm_survey(laid, row, date(year, 7, 8))
    if today > date(year, 10, 10):
        _second(laid, row, year)
    _books(laid, row, today)
    _survey(laid, row, today)


def _first(laid: Laid, row: Any, year: int) -> None:
    with clock.at(clock.morning(date(year, 1, 6))):
        paper = agreements.attach(
            laid.staff["su"], agreement=row.pk, kind="plan", title="年度工作计划(演示)",
            media_type="application/pdf", content=PDF, public=True,
        )  # fmt: skip
    with clock.at(clock.morning(date(year, 1, 8))):
        actions.take_paper(laid.staff["qian"], agreement=row.pk, document=paper.pk)
    _paid(laid, row, 1, asked=date(year, 1, 9), paid=date(year, 1, 14), voucher="国库-0114")


def _paid(laid: Laid, row: Any, number: int, *, asked: date, paid: date, voucher: str) -> None:
    with clock.at(clock.morning(asked)):
        claim = actions.claim(laid.staff["su"], agreement=row.pk, number=number)
    assert claim.tranche is not None
    with clock.at(clock.morning(asked + timedelta(days=3))):
        actions.approve(laid.staff["qian"], claim=claim.pk)
    with clock.at(clock.morning(paid)):
        actions.pay(
            laid.staff["qian"], claim=claim.pk, on=paid, amount=claim.tranche.amount,
            voucher=voucher,
        )  # fmt: skip


def _review(laid: Laid, row: Any, day: date) -> None:
    buyer = laid.staff["qian"]
    with clock.at(clock.morning(day)):
        one = actions.open_review(
            buyer, agreement=row.pk, kind="midterm",
            sheet=[(name, Decimal(points)) for name, points in SHEET],
        )  # fmt: skip
        files = actions.draw_files(buyer, review=one.pk)
        for who, kind, points in JUDGES:
            judge = laid.staff[who]
            assert judge.user is not None
            actions.invite(buyer, review=one.pk, user=judge.user, kind=kind)
            actions.declare(judge, review=one.pk)
            with scope(judge, read_only=True):
                lines = [row.line.pk for row in queries.sheet(one)]
            actions.give_points(
                judge, review=one.pk,
                points={id: (Decimal(n), "") for id, n in zip(lines, points, strict=True)},
            )  # fmt: skip
        for file in files:
            words = BAD_FILES.get(file.order, "")
            actions.check_file(
                laid.staff["ping"], review=one.pk, order=file.order, good=not words, words=words
            )
    with clock.at(clock.morning(day + timedelta(days=6))):
        actions.publish_review(
            buyer, review=one.pk, words="服务按计划进行,活动记录要更完整,下半年重点补个案。"
        )


def _second(laid: Laid, row: Any, year: int) -> None:
    """Asked for as soon as the progress allows, paid three weeks later."""
    for asked in (date(year, 7, 31), date(year, 8, 31), date(year, 9, 15)):
        paid = asked + timedelta(days=22)
        try:
            _paid(laid, row, 2, asked=asked, paid=paid, voucher=f"国库-{paid:%m%d}")
        except GateShut:
            continue
        for who, text in SAID_OF_LATE:
            with clock.at(clock.morning(paid)):
                actions.state(laid.staff[who], agreement=row.pk, number=2, text=text)
        return


def _books(laid: Laid, row: Any, today: date) -> None:
    with scope(laid.staff["su"], read_only=True) as actor:
        sources = list(row.sources.order_by("-amount"))
        lines = {line.order: line.pk for line in row.budget.all()}
        paid = [one for due in queries.tranches(actor, row.pk) for one in due.payments]
    if not paid:
        return
    whole = sum(source.amount for source in sources)
    for one in paid:
        for source in sources:
            _enter(laid, row, "received", source, one.on, one.amount * source.amount / whole,
                   voucher=one.voucher)  # fmt: skip
    for month in range(1, today.month):
        for order, yuan, payee, words in SPENT:
            source, on = sources[order == 2], date(today.year, month, 25)
            _enter(
                laid, row, "spent", source, on, Decimal(yuan),
                voucher=f"记-{month:02}{order}", line=lines[order], payee=payee, words=words,
            )  # fmt: skip
    wrong = _enter(
        laid, row, "spent", sources[1], paid[0].on, Decimal(3_200), voucher="记-099",
        line=lines[4], payee="volunteer", words="志愿者保险(多记了一份)",
    )  # fmt: skip
    actions.take_back(laid.staff["su"], entry=wrong.pk, words="重复记账")


def _enter(
    laid: Laid, row: Any, flow: str, source: Any, on: date, amount: Decimal, **more: Any
) -> Any:
    with clock.at(clock.morning(on)):
        return actions.enter(
            laid.staff["su"], agreement=row.pk, flow=flow, source=source.pk, on=on,
            amount=amount.quantize(Decimal("0.01")), **more,
        )  # fmt: skip


MIDTERM_ASKED = 34
ANSWERS = ((5, 5, True), (4, 4, True), (5, 4, False), (3, 4, True), (4, 5, True), (5, 5, True),
           (4, 3, False), (2, 3, False))  # fmt: skip


def _midterm_survey(laid: Laid, row: Any, day: date) -> None:
    """Residents asked by phone before the review; closed, with a few who would not say."""
    clerk = laid.staff["li"]
    with clock.at(clock.morning(day)):
        one = actions.open_survey(laid.staff["qian"], agreement=row.pk, least=30)
        with scope(clerk, read_only=True):
            waiting = [found.respondent for found in queries.to_ask(clerk, one)]
        served = [found for found in waiting if found.group == "served"]
        for n, who in enumerate(served[:MIDTERM_ASKED]):
            satisfied, known, came = ANSWERS[n % len(ANSWERS)]
            actions.ask(
                clerk, respondent=who.pk, by="phone", outcome="answered", alone=True,
                satisfaction=satisfied, recognition=known, participation=came,
            )  # fmt: skip
        for who in served[MIDTERM_ASKED : MIDTERM_ASKED + 3]:
            actions.ask(clerk, respondent=who.pk, by="phone", outcome="refused")
    with clock.at(clock.morning(day + timedelta(days=5))):
        actions.close_survey(laid.staff["qian"], survey=one.pk)


def _survey(laid: Laid, row: Any, today: date) -> None:
    """Opened a week ago; the clerk has asked some."""
    with clock.at(clock.morning(today - timedelta(days=7))):
        one = actions.open_survey(laid.staff["qian"], agreement=row.pk)
    clerk = laid.staff["li"]
    with scope(clerk, read_only=True):
        waiting = [found.respondent for found in queries.to_ask(clerk, one)]
    with clock.at(clock.morning(today - timedelta(days=2))):
        for group in ("served", "unserved"):
            drawn = [found for found in waiting if found.group == group]
            for who, (satisfied, known, came) in zip(drawn, ANSWERS, strict=False):
                actions.ask(
                    clerk, respondent=who.pk, by="phone", outcome="answered", alone=True,
                    satisfaction=satisfied, recognition=known, participation=came,
                )  # fmt: skip
            for who, outcome in zip(drawn[8:10], ("refused", "unreached"), strict=False):
                actions.ask(clerk, respondent=who.pk, by="phone", outcome=outcome)
