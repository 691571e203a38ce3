"""A small district and its cast, for tests. Written below the actions on purpose: a test of one
module must not need all others. (The demo district, by contrast, goes in through the actions.)

    district = make_district()
    with scope(district.worker): …
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from sanshe.ground.kit.database import data_dir
from sanshe.ground.kit.ids import new_id
from sanshe.registry.catalogue.models import (
    CatalogueLine,
    CatalogueVersion,
    Service,
    ServiceItem,
)
from sanshe.registry.organisations.models import Organisation, Platform, Settlement
from sanshe.trust.accounts.models import Assignment, User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.database import fingerprint
from tests.factories.places import COUNTY, FX, GF, PLACES, WJQ

__all__ = [
    "COUNTY",
    "FX",
    "GF",
    "PLACES",
    "WJQ",
    "District",
    "keep_district",
    "kept_district",
    "make_district",
    "staff",
]


@dataclass(frozen=True)
class District:
    """Who acts, and what they act on."""

    worker: Actor  # the owner: works for the agency that leads in FX
    colleague: Actor  # same agency
    supervisor: Actor
    manager: Actor
    other_agency: Actor  # a worker of another agency, settled in GF
    clerk: Actor  # committee of FX
    secretary: Actor
    other_district: Actor  # a clerk in WJQ
    street: Actor
    bureau: Actor
    auditor: Actor
    security: Actor
    system: Actor
    resident: Actor  # speaks to FX, holds no receipt yet
    job: Actor
    agency: Organisation
    other: Organisation
    committee: Organisation
    street_office: Organisation
    police: Organisation
    station: Platform
    visiting: ServiceItem
    referral: ServiceItem  # not ours: goes to an outside body
    service: Service
    version: CatalogueVersion

    @property
    def stranger(self) -> Actor:
        """A worker of an agency that has nothing to do here."""
        return replace(self.other_agency, org=new_id(), user=new_id())

    def holding(self, receipt: str) -> Actor:
        """The resident, having shown the secret of a receipt."""
        return replace(self.resident, receipt=receipt)


def keep_district() -> None:
    """Lay the district out for all tests of this schema, and note who is who in it."""
    _kept_in().write_bytes(pickle.dumps(make_district()))


def kept_district() -> District:
    """Whom ``keep_district`` laid out: fresh objects each time, for a test may change them."""
    found: District = pickle.loads(_kept_bytes())
    return found


@cache
def _kept_bytes() -> bytes:
    return _kept_in().read_bytes()


def _kept_in() -> Path:
    return data_dir() / f"district-{fingerprint()}.pickle"


def make_district() -> District:
    """Lay out the district in the present database, which has none."""
    job = Actor.job("test")
    with scope(job):
        agency = _org("agency", "春熙社会事务服务中心(演示)", FX)
        other = _org("agency", "绿砖瓦城乡社区服务中心(演示)", GF)
        committee = _org("residents_committee", "复兴社区居委会", FX)
        far = _org("residents_committee", "王家桥社区居委会", WJQ)
        street_office = _org("street_office", "前卫街道办事处", 530112003000)
        bureau = _org("purchaser", "西山区民政局(演示)", COUNTY)
        police = _org("external", "110", COUNTY)
        station = Platform.objects.create(
            kind="station", name="复兴社工站", community=FX, opened_on=date(2015, 6, 1)
        )
        Settlement.objects.create(
            platform=station, operator=agency, during=(date(2015, 6, 1), None)
        )
        visiting = ServiceItem.objects.create(
            code="T-02", name="老年人日常探访", categories=["elder_visit"]
        )
        referral = ServiceItem.objects.create(
            code="R-01", name="噪声扰民", categories=["noise"], department="公安"
        )
        service = Service.objects.create(
            code="FX-01", name="高龄独居老人日常探访", community=FX, item=visiting,
            platform=station, unit="person_times", planned_per_year=624,
        )  # fmt: skip
        version = CatalogueVersion.objects.create(
            community=FX, number=1, state="published", effective_from=date(2026, 1, 1)
        )
        line = CatalogueLine.objects.create(
            version=version, item=visiting, duty="transferable", lead=agency, platform=station
        )
        line.helpers.add(committee)
        CatalogueLine.objects.create(
            version=version, item=referral, duty="refused", lead=police, reason="公安的事"
        )

        return District(
            worker=staff("孟社工", Role.WORKER, agency.id, FX),
            colleague=staff("小何", Role.WORKER, agency.id, FX),
            supervisor=staff("冯老师", Role.SUPERVISOR, agency.id, FX),
            manager=staff("春熙负责人", Role.AGENCY_MANAGER, agency.id, FX),
            other_agency=staff("外机构社工", Role.WORKER, other.id, GF),
            clerk=staff("李干事", Role.COMMITTEE_CLERK, committee.id, FX),
            secretary=staff("马书记", Role.COMMITTEE_SECRETARY, committee.id, FX),
            other_district=staff("王干事", Role.COMMITTEE_CLERK, far.id, WJQ),
            street=staff("赵科", Role.STREET_OFFICER, street_office.id, 530112003000),
            bureau=staff("钱科", Role.BUREAU_OFFICER, bureau.id, COUNTY),
            auditor=staff("审计", Role.AUDITOR, bureau.id, COUNTY),
            security=staff("安全", Role.SECURITY_ADMIN, bureau.id, COUNTY),
            system=staff("系统", Role.SYSTEM_ADMIN, bureau.id, COUNTY),
            resident=Actor.resident(community=FX),
            job=job,
            agency=agency,
            other=other,
            committee=committee,
            street_office=street_office,
            police=police,
            station=station,
            visiting=visiting,
            referral=referral,
            service=service,
            version=version,
        )


def staff(name: str, role: Role, org: UUID, area: int) -> Actor:
    """A person with an account and one assignment."""
    user = User.objects.create(username=new_id().hex[-12:], name=name)
    Assignment.objects.create(user=user, role=role, org=org, area=area, since=date(2026, 1, 1))
    return Actor.staff(user=user.id, name=name, role=role, org=org, area=area)


def _org(kind: str, name: str, area: int) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, area=area)
