"""A platform about to change hands: two agencies, the street, and people they serve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sanshe.registry.organisations.models import Organisation
from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.takeover import actions
from sanshe.work.takeover.models import Client, Matter, Takeover
from sanshe.work.visits import actions as visits
from tests.factories.district import FX, District, staff


def tomorrow(hour: int) -> datetime:
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@dataclass
class Handing:
    """The cast of one take-over, and what is done to it again and again."""

    district: District
    manager: Actor  # of the leaving agency
    comes: Actor  # manager of the coming one
    worker: Actor  # of the coming one
    row: Takeover | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def now(self) -> Takeover:
        with scope(self.district.job):
            return Takeover.objects.get(pk=self.row.pk)

    def all(self, model):
        with scope(self.district.job):
            return list(model.objects.filter(takeover=self.row).order_by("id"))

    def client(self, name) -> Client:
        with scope(self.district.job):
            key = self.kept[name].id
            found = Client.objects.filter(takeover=self.row)
            return found.filter(person=key).first() or found.get(need=key)

    def person(self, name: str, **facts: Any) -> Any:
        self.kept[name] = keep_person(
            self.district.worker, community=FX, name=name, building="3栋", even_so=True, **facts
        )
        return self.kept[name]

    def visit(self, name: str, hour: int) -> Any:
        return visits.plan(
            self.district.worker, service=self.district.service, person=self.kept[name],
            worker=self.district.worker.user, start=tomorrow(hour), end=tomorrow(hour + 1),
        )  # fmt: skip

    def need(self, text: str, name: str = "") -> Any:
        cast = self.district
        heard = needs.hear(cast.resident, community=FX, text=text, channel="web")
        row = needs.sort(
            cast.clerk, need=heard.need.id, version=heard.need.version, kind="need",
            category="elder_visit", urgency="P2", privacy="normal",
        )  # fmt: skip
        row = needs.dispatch(cast.clerk, need=row.id, version=row.version, lead=cast.agency)
        if name:
            row = needs.link_person(
                cast.worker, need=row.id, version=row.version, person=self.kept[name].id
            )
        return row

    def announce(self, **changes: Any) -> Takeover:
        said = {
            "platforms": [self.district.station.pk], "coming": self.district.other.pk,
            "day": timezone.localdate(), "why": "ended",
        }  # fmt: skip
        self.row = actions.announce(self.district.street, **{**said, **changes})
        return self.row

    def draw(self) -> None:
        actions.draw(self.manager, takeover=self.row.pk)

    def ask(self, name: str, answer: str, **more: Any) -> Client:
        return actions.ask(
            self.manager, client=self.client(name).pk, answer=answer, how="home",
            notice_read=True, **more,
        )  # fmt: skip

    def decide_all(self) -> None:
        """Who said yes goes on; everybody else gets a goodbye."""
        for one in self.all(Matter):
            with scope(self.district.job):
                yes = one.client is None or one.client.answer == "yes"
            actions.decide(
                self.manager, matter=one.pk, fate="taken" if yes else "ended",
                words="" if yes else "谢谢您这几年的信任",
            )  # fmt: skip

    def tell_all(self) -> None:
        actions.write_farewell(self.manager, takeover=self.row.pk, text="谢谢大家。")
        ids = [one.pk for one in self.all(Client)]
        actions.tell(self.manager, takeover=self.row.pk, clients=ids, told="door")

    def introduce(self) -> None:
        actions.introduce(self.comes, takeover=self.row.pk, worker=self.worker.user)

    def finish(self) -> None:
        self.introduce()
        self.decide_all()
        actions.finish_lists(self.manager, takeover=self.row.pk, version=self.now().version)
        self.tell_all()
        actions.finish_farewell(self.manager, takeover=self.row.pk, version=self.now().version)

    def sign(self, *who: Actor) -> None:
        for actor in who or (self.manager, self.comes, self.district.street):
            actions.sign(actor, takeover=self.row.pk)


def make_handing(district: District) -> Handing:
    with scope(district.job):
        Organisation.objects.filter(pk=district.other.pk).update(phone="100-0000-0131")
        comes = staff("绿砖瓦负责人", Role.AGENCY_MANAGER, district.other.id, FX)
        worker = staff("罗社工", Role.WORKER, district.other.id, FX)
    return Handing(district, district.manager, comes, worker)


@pytest.fixture
def handing(district) -> Handing:
    return make_handing(district)
