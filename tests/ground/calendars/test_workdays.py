"""Working days: holidays, make-up days, years not announced yet, the operator's own days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.calendars import actions, overrides, workdays
from sanshe.ground.calendars.errors import BadDays

pytestmark = pytest.mark.usefixtures("no_overrides")
DAYS = st.dates(date(2020, 1, 1), date(2028, 12, 31))


def test_spring_festival_2026_and_its_make_up_saturdays() -> None:
    assert not workdays.is_working_day(date(2026, 2, 16))  # 除夕, a Monday
    assert workdays.is_working_day(date(2026, 2, 14))  # Saturday, made up
    assert workdays.is_working_day(date(2026, 2, 28))  # Saturday, made up
    assert workdays.add_working_days(date(2026, 2, 13), 2) == date(2026, 2, 24)
    assert workdays.add_working_days(date(2026, 2, 24), -2) == date(2026, 2, 13)


def test_new_years_day_2026_is_made_up_on_a_sunday() -> None:
    assert workdays.is_working_day(date(2026, 1, 4))
    assert workdays.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 4)


def test_a_year_not_announced_says_so() -> None:
    assert workdays.known(2026)
    assert not workdays.known(2027)
    assert workdays.warning(2026) == ""
    assert "2027" in workdays.warning(2027)
    assert workdays.day_kind(date(2027, 10, 1)) == workdays.DayKind(working=False, certain=False)
    assert workdays.day_kind(date(2027, 4, 5)) == workdays.DayKind(working=False, certain=False)
    assert workdays.day_kind(date(2027, 4, 6)) == workdays.DayKind(working=True, certain=False)
    assert workdays.day_kind(date(2026, 10, 1)) == workdays.DayKind(working=False, certain=True)


def test_qingming_as_the_library_reckons_it() -> None:
    from chinese_calendar import get_solar_terms

    for year in range(2000, 2100):
        terms = get_solar_terms(date(year, 4, 1), date(year, 4, 10))
        assert [day.day for day, name in terms if name == "清明"] == [workdays._qingming(year)]


def test_the_operators_days_go_first(no_overrides: dict[date, bool]) -> None:
    no_overrides[date(2027, 2, 8)] = False
    no_overrides[date(2026, 11, 24)] = False
    try:
        assert workdays.day_kind(date(2027, 2, 8)) == workdays.DayKind(False, certain=True)
        assert workdays.known(2027)
        assert not workdays.is_working_day(date(2026, 11, 24))
    finally:
        no_overrides.clear()


@given(day=DAYS, count=st.integers(-30, 30))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    end = workdays.add_working_days(day, count)
    assert workdays.working_days_between(day, end) == count
    assert count == 0 or workdays.is_working_day(end)


@given(day=DAYS, first=st.integers(0, 15), second=st.integers(0, 15))
def test_adding_in_two_steps_is_adding_once(day: date, first: int, second: int) -> None:
    half = workdays.add_working_days(day, first)
    assert workdays.add_working_days(half, second) == workdays.add_working_days(day, first + second)


@given(day=DAYS)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = workdays.next_working_day(day)
    assert workdays.is_working_day(found)
    between = (day + timedelta(n) for n in range((found - day).days))
    assert not any(map(workdays.is_working_day, between))


class TestImport:
    @pytest.fixture(autouse=True)
    def _own(self, committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(overrides, "days", READ)
        overrides.forget()

    def test_the_governments_notice(self, tmp_path: Path) -> None:
        path = tmp_path / "2027.csv"
        path.write_text(
            "日期,上班或休息,说明\n2027-02-08,休息,春节\n2027-02-20,上班,调休\n", encoding="utf-8"
        )
        assert actions.import_days(path) == 2
        assert actions.import_days(path) == 2
        assert not workdays.is_working_day(date(2027, 2, 8))
        assert workdays.is_working_day(date(2027, 2, 20))
        assert workdays.known(2027)
        path.write_text("2027-02-08,上班\n2027-02-09,也许\n", encoding="utf-8")
        with pytest.raises(BadDays) as caught:
            actions.import_days(path)
        assert "第2行" in str(caught.value)
        assert not workdays.is_working_day(date(2027, 2, 8))
        overrides.forget()


READ = overrides.days
