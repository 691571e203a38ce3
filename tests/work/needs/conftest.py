"""What most tests of needs begin with."""

from __future__ import annotations

import pytest

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions
from sanshe.work.needs.models import Event, Need
from tests.factories.district import FX

VISIT = "我一个人在家,电视开着,想有人来坐坐"
SORTED = {"kind": "need", "category": "elder_visit", "urgency": "P2", "privacy": "normal"}


class Desk:
    """The cast's hands: each step as the person who usually makes it."""

    def __init__(self, district):
        self.district = district

    def hear(self, text=VISIT, actor=None, **more):
        return actions.hear(
            actor or self.district.resident, community=FX, text=text, channel="web", **more
        )

    def sort(self, need, actor=None, **changed):
        return actions.sort(
            actor or self.district.clerk, need=need, version=need.version, **{**SORTED, **changed}
        )

    def dispatch(self, need, **more):
        more = {"lead": self.district.agency.id, **more}
        return actions.dispatch(self.district.clerk, need=need, version=need.version, **more)

    def heard(self, **more):
        return self.hear(**more).need

    def sorted(self):
        return self.sort(self.heard())

    def dispatched(self):
        return self.dispatch(self.sorted())

    def answered(self):
        return actions.answer(self.district.worker, need=self.dispatched(), text="周三来看您")

    def closed(self):
        need = self.answered()
        return actions.confirm(self.district.holding(need.receipt), need=need)

    def now(self, need):
        with scope(self.district.job):
            return Need.objects.get(pk=need.pk)

    def story(self, need):
        with scope(self.district.job):
            return list(Event.objects.filter(need=need).order_by("at", "id"))


@pytest.fixture
def desk(district):
    return Desk(district)
