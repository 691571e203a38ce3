"""A case of somebody, led as far as a test wants it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.entrances.jobs.demo.clock import at
from sanshe.ground.kit.ids import new_id
from sanshe.ledger.models import Place, Record
from sanshe.registry.catalogue.models import Service
from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.casework import actions
from sanshe.work.casework.models import Case, Contact, Goal
from tests.factories.district import FX, District


class Work:
    """What the owner does in a case of 周奶奶. Every step reads the case as it stands."""

    def __init__(self, district: District, service: Service | None = None) -> None:
        self.district = district
        self.service = service or a_service(district)
        self.person = keep_person(
            district.worker, community=FX, name="周奶奶", building="3栋", even_so=True
        )
        self.case: UUID | None = None

    def open(self, actor: Any = None, **more: Any) -> Case:
        facts = {
            "id": new_id(), "person": self.person.id, "service": self.service.id,
            "agreed_how": "signed", "why": "想有个人商量",
        } | more  # fmt: skip
        with at(timezone.now() - timedelta(days=1)):  # an hour ago may be yesterday
            row = actions.open_case(actor or self.district.worker, **facts)
        self.case = self.case or row.id
        return row

    def now(self) -> Case:
        with scope(self.district.job):
            return Case.objects.get(pk=self.case)

    def step(self, act: Any, actor: Any = None, **facts: Any) -> Any:
        return act(
            actor or self.district.worker, case=self.case, version=self.now().version, **facts
        )

    def assess(self, **more: Any) -> Case:
        return self.step(actions.assess, **{"assessment": "一个人住,女儿在外地"} | more)

    def plan(self, **more: Any) -> Case:
        facts = {
            "plan": "每两周去一次", "goals": [("每周出门两次", 0), ("有事会打电话", 1)],
            "review_by": today() + timedelta(days=90), "next_on": today() + timedelta(days=14),
        }  # fmt: skip
        return self.step(actions.plan, **facts | more)

    def contact(self, actor: Any = None, **more: Any) -> Contact:
        facts = {
            "case": self.case, "id": new_id(), "way": "visit", "note": "聊了女儿的电话",
            "started_at": timezone.now() - timedelta(hours=1), "minutes": 30,
            "next_on": today() + timedelta(days=7),
        }  # fmt: skip
        return actions.contact(actor or self.district.worker, **facts | more)

    def review(self, **more: Any) -> Case:
        facts = {"words": "照做", "review_by": today() + timedelta(days=90)}
        return self.step(actions.review, **facts | more)

    def close(self, **more: Any) -> Case:
        facts = {
            "evaluation": "出门多了", "scales": {goal.id: 3 for goal in self.goals()},
            "opinion": "good", "follow_up_on": today() + timedelta(days=30),
        }  # fmt: skip
        return self.step(actions.close, **facts | more)

    def running(self, contacts: int = 1) -> Work:
        self.open()
        self.assess()
        self.plan()
        for _n in range(contacts):
            self.contact()
        return self

    def goals(self) -> list[Goal]:
        with scope(self.district.job):
            return list(Goal.objects.filter(case=self.case))

    def book(self) -> list[tuple[str, str]]:
        """Unit and standing of all that was written of the case."""
        with scope(self.district.job):
            rows = Record.objects.filter(series=self.case).order_by("seq")
            places = dict(Place.objects.values_list("record", "standing"))
            return [(row.unit, places[row.id]) for row in rows]


def today() -> date:
    return timezone.localdate()


def a_service(district: District, **more: Any) -> Service:
    like = district.service
    with scope(district.job):
        return Service.objects.create(**{
            "code": "FX-08", "name": "老人个案服务", "community": FX, "item": like.item,
            "platform": like.platform, "unit": "cases", "planned_per_year": 12,
        } | more)  # fmt: skip


def half_a_year_ago() -> datetime:
    return timezone.now() - timedelta(days=190)
