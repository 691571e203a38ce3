"""The scenario's contract (§6.4) for this year, and what was done for it beside the visits.

Every record is invented and written through the product's own actions; sums are the scenario's.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements.enums import Never
from sanshe.registry.catalogue import actions as catalogue
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions as settlement
from sanshe.work.settlement import queries as settled

from . import clock
from .tables import PLACES, REPORTED, SCENARIO
from .visits import WEEKS

if TYPE_CHECKING:
    from .lay_out import Laid

PRICE = Decimal(360_000)
BUDGET = (
    ("社工工资与保险(3人)", 234_000), ("活动与材料", 72_000), ("督导", 18_000),
    ("志愿者培训与保险", 12_000), ("管理费(5%)", 18_000), ("审计", 6_000),
)  # fmt: skip
SOURCES = (
    ("fiscal", "区级财政购买服务", Decimal(300_000)),
    ("lottery_fund", "福彩公益金", Decimal(60_000)),
)
RULES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "I01": (("FX-01", "FX-02", "FX-03"), {"alive": True, "once": "per_day"}),
    "I02": (("FX-04",), {}),
    "I03": (("FX-05",), {"min_heads": 15}),
    "I04": (("FX-06",), {"once": "per_term"}),
    "I05": (("FX-08",), {"min_contacts": 6}),
    "I07": (("FX-09",), {}),
    "I07b": (("FX-10",), {"min_heads": 20}),
    "I08": (("FX-11",), {"once": "per_term"}),
    "I10": (("FX-13",), {}),
    "I13": (("FX-15",), {}),
}
"""Counting rules by the scenario's words."""

EXTRA: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("FX-16", "小组工作", "groups", "I06", {"min_sessions": 6, "min_members": 8}),
    ("FX-17", "督导", "sessions", "I11", {}),
    ("FX-18", "社工站组织的志愿服务", "service_hours", "I09", {"within_working_days": 10}),
)
"""I06 and I11 have no service of their own in the scenario's forty, and the volunteer team of I09
is run by another body than the station: three are opened for them at the station."""


def lay_out(laid: Laid) -> None:
    """The contract from its first thought, the year's other work, and what it counts for."""
    year = timezone.localdate().year
    for code, name, unit, _indicator, _rule in EXTRA:
        like = laid.services["FX-08"]
        laid.services[code] = _service(laid, like, code, name, unit)
    with clock.at(clock.morning(date(year - 1, 12, 1))):
        step = _tendered(laid, year)
    with clock.at(clock.morning(date(year, 1, 1))):
        _contracted(laid, year, step)
    _work(laid, year)
    with scope(laid.job):
        waiting = settled.to_settle(laid.job)
    for chain in waiting:
        settlement.settle(laid.job, chain=chain)


def _service(laid: Laid, like: Any, code: str, name: str, unit: str) -> Any:
    return catalogue.add_service(
        laid.job, code=code, name=name, community=like.community, item=like.item,
        platform=like.platform, unit=unit, target_group="", frequency="", planned_per_year=0,
        counts_if="", evidence="", reported_as=REPORTED.get(code, ""),
    )  # fmt: skip


def _tendered(laid: Laid, year: int) -> Steps:
    """Up to the review of the bids."""
    buyer, place = laid.staff["qian"], PLACES["FX"]
    row = agreements.open_purchase(
        buyer, number=f"XS-MZ-{year}-017(演示)", name=f"{year}年复兴社区社会工作站服务项目",
        communities=[place], platforms=[laid.platforms["复兴社工站"].pk],
    )  # fmt: skip
    step = Steps(buyer, row.id)
    step(
        agreements.describe, survey="居民会上问了47人:盼有人上门看老人,盼孩子放学有去处。",
        never={one.value: False for one in Never}, method="competitive_consultation",
        method_reason="服务的具体要求要和承接方一起商量才说得清",
    )  # fmt: skip
    step(agreements.set_sources, sources=SOURCES)
    step(agreements.set_budget, lines=[(name, Decimal(yuan)) for name, yuan in BUDGET])
    step(agreements.set_indicators, indicators=_indicators(laid))
    step(agreements.set_tranches, tranches=_tranches(year))
    for to in ("need_survey", "catalogue_check", "budgeted", "requirement_published",
               "procurement", "evaluated"):  # fmt: skip
        step(agreements.advance, to=to)
    return step


