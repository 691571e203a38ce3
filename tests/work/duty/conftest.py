"""A clock set by hand, and the cast's hands on alarms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions, queries
from sanshe.work.duty.models import Alarm, Line
from sanshe.work.needs import actions as needs
from tests.factories.district import FX

DANGER = "我闻到好大煤气味,头晕"
SEALED = "他又打我,流血了,救命"
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
TODAY = NOON.date()


class Watch:
    """Hears dangers, lets minutes pass (the job runs after each step), and tells who was called."""

    def __init__(self, district, monkeypatch=None):
        self.district = district
        self.now = NOON
        if monkeypatch is not None:
            monkeypatch.setattr(timezone, "now", lambda: self.now)

    def hear(self, text=DANGER, **more):
        heard = needs.hear(self.district.resident, community=FX, text=text, channel="web", **more)
        return heard.need

    def alarm_of(self, need):
        with scope(self.district.job):
            return Alarm.objects.filter(need=need.id).latest("raised_at")

    def alarm(self, text=DANGER, **more):
        return self.alarm_of(self.hear(text, **more))

    def later(self, minutes):
        self.now += timedelta(minutes=minutes)
        return actions.ring(self.district.job)

    def seen(self, alarm):
        with scope(self.district.job):
            return Alarm.objects.get(pk=alarm.pk)

    def rung(self, alarm):
        """(round, stage, names of those called) in order."""
        users = {
            who.user: name for name in vars(self.district)
            if getattr(who := getattr(self.district, name), "user", None)
        }  # fmt: skip
        with scope(self.district.job):
            rows = list(Line.objects.filter(alarm=alarm, step="rung").order_by("at", "id"))
        return [(row.round, row.stage, {users.get(one, "?") for one in row.told}) for row in rows]

    def waiting(self, actor):
        """How many unread alarms somebody has been told of."""
        return Notice.objects.filter(user=actor.user, code="alarm", read_at__isnull=True).count()

    def bar(self, actor):
        with scope(actor, read_only=True):
            found = queries.bar(actor)
        return [row.pk for row in found.ringing]

    def on_duty(self, keeper, who, deputy=None, day=TODAY, start=8, end=18):
        return actions.add_shift(
            keeper, day=day, start=datetime(2026, 1, 1, start).time(),
            end=datetime(2026, 1, 1, end).time(), user=who.user,
            deputy=deputy.user if deputy else None,
        )  # fmt: skip


@pytest.fixture
def watch(district, monkeypatch):
    return Watch(district, monkeypatch)
