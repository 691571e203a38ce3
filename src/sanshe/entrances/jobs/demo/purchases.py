"""Three more purchases: next year's, being laid down; one that ended early; one nobody bid for."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.ground.messages import actions as messages
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.registry.agreements.enums import Never
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions
from sanshe.work.settlement import queries as settled

from . import agreement, clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

PRICE = Decimal(20_000)
HOMES = 20
DONE = 7


def lay_out(laid: Laid) -> None:
    for who in ("su", "qian"):  # what is long past was read
        reader = laid.staff[who]
        assert reader.user is not None
        messages.mark_all_read(user=reader.user, org=reader.org, role=reader.role)
    _next_year(laid)
    _ended_early(laid)
    _nobody_bid(laid)


def _next_year(laid: Laid) -> None:
    """Taken over from this year's, up to what residents said."""
    buyer = laid.staff["qian"]
    with scope(buyer, read_only=True):
        now = promised.visible(buyer).filter(supplier=laid.bodies["CX"].id).first()
    assert now is not None
    year = timezone.localdate().year + 1
    row = agreements.renew(
        buyer, agreement=now.pk, number=f"XS-MZ-{year}-009(演示)",
        name=f"{year}年复兴社区社会工作站服务项目", why="这一年做得稳,居民盼着接着做。",
    )  # fmt: skip
    step = agreement.Steps(buyer, row.pk)
    step(agreements.advance, to="need_survey")
    step(agreements.describe, survey="居民会上问了52人:多想要周末也有人上门。")


def _ended_early(laid: Laid) -> None:
    """Safer homes, bought for a year; both sides ended it after some months, and the supplier asks
    to be paid for what was done."""
    today = timezone.localdate()
    starts, ended = today - timedelta(days=380), today - timedelta(days=170)
    row = _signed(laid, starts)
    chance = random.Random(14)
    days = [day for n in range(20, 200) if is_working_day(day := starts + timedelta(days=n))]
    for day in sorted(chance.sample(days, DONE)):
        agreement.one(laid, chance, "FX-14", day, 1, 1, 1)
    with clock.at(clock.morning(ended)):
        agreements.stop(
            laid.staff["qian"], agreement=row.pk, version=_version(laid, row), side="terminated",
            reason="居民楼统一改造,余下的不用再做,两边商定终止。",
        )  # fmt: skip
    with scope(laid.job):
        waiting = settled.to_settle(laid.job)
    for chain in waiting:
        actions.settle(laid.job, chain=chain)
    paper = agreements.attach(
        laid.staff["su"], agreement=row.pk, kind="audit", title="终止结算报告(演示)",
        media_type="application/pdf", content=agreement.PDF,
    )  # fmt: skip
    actions.take_paper(laid.staff["qian"], agreement=row.pk, document=paper.pk)
    actions.ask_closing(
        laid.staff["su"], agreement=row.pk, amount=Decimal(7_000),
        reason="七户都装好了扶手和防滑垫,每户1,000元。",
    )  # fmt: skip


def _nobody_bid(laid: Laid) -> None:
    """Thought of, asked about, and failed; laid down in the archive as far as it came."""
    buyer = laid.staff["qian"]
    year = timezone.localdate().year
    with clock.at(clock.morning(timezone.localdate() - timedelta(days=60))):
        row = agreements.open_purchase(
            buyer, number=f"XS-MZ-{year}-040(演示)", name="复兴社区夜间送餐试点",
            communities=[PLACES["FX"]], why="几位老人晚上吃不上热饭。",
        )  # fmt: skip
        agreements.stop(
            buyer, agreement=row.pk, version=row.version, side="failed_bid",
            reason="问了三家,夜里都没有人手。",
        )  # fmt: skip
        actions.archive(buyer, agreement=row.pk)


def _signed(laid: Laid, starts: date) -> Any:
    buyer = laid.staff["qian"]
    bought = starts - timedelta(days=20)
    with clock.at(clock.morning(bought)):
        row = agreements.open_purchase(
            buyer, number=f"XS-MZ-{starts.year}-031(演示)", name="复兴社区居家安全小改善试点",
            communities=[PLACES["FX"]], why="老人家里容易滑倒。",
        )  # fmt: skip
        step = agreement.Steps(buyer, row.pk)
        step(
            agreements.describe, survey="入户问了30位老人,24位想装扶手。",
            never={one.value: False for one in Never}, method="public_tender",
        )  # fmt: skip
        step(agreements.set_sources, sources=[("community_fund", "复兴社区基金", PRICE)])
        step(agreements.set_budget, lines=[("扶手和防滑垫", PRICE)])
        step(agreements.set_indicators, indicators=[
            {"code": "I01", "name": "居家安全小改善", "unit": "household_times", "target": HOMES,
             "weight": 100, "rule": {"services": [laid.services["FX-14"].pk]}},
        ])  # fmt: skip
        step(agreements.set_tranches, tranches=[
            {"share": 100, "amount": PRICE, "due_on": starts + timedelta(days=364),
             "gates": [("final_score", 80)]},
        ])  # fmt: skip
        for to in ("need_survey", "catalogue_check", "budgeted", "requirement_published",
                   "procurement", "evaluated"):  # fmt: skip
            step(agreements.advance, to=to)
        step(
            agreements.award, supplier=laid.bodies["CX"].id, price=PRICE, on=bought,
            reported_on=bought, noticed_on=bought,
        )  # fmt: skip
        step(agreements.sign, on=bought, starts_on=starts, ends_on=starts + timedelta(days=364))
        step(agreements.file_copy, on=bought)
    with clock.at(clock.morning(starts)):
        step(agreements.advance, to="in_force")
    return row


def _version(laid: Laid, row: Any) -> int:
    with scope(laid.staff["qian"], read_only=True) as buyer:
        return promised.get(buyer, row.pk).version