def _contracted(laid: Laid, year: int, step: Steps) -> None:
    """What came of it, written down when the year began."""
    step(
        agreements.award, supplier=laid.bodies["CX"].id, price=PRICE, on=date(year - 1, 12, 8),
        reported_on=date(year - 1, 12, 3), noticed_on=date(year - 1, 12, 8),
    )  # fmt: skip
    step(
        agreements.sign, on=date(year - 1, 12, 24), starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
    )  # fmt: skip
    agreements.attach(
        step.actor, agreement=step.agreement, kind="contract", title="合同文本(演示)", public=True,
        media_type="application/pdf", content=PDF,
    )  # fmt: skip
    step(agreements.publish_contract, on=date(year - 1, 12, 26))
    step(agreements.file_copy, on=date(year - 1, 12, 30))
    step(agreements.advance, to="in_force", on=date(year, 1, 1))


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Steps:
    """One step after the other, each against the version the one before left."""

    def __init__(self, actor: Any, agreement: UUID) -> None:
        self.actor, self.agreement, self.version = actor, agreement, 1

    def __call__(self, act: Any, **facts: Any) -> None:
        row = act(self.actor, agreement=self.agreement, version=self.version, **facts)
        self.version = row.version


def _indicators(laid: Laid) -> list[dict[str, Any]]:
    extra = {indicator: ((code,), rule) for code, _name, _unit, indicator, rule in EXTRA}
    found = []
    for code, name, _services, unit, target, weight, *_words in SCENARIO["contract"]["indicators"]:
        one = {"code": code, "name": name, "unit": unit, "target": target, "weight": weight}
        if code in (rules := {**RULES, **extra}):
            services, rule = rules[code]
            one["rule"] = {**rule, "services": [laid.services[s].pk for s in services]}
        found.append(one)
    return found


def _tranches(year: int) -> list[dict[str, Any]]:
    return [
        {"share": 40, "amount": Decimal(144_000), "due_on": date(year, 1, 15),
         "gates": [("contract_published", None), ("work_plan_accepted", None)]},
        {"share": 40, "amount": Decimal(144_000), "due_on": date(year, 7, 31),
         "gates": [("midterm_score", 80), ("progress", 45)]},
        {"share": 20, "amount": Decimal(72_000), "due_on": date(year + 1, 1, 31),
         "gates": [("final_score", 80), ("users_opinion", None), ("public_notice", 5),
                   ("audited", None)]},
    ]  # fmt: skip


# what was done beside the visits: service, times a month, hours long, how many came, quantity
MONTHLY = (
    ("FX-04", 18, 2, (1, 1), None),
    ("FX-05", 4, 2, (12, 34), 1),
    ("FX-06", 24, 1, (1, 1), None),
    ("FX-09", 5, 1, (1, 2), None),
    ("FX-11", 5, 2, (1, 1), None),
    ("FX-18", 8, 3, (4, 9), "hours"),
    ("FX-17", 1, 2, (3, 3), 1),
)


