"""Months, weeks, floors and festivals: when contacts are due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.ground.kit.ids import new_id
from sanshe.work.planning.asking import asks_of, due
from sanshe.work.planning.enums import Contact as Wanted
from sanshe.work.planning.enums import Per
from sanshe.work.planning.hands import default_of, works_on
from sanshe.work.planning.models import Wish
from sanshe.work.planning.month import Rule, last_of, next_month, weeks, windows
from sanshe.work.planning.policy import DEFAULT, SHIPPED, TEMPLATES
from sanshe.work.planning.roster import Contact, Elder

MONTHS = [date(2026, month, 1) for month in range(1, 13)] + [date(2028, 2, 1)]


def elder(tier="C", *contacts, **more) -> Elder:
    return Elder(
        id=new_id(), whom="周奶奶", community=1, building="3栋", privacy="normal", seen_by=[],
        tier=tier, age=88, alone=True, groups=[], contacts=list(contacts), **more,
    )  # fmt: skip


def met(day: date, way: str = "home") -> Contact:
    return Contact(day, datetime.combine(day, time(10)), way, new_id(), True, new_id())


@pytest.mark.parametrize("month", MONTHS)
def test_months_are_whole_and_no_week_is_due_twice(month):
    assert next_month(month) == last_of(month) + timedelta(days=1)
    mine, after = weeks(month), weeks(next_month(month))
    assert after[0][0] == mine[-1][1] + timedelta(days=1) and len(mine) in (4, 5)
    for rule in DEFAULT.values():
        found = windows(rule, month, False)
        assert all(one.first <= one.last for one in found)
        assert all(a.last < b.first for a, b in pairwise(found))
    assert [w.home for w in windows(DEFAULT["B"], month, False)] == [True, False]
    assert [w.home for w in windows(DEFAULT["C"], month, True)] == [False]
    weihai = TEMPLATES["weihai"][1]["A"]
    assert len(windows(weihai, month, False)) == -(-(last_of(month).day) // 2)


def test_the_thirty_first_is_followed_by_the_last_of_february():
    assert next_month(date(2026, 1, 31)) == date(2026, 2, 1)
    assert last_of(date(2028, 2, 10)) == date(2028, 2, 29)


@given(
    st.sampled_from("ABC"), st.sampled_from(MONTHS), st.integers(0, 27),
    st.lists(st.integers(0, 27), max_size=4), st.sampled_from([*Wanted.values, None]),
)  # fmt: skip
def test_whoever_has_nothing_this_month_is_asked_for(tier, month, day, had, wants):
    """The floor, whatever was done before and however late in the month one plans."""
    contacts = sorted((met(month + timedelta(days=n)) for n in set(had)), key=lambda c: c.day)
    one = elder(tier, *contacts)
    one.wish = Wish(contact=wants, weekdays=[], not_workers=[]) if wants else None
    start = month + timedelta(days=day)
    asks = asks_of(one, SHIPPED, month, start)
    if wants == Wanted.NONE:
        assert asks == []
        return
    assert contacts or asks
    assert sum(ask.floor for ask in asks) == (not contacts)
    for ask in asks:
        assert start <= ask.first <= ask.last
        assert any(
            is_working_day(ask.first + timedelta(days=n))
            for n in range((ask.last - ask.first).days + 1)
        )


def test_what_was_done_or_planned_counts_and_calls_do_not_count_as_home():
    month = date(2026, 3, 1)
    assert due(elder("B", met(date(2026, 3, 3))), DEFAULT["B"], month, month).windows[0].first == (
        date(2026, 3, 16)
    )
    after_a_call = due(elder("B", met(date(2026, 3, 3), "phone")), DEFAULT["B"], month, month)
    assert [w.home for w in after_a_call.windows] == [True, False]


def test_over_spring_festival_they_are_seen_before_it():
    """Rest days 15–23 February 2026 swallow a whole week: its visit comes on the 14th, a worked
    Saturday."""
    assert not any(is_working_day(date(2026, 2, d)) for d in range(15, 24))
    found = due(elder("A"), DEFAULT["A"], date(2026, 2, 1), date(2026, 2, 1)).windows
    festival = [one for one in found if one.holds(date(2026, 2, 18))]
    assert festival[0].first == date(2026, 2, 14) and is_working_day(festival[0].first)


def test_who_works_when():
    usual = default_of(new_id(), new_id())
    assert works_on(usual, date(2026, 2, 28))  # Saturday made up for the festival
    assert not works_on(usual, date(2026, 3, 7)) and not works_on(usual, date(2026, 10, 1))
    usual.weekdays = [5]
    assert works_on(usual, date(2026, 3, 7)) and not works_on(usual, date(2026, 2, 21))


def test_how_many_a_month():
    assert [round(DEFAULT[tier].a_month(28), 1) for tier in "ABC"] == [4.0, 2.0, 1.0]
    assert Rule(1, Per.TWO_DAYS, 0, Per.MONTH).a_month(30) == 15
