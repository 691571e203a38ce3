"""A county with something in every source of the yearly tables, and its neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sanshe.insight.statutory import actions
from sanshe.registry.agreements.models import Source
from sanshe.registry.catalogue.models import Service
from sanshe.registry.organisations.models import Organisation, Platform
from sanshe.registry.workforce import actions as workforce
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions as settlement
from tests.factories.book import record
from tests.factories.district import COUNTY, FX, District, staff
from tests.registry.agreements.cast import signed

PREFECTURE, PROVINCE = 530100000000, 530000000000
OTHER_COUNTY = 530102000000
YEAR = timezone.localdate().year


@dataclass(frozen=True)
class Land:
    district: District
    county: Actor
    prefecture: Actor
    other_county: Actor
    volunteering: Service
    training: Service


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_current_timezone())


def make_land(district: District) -> Land:
    """Agencies of two levels and two counties, a station, posts, hours, papers and money."""
    with scope(district.job):
        Organisation.objects.filter(pk=district.agency.pk).update(
            registered_level="county", rating="3A", party_body=True
        )
        Organisation.objects.create(
            kind="agency", name="省级机构(演示)", area=FX, registered_level="province"
        )
        Organisation.objects.create(
            kind="agency",
            name="邻县机构(演示)",
            area=OTHER_COUNTY + 9_001,
            registered_level="county",
        )
        Organisation.objects.create(kind="association", name="县社工协会(演示)", area=COUNTY)
        Organisation.objects.create(
            kind="agency", name="散了的机构", area=FX, ended_on=date(YEAR - 2, 5, 1)
        )
        Platform.objects.create(
            kind="volunteer_team", name="志愿队", community=FX, opened_on=date(2020, 1, 1)
        )
        like = district.service
        volunteering, training = (
            Service.objects.create(
                code=code, name=code, community=FX, item=like.item, platform=like.platform,
                unit=unit, reported_as=asked,
            )
            for code, unit, asked in (("V-1", "service_hours", "volunteering"),
                                      ("V-2", "sessions", "volunteer_training"))
        )  # fmt: skip
        staff("志愿者何姐", "volunteer", district.agency.id, FX)
        prefecture = staff("市局", "bureau_officer", district.bureau.org, PREFECTURE)
        other = staff("邻县", "bureau_officer", district.bureau.org, OTHER_COUNTY)
    land = Land(district, district.bureau, prefecture, other, volunteering, training)
    write(land, volunteering, quantity=Decimal("2.5"), heads=3)
    write(land, volunteering, quantity=4, heads=1)
    write(land, training, quantity=1, heads=17)
    write(land, volunteering, day=date(YEAR - 1, 6, 1), quantity=8, heads=1)
    buy(land)
    for certificate in ("1", "2"):
        workforce.certify(
            district.manager, user=district.worker.user, certificate=certificate,
            obtained_on=date(YEAR - 3, 11, 1),
        )  # fmt: skip
    for topic in ("social_work", "volunteer", "incentive"):
        actions.add_policy(
            land.county, area=COUNTY, topic=topic, title=f"关于{topic}的意见", issuer="县民政局",
            issued_on=date(YEAR, 1, 4),
        )  # fmt: skip
    return land


def write(land: Land, service: Service, *, day: date | None = None, **more: Any) -> None:
    """One entry of the book."""
    start = morning(day or date(YEAR, 1, 2))
    record(
        land.district, service=service.id, item=service.item_id, platform=service.platform_id,
        unit=service.unit, started_at=start, ended_at=start + timedelta(hours=2), persons=[],
        **more,
    )  # fmt: skip


def buy(land: Land) -> None:
    """An agreement of the county and what came in for it, one of it taken back."""
    agreement = signed(land.district)
    manager = land.district.manager
    with scope(land.district.job):
        sources = {one.kind: one.pk for one in Source.objects.filter(agreement=agreement)}
    for kind, amount in (("fiscal", 1000), ("lottery_fund", 200), ("fiscal", 55)):
        entry = settlement.enter(
            manager, agreement=agreement.pk, flow="received", source=sources[kind], line=None,
            on=date(YEAR, 1, 5), amount=Decimal(amount), voucher=f"V{amount}", payee="", words="",
        )  # fmt: skip
    settlement.take_back(manager, entry=entry.pk, words="记重了")
