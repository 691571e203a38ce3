"""Digested, never more than needed; what is urgent breaks through."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core import mail
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages import actions, queries
from sanshe.ground.messages.enums import NoticeCode, Pace, State
from sanshe.ground.messages.models import Outgoing

ME, OTHER = new_id(), new_id()
LINK = "/desk/alarms/1/"


class Day:
    """A day whose clock is set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def at(self, hour: int, minute: int = 0, *, day: int = 23) -> int:
        """Set it and let the sender run; gives how many went out."""
        self.now = self.now.replace(day=day, hour=hour, minute=minute)
        return actions.send_due(lambda user: f"{str(user)[-4:]}@example.org")


@pytest.fixture
def day(db: None, monkeypatch: pytest.MonkeyPatch) -> Day:
    return Day(monkeypatch)


def tell(code: NoticeCode = NoticeCode.WAITING, link: str = "/desk/needs/1/") -> None:
    actions.tell(code=code, link=link, user=ME)


def test_at_night_only_what_is_urgent_goes_out(day: Day) -> None:
    assert day.at(22) == 0
    tell()
    assert day.at(22, 1) == 0
    tell(NoticeCode.ALARM, LINK)
    assert day.at(22, 2) == 1 and str(NoticeCode.ALARM.label) in mail.outbox[0].body
    assert day.at(7, 29, day=24) == 0
    assert day.at(7, 30, day=24) == 1, "an alarm in between takes nothing from the ordinary one"


def test_twice_a_day_is_one_letter_at_nine_and_one_at_four(day: Day) -> None:
    actions.set_pace(user=ME, pace=Pace.TWICE_A_DAY)
    for minute in (0, 20, 40):
        day.at(10, minute)
        tell()
    assert day.at(15, 59) == 0 and day.at(16) == 1
    assert str(NoticeCode.SEVERAL.label) in mail.outbox[0].body
    day.at(16, 1)
    tell()
    assert day.at(20) == 0 and day.at(9, day=24) == 1


def test_only_urgent(day: Day) -> None:
    tell()
    actions.set_pace(user=ME, pace=Pace.ONLY_URGENT)
    tell()
    assert day.at(13) == 0
    tell(NoticeCode.ALARM, LINK)
    assert day.at(13, 1) == 1
    assert queries.unread_count(ME, None, "") == 3, "the inbox keeps all of it"
    assert queries.pace_of(OTHER) == Pace.AT_ONCE
    with pytest.raises(Invalid):
        actions.set_pace(user=ME, pace="never")


def test_each_alarm_is_its_own_letter_until_somebody_has_it(day: Day) -> None:
    tell(NoticeCode.ALARM, LINK)
    tell(NoticeCode.ALARM, "/desk/alarms/2/")
    tell(NoticeCode.ALARM, LINK)
    assert queries.unread_count(ME, None, "") == 2, "the same alarm is one line"
    assert day.at(12) == 2
    tell(NoticeCode.ALARM, LINK)  # the next stage
    assert day.at(12, 2) == 1
    tell(NoticeCode.ALARM, LINK)
    assert actions.settle(code=NoticeCode.ALARM, link=LINK) == 1
    assert day.at(12, 5) == 0
    assert Outgoing.objects.filter(state=State.NOT_NEEDED).count() == 1
    tell()
    assert day.at(12, 6) == 1, "the alarms do not count as ordinary letters"