def _work(laid: Laid, year: int) -> None:
    """Month by month until yesterday; most of it confirmed by a colleague."""
    chance = random.Random(year)
    last = timezone.localdate() - timedelta(days=1)
    for month in range(1, 13):
        days = [day for day in _month(year, month) if day <= last]
        if not days:
            break
        for service, times, hours, (few, many), how in MONTHLY:
            for _ in range(max(1, round(times * len(days) / 21))):
                heads = chance.randint(few, many)
                quantity = heads if how is None else hours * heads if how == "hours" else 1
                one(laid, chance, service, chance.choice(days), hours, heads, quantity)
        _visits_before(laid, chance, days)
        if month in (4, 9):
            one(laid, chance, "FX-13", days[-1], 2, chance.randint(6, 12), 1)
        if month % 2 == 0:
            one(laid, chance, "FX-15", chance.choice(days), 2, chance.randint(15, 40), 1)
        if month % 3 == 0:
            one(laid, chance, "FX-10", chance.choice(days), 2, chance.randint(16, 40), 1)
            _group(laid, chance, days)
        _case(laid, chance, days)


def _visits_before(laid: Laid, chance: random.Random, days: list[date]) -> None:
    """The tallies of days before the visits that are kept one by one: typed in from paper, without
    names."""
    first = timezone.localdate() - timedelta(weeks=WEEKS)
    for day in days:
        if day < first:
            code, times = chance.choice((("FX-01", 8), ("FX-02", 9), ("FX-03", 10)))
            one(laid, chance, code, day, 4, times, times)


def _month(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = (first + timedelta(days=n) for n in range(31))
    return [day for day in days if day.month == month and is_working_day(day)]


def _group(laid: Laid, chance: random.Random, days: list[date]) -> None:
    series = new_id()
    for day in chance.sample(days, min(6, len(days))):
        one(laid, chance, "FX-07", day, 2, chance.randint(8, 12), 1, series=series)
    one(laid, chance, "FX-16", days[-1], 1, 8, 1, series=series)


def _case(laid: Laid, chance: random.Random, days: list[date]) -> None:
    series = new_id()
    for day in chance.sample(days, min(chance.randint(5, 7), len(days))):
        one(laid, chance, "FX-09", day, 1, 1, 1, series=series)
    one(laid, chance, "FX-08", days[-1], 1, 1, 1, series=series)


def one(
    laid: Laid, chance: random.Random, code: str, day: date, hours: int, heads: int,
    quantity: int, *, series: UUID | None = None,
) -> None:  # fmt: skip
    """One record of a day, most likely confirmed two days later."""
    service, who = laid.services[code], chance.choice(("meng", "xu"))
    who, start = _free(laid, who, day, timedelta(hours=chance.choice((0, 1, 5, 6))), hours)
    worker = laid.staff[who]
    assert worker.user is not None
    end = start + timedelta(hours=hours, minutes=-10)
    with clock.at(end + timedelta(hours=chance.choice((1, 2, 20)))):
        id = ledger.record(
            worker, community=service.community, agency=laid.bodies["CX"].id,
            item=service.item_id, service=service.pk, platform=service.platform_id,
            started_at=start, ended_at=end, persons=[], heads=heads, workers=[worker.user],
            quantity=quantity, unit=service.unit, source="manual", source_id=new_id(),
            series=series,
        )  # fmt: skip
    if chance.random() < 0.93:
        with clock.at(end + timedelta(days=2)):
            ledger.confirm(
                laid.staff["feng"], county=county_of(service.community), record=id,
                method="co_signed",
            )  # fmt: skip


def _free(laid: Laid, who: str, day: date, hour: timedelta, hours: int) -> tuple[str, datetime]:
    """Nobody is in two places at once: who is free first that day, after the visits kept one by
    one, which fill the mornings."""
    visits_began = timezone.localdate() - timedelta(weeks=WEEKS + 1)
    opens = clock.morning(day) + (timedelta(hours=6) if day >= visits_began else timedelta())
    until = {name: laid.busy.get((name, day), opens) for name in ("meng", "xu")}
    if until[who] > min(until.values()):
        who = min(until, key=lambda name: until[name])
    start = max(until[who], clock.morning(day) + hour) if until[who] == opens else until[who]
    laid.busy[who, day] = start + timedelta(hours=hours)
    return who, start
