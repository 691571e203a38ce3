"""A purchase by the bureau, brought as far as a test needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sanshe.registry.agreements import actions
from sanshe.registry.agreements.enums import Never
from sanshe.registry.agreements.models import Agreement
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, District

PRICE = Decimal(360_000)
BEGAN = date(2025, 11, 3)
"""The first thought; what is laid down before the requirement is dated the same."""
SOURCES = [
    ("fiscal", "区级财政", Decimal(300_000)),
    ("lottery_fund", "福彩公益金", Decimal(60_000)),
]
BUDGET = [("人员", Decimal(300_000)), ("活动", Decimal(60_000))]
TRANCHES = [
    {"share": 40, "amount": Decimal(144_000), "due_on": date(2026, 1, 15),
     "gates": [("contract_published", None), ("work_plan_accepted", None)]},
    {"share": 40, "amount": Decimal(144_000), "due_on": date(2026, 7, 31),
     "gates": [("midterm_score", 80), ("progress", 45)]},
    {"share": 20, "amount": Decimal(72_000), "due_on": date(2027, 1, 31),
     "gates": [("final_score", 80), ("users_opinion", None), ("public_notice", 5),
               ("audited", None)]},
]  # fmt: skip


def indicators(district: District) -> list[dict[str, Any]]:
    return [
        {"code": "I01", "name": "日常探访", "unit": "person_times", "target": 624, "weight": 92,
         "rule": {"services": [district.service.id], "alive": True, "once": "per_day"}},
        {"code": "I12", "name": "服务满意度", "unit": "percent", "target": 90, "weight": 8},
    ]  # fmt: skip


def opened(district: District, **more: Any) -> Agreement:
    facts = {"number": "XS-2026-1", "name": "社工站服务", "communities": [FX], "on": BEGAN}
    return actions.open_purchase(district.bureau, **{**facts, **more})


def now(district: District, agreement: Agreement) -> Agreement:
    with scope(district.job):
        return Agreement.objects.get(pk=agreement.pk)


def budgeted(district: District, **more: Any) -> Agreement:
    """The public was asked, nothing on the negative list, the money is there."""
    row = opened(district, **more)
    buyer = district.bureau

    def at() -> dict[str, Any]:
        return {"agreement": row.id, "version": now(district, row).version}

    actions.describe(
        buyer, **at(), survey="老人多,想有人上门", never={one.value: False for one in Never},
        method="competitive_consultation", method_reason="标准不能事先详细规定",
    )  # fmt: skip
    actions.set_sources(buyer, **at(), sources=SOURCES)
    actions.set_budget(buyer, **at(), lines=BUDGET)
    actions.set_indicators(buyer, **at(), indicators=indicators(district))
    actions.set_tranches(buyer, **at(), tranches=TRANCHES)
    for step in ("need_survey", "catalogue_check", "budgeted"):
        actions.advance(buyer, **at(), to=step, on=BEGAN)
    return now(district, row)


def awarded(district: District, **more: Any) -> Agreement:
    row = budgeted(district, **more)
    for step in ("requirement_published", "procurement", "evaluated"):
        actions.advance(
            district.bureau, agreement=row.id, version=now(district, row).version, to=step,
            on=date(2025, 12, 1), reviewed_on=date(2025, 12, 1),
        )  # fmt: skip
    actions.award(
        district.bureau, agreement=row.id, version=now(district, row).version,
        supplier=district.agency.id, price=PRICE, on=date(2025, 12, 8),
        reported_on=date(2025, 12, 3),
    )  # fmt: skip
    return now(district, row)


def signed(district: District, **more: Any) -> Agreement:
    """In force from the first of January 2026 for a year, published in time."""
    row = awarded(district, **more)
    buyer = district.bureau
    actions.sign(
        buyer, agreement=row.id, version=row.version, on=date(2025, 12, 24),
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip
    actions.attach(
        buyer, agreement=row.id, kind="contract", title="合同", media_type="application/pdf",
        content=b"%PDF-1.4", public=True,
    )  # fmt: skip
    actions.publish_contract(
        buyer, agreement=row.id, version=now(district, row).version, on=date(2025, 12, 26)
    )
    actions.advance(
        buyer, agreement=row.id, version=now(district, row).version, to="in_force",
        on=date(2026, 1, 1),
    )  # fmt: skip
    return now(district, row)
