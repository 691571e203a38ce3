"""How dates, money, receipts and deadlines read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import timezone, translation

LATE_EVENING = datetime(2026, 9, 14, 18, 5, tzinfo=UTC)  # already the 15th in Shanghai


def shown(source: str, **values: object) -> str:
    return engines["django"].from_string(source).render(values)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("zh-hans", "2026年9月15日 周二", "2026年9月15日 周二 02:05"),
        ("en", "Tue 15 Sep 2026", "Tue 15 Sep 2026 02:05"),
    ],
)
def test_days_are_written_out_and_in_shanghai(language: str, day: str, moment: str) -> None:
    with translation.override(language):
        assert shown("{{ d|day }}", d=date(2026, 9, 15)) == day
        assert shown("{{ d|day }}", d=LATE_EVENING) == day
        assert shown("{{ d|day_time }}", d=LATE_EVENING) == moment
        assert shown("{{ d|clock }}", d=LATE_EVENING) == "02:05"


def test_rows_leave_out_the_year_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATE_EVENING)
    with translation.override("zh-hans"):
        assert shown("{{ d|short_time }}", d=LATE_EVENING) == "9月15日 02:05"
        assert shown("{{ d|short }}", d=date(2025, 9, 15)) == "2025年9月15日"


@pytest.mark.parametrize("value", [Decimal("144000"), 144000, "144000.00", Decimal("144000.004")])
def test_money_has_groups_and_cents(value: object) -> None:
    assert shown("{{ m|money }}", m=value) == "¥144,000.00"


def test_nothing_stays_nothing() -> None:
    for name in (
        "day",
        "day_time",
        "short",
        "short_time",
        "clock",
        "money",
        "receipt",
        "due",
        "area_name",
    ):
        assert shown("{{ v|" + name + " }}", v=None) == "", name


def test_a_receipt_is_read_in_threes() -> None:
    assert shown("{{ r|receipt }}", r="123456789") == "123 456 789"


@pytest.mark.django_db
def test_a_deadline_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)  # Tuesday, 10:00
    monkeypatch.setattr(timezone, "now", lambda: now)
    with translation.override("zh-hans"):
        assert shown("{{ t|due }}", t=now + timedelta(minutes=20)) == "不到1小时"
        assert shown("{{ t|due }}", t=now + timedelta(hours=5)) == "还有5小时"
        assert shown("{{ t|due }}", t=now + timedelta(days=2)) == "还有2个工作日"
        assert shown("{{ t|due }}", t=now + timedelta(days=4)) == "还有3个工作日"  # Saturday rests,
        assert shown("{{ t|due }}", t=now + timedelta(days=6)) == "还有5个工作日"  # that Sunday not
        assert shown("{{ t|due }}", t=now - timedelta(minutes=5)) == "刚刚超期"
        assert shown("{{ t|due }}", t=now - timedelta(days=1)) == "已超期1个工作日"
    assert shown("{% if t|overdue %}!{% endif %}", t=now - timedelta(seconds=1)) == "!"
    assert shown("{% if t|overdue %}!{% endif %}", t=now + timedelta(seconds=1)) == ""
