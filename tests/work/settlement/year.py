"""The scenario's contract (§6.4) in the test district: its services, its promises, its work."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sanshe.entrances.jobs.demo.agreement import BUDGET, PRICE, SOURCES
from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.entrances.jobs.demo.tables import SCENARIO
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions as ledger
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements.enums import Never
from sanshe.registry.agreements.models import Agreement
from sanshe.registry.catalogue.models import Service
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement.models import Verdict
from tests.factories.district import COUNTY, FX, District
from tests.registry.agreements.cast import TRANCHES, now

RULES: dict[str, dict[str, Any]] = {
    "I01": {"alive": True, "once": "per_day"},
    "I02": {"alive": True}, "I03": {"min_heads": 15}, "I04": {"once": "per_term"},
    "I05": {"min_contacts": 6}, "I06": {"min_sessions": 6, "min_members": 8}, "I07": {},
    "I07b": {"min_heads": 20}, "I08": {"once": "per_term"}, "I09": {"within_working_days": 10},
    "I10": {}, "I11": {}, "I13": {},
}  # fmt: skip


class Year:
    """What is done, and when. ``do`` records and has it confirmed two days later."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.units = {row[0]: row[3] for row in SCENARIO["contract"]["indicators"]}
        self.targets = {row[0]: Decimal(row[4]) for row in SCENARIO["contract"]["indicators"]}
        with scope(district.job):
            self.services = {code: self._service(code, self.units[code]) for code in RULES}
            self.contact = self._service("contact", "person_times")
            self.session = self._service("session", "sessions")
        self.agreement = self._contract()

    def _service(self, code: str, unit: str) -> Service:
        like = self.district.service
        return Service.objects.create(
            code=f"Y-{code}", name=code, community=FX, item=like.item, platform=like.platform,
            unit=unit, planned_per_year=0,
        )  # fmt: skip

    def _contract(self) -> Agreement:
        buyer = self.district.bureau
        row = agreements.open_purchase(
            buyer,
            number="XS-MZ-2026-017",
            name="2026年复兴社区社会工作站服务项目",
            communities=[FX],
            on=date(2025, 12, 1),
        )

        def step(act: Any, **facts: Any) -> None:
            act(buyer, agreement=row.id, version=now(self.district, row).version, **facts)

        step(
            agreements.describe, survey="盼有人上门", method="competitive_consultation",
            method_reason="要一起商量", never={one.value: False for one in Never},
        )  # fmt: skip
        step(agreements.set_sources, sources=SOURCES)
        step(agreements.set_budget, lines=[(name, Decimal(yuan)) for name, yuan in BUDGET])
        step(agreements.set_indicators, indicators=self._promises())
        step(agreements.set_tranches, tranches=TRANCHES)
        for to in ("need_survey", "catalogue_check", "budgeted", "requirement_published",
                   "procurement", "evaluated"):  # fmt: skip
            step(agreements.advance, to=to, on=date(2025, 12, 1))
        step(
            agreements.award, supplier=self.district.agency.id, price=PRICE,
            on=date(2025, 12, 8), reported_on=date(2025, 12, 3),
        )  # fmt: skip
        step(
            agreements.sign, on=date(2025, 12, 24), starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
        )  # fmt: skip
        agreements.attach(
            buyer, agreement=row.id, kind="contract", title="合同", public=True,
            media_type="application/pdf", content=b"%PDF-1.4",
        )  # fmt: skip
        step(agreements.publish_contract, on=date(2025, 12, 26))
        step(agreements.advance, to="in_force", on=date(2026, 1, 1))
        return now(self.district, row)

    def _promises(self) -> list[dict[str, Any]]:
        found = []
        for code, name, _from, unit, target, weight, *_words in SCENARIO["contract"]["indicators"]:
            one = {"code": code, "name": name, "unit": unit, "target": target, "weight": weight}
            if code in RULES:
                one["rule"] = {**RULES[code], "services": [self.services[code].id]}
            found.append(one)
        (escorts,) = [one for one in found if one["code"] == "I02"]
        escorts["rule"]["services"].append(self.services["I01"].id)  # claims the visits as well
        return found

    def do(
        self, code: str, day: date, quantity: Any = 1, *, heads: int | None = None,
        persons: Any = (), series: UUID | None = None, written: date | None = None,
        service: Service | None = None, confirmed: bool = True,
    ) -> UUID:  # fmt: skip
        """One entry of the book; ``written`` later than the day, where it was."""
        service = service or self.services[code]
        start = morning(day) + timedelta(hours=1)
        with at(morning(written or day) + timedelta(hours=4)):
            id = ledger.record(
                self.district.worker, community=FX, agency=self.district.agency.id,
                item=service.item_id, service=service.id, platform=service.platform_id,
                started_at=start, ended_at=start + timedelta(hours=2), persons=list(persons),
                heads=heads or max(int(quantity), len(persons), 1),
                workers=[self.district.worker.user], quantity=quantity, unit=service.unit,
                source="manual", source_id=new_id(), series=series,
            )  # fmt: skip
        if confirmed:
            with at(morning((written or day) + timedelta(days=2))):
                ledger.confirm(
                    self.district.supervisor, county=COUNTY, record=id, method="co_signed"
                )
        return id

    def case(self, day: date, contacts: int = 6) -> UUID:
        series = new_id()
        for n in range(contacts):
            self.do("", day - timedelta(days=n), series=series, service=self.contact,
                    confirmed=False)  # fmt: skip
        return self.do("I05", day, series=series)

    def group(self, day: date, members: int = 8) -> UUID:
        series = new_id()
        for n in range(6):
            self.do("", day - timedelta(days=n), heads=members, series=series,
                    service=self.session, confirmed=False)  # fmt: skip
        return self.do("I06", day, heads=members, series=series)

    def why(self, id: UUID) -> tuple[str, str | None]:
        """What was decided of a record, and by which indicator."""
        with scope(self.district.job):
            one = Verdict.objects.get(pk=id)
            code = self.agreement.indicators.filter(pk=one.indicator).first()
            return one.why, code.code if code else None
