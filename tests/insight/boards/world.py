"""Places, services and persons in three communities of two counties, and moves in their book."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.ids import new_id
from sanshe.insight.boards import actions as boards
from sanshe.ledger import actions as ledger
from sanshe.registry.catalogue.models import Service
from sanshe.registry.organisations.models import Platform, Settlement
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, GF, WJQ, District, staff

PERSONS = [UUID(int=n) for n in range(1, 8)]
SINCE = date(2015, 6, 1)
START = datetime(2026, 3, 30, 4, 0, tzinfo=UTC)


class World:
    """``move(kind, dice)`` does one thing, if the house lets it."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.records: list[tuple[int, UUID]] = []
        self.services = []
        with scope(district.job):
            for place in (FX, GF, WJQ):
                platform = Platform.objects.create(
                    kind="station", name=f"站{place}", community=place, opened_on=SINCE
                )
                Settlement.objects.create(
                    platform=platform, operator=district.agency, during=(SINCE, None)
                )
                for unit in ("person_times", "events"):
                    self.services.append(
                        Service.objects.create(
                            code=f"W-{place}-{unit[:6]}", name="探访", community=place,
                            item=district.visiting, platform=platform, unit=unit,
                        )
                    )  # fmt: skip
            self.worker, self.manager = (
                staff("甲", role, district.agency.id, 530000000000)
                for role in ("worker", "agency_manager")
            )

    def move(self, kind: str, dice: random.Random) -> None:
        """Refusals are refusals."""
        if kind == "fold":
            boards.fold(self.district.job)
        elif kind == "record":
            self.record(dice)
        elif self.records:
            county, id = dice.choice(self.records)
            with suppress(Problem):
                if kind == "confirm":
                    ledger.confirm(self.manager, county=county, record=id, method="co_signed")
                else:
                    getattr(ledger, kind)(self.manager, county=county, record=id, reason="x")

    def record(self, dice: random.Random, *, times: int = 1, place: int = 0) -> None:
        """A service or some of one kind, in March or April of 2026, for some of seven persons."""
        fitting = [s for s in self.services if place in (0, s.community)]
        service = dice.choice(fitting)
        for _ in range(times):
            start = START + timedelta(days=dice.randrange(4))
            persons = dice.sample(PERSONS, dice.randrange(4))
            id = ledger.record(
                self.worker, community=service.community, agency=self.worker.org,
                item=service.item_id, service=service.id, platform=service.platform_id,
                started_at=start, ended_at=start + timedelta(minutes=30), persons=persons,
                heads=len(persons) + dice.randrange(1, 3), workers=[self.worker.user],
                quantity=dice.randrange(1, 4), unit=service.unit, source="visit",
                source_id=new_id(), sealed=not persons and dice.random() < 0.2,
            )  # fmt: skip
            self.records.append((service.community // 10**6 * 10**6, id))
