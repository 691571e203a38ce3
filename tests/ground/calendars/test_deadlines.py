"""The deadline engine: every row of the table, and how its limits are counted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.calendars import deadlines, workdays
from sanshe.ground.calendars.deadlines import SHANGHAI, TABLE, due, reckon
from sanshe.ground.calendars.enums import Certainty, Means, Unit
from sanshe.ground.calendars.errors import NoExtension, UnknownDeadline

pytestmark = pytest.mark.usefixtures("no_overrides")

# domain file §2.16, row by row
WRITTEN = """
PROC-EVAL-REPORT 2 WD R | PROC-WINNER 5 WD R | PROC-AWARD-NOTICE 2 WD R | PROC-SIGN 30 D R
PROC-PUBLISH-CONTRACT 2 WD R | PROC-FILE-COPY 7 WD R | PROC-KEEP 15 years R | ORG-DECIDE 60 D R
ORG-CHANGE 30 D R | ORG-REPORT-1 331 date R | ORG-REPORT-2 531 date R | ORG-FIX 3 months R
ORG-RATING 5 years R | ORG-CREDIT 5 WD x | VOL-RECORD 10 WD R | DV-REPORT 0 H R | DV-ORDER 72 H R
DV-ORDER-URGENT 24 H R | DV-ORDER-END 6 months R | DV-REVIEW 5 D R | CHILD-REPORT 0 H R
STAFF-CHECK 12 months R | WAGE-ARB 1 years R | WAGE-ARB-ACCEPT 5 D R | WAGE-ARB-AWARD 45 D R
WAGE-INSPECT 60 WD R | AID-DECIDE 7 D R | AID-APPOINT 3 D R | HOT-DEFAULT 5 WD R
PET-ACCEPT 15 D R | PET-FINISH 60 D R | VISIT-FLOOR 1 months R | VISIT-SHOCK 24 H R
LIC-FIRST 1 years x | LIC-RENEW 0 months x | CE-HOURS-ASSISTANT 3 years x
CE-HOURS-WORKER 3 years x | PI-PIA-KEEP 3 years R | PI-SHARE-KEEP 3 years R | LOG-KEEP 6 months R
MINOR-AUDIT 12 months R | RIGHTS-REQUEST 15 D D | NEED-P0 0 H D | NEED-P1 24 H D | NEED-P2 3 WD D
NEED-P3 10 WD D | NEED-DISPUTE 2 WD D | NEED-APPEAL 5 WD D
"""
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2026, 6, 1), timezones=st.just(SHANGHAI))


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=SHANGHAI)


def ends(*day: int) -> datetime:
    return datetime.combine(date(*day), time(23, 59, 59), SHANGHAI)


def test_every_row_is_there_as_written() -> None:
    rows = {tuple(row.split()) for row in re.split(r"[|\n]", WRITTEN) if row.strip()}
    have = {(r.code, str(r.limit), r.unit.value, r.tag.value) for r in TABLE.values()}
    assert have == rows
    assert {r.code: r.extra for r in TABLE.values() if r.extra} == {
        "WAGE-ARB-AWARD": 15, "WAGE-INSPECT": 30, "PET-FINISH": 30
    }  # fmt: skip
    assert {r.code for r in TABLE.values() if r.configurable} == {
        "HOT-DEFAULT", "VISIT-SHOCK", "NEED-DISPUTE", "NEED-APPEAL"
    }  # fmt: skip


@pytest.mark.parametrize("code", TABLE)
def test_what_was_not_read_is_never_shown_as_law(code: str) -> None:
    row, words = TABLE[code], deadlines.words(code)
    assert str(row.basis) in words
    if row.tag == Certainty.READ:
        assert not any(str(tag.label) in words for tag in Certainty)
    else:
        assert str(row.tag.label) in words
    assert deadlines.REST_DAY_RULE[1] == Certainty.MEMORY


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        # working days: the trigger day does not count; Spring Festival with made-up Saturdays
        ("NEED-P2", at(2026, 2, 13, 9), ends(2026, 2, 25)),
        ("NEED-P2", at(2026, 2, 14, 23, 59), ends(2026, 2, 26)),
        ("NEED-P3", at(2026, 9, 25, 8), ends(2026, 10, 15)),
        # New Year: 1-3 January off, Sunday the 4th worked
        ("NEED-P2", at(2025, 12, 31, 12), ends(2026, 1, 6)),
        ("PROC-AWARD-NOTICE", at(2026, 11, 23, 0), ends(2026, 11, 25)),
        # hours run through nights and holidays
        ("NEED-P1", at(2026, 2, 16, 20, 30), at(2026, 2, 17, 20, 30)),
        ("NEED-P0", at(2026, 2, 16, 20, 30), at(2026, 2, 16, 20, 30)),
        ("DV-ORDER", at(2026, 10, 1, 8), at(2026, 10, 4, 8)),
        # days, ending on a Saturday → Monday; ending in the long holiday → its end
        ("AID-DECIDE", at(2026, 11, 14, 10), ends(2026, 11, 23)),
        ("PROC-SIGN", at(2026, 9, 3, 10), ends(2026, 10, 8)),
        # a make-up Saturday is no rest day
        ("AID-APPOINT", at(2026, 2, 11, 10), ends(2026, 2, 14)),
        # months without that day, then the rest day: 28 February 2026 is a made-up Saturday
        ("VISIT-FLOOR", at(2026, 1, 31, 10), ends(2026, 2, 28)),
        ("VISIT-FLOOR", at(2024, 1, 31, 10), ends(2024, 2, 29)),
        ("VISIT-FLOOR", at(2025, 1, 31, 10), ends(2025, 2, 28)),
        ("WAGE-ARB", at(2024, 2, 29, 10), ends(2025, 2, 28)),
        # what may last at most so long is not prolonged by a Sunday
        ("DV-ORDER-END", at(2026, 5, 29, 10), ends(2026, 11, 29)),
        # dates of the year
        ("ORG-REPORT-1", at(2026, 3, 31, 23), ends(2026, 3, 31)),
        ("ORG-REPORT-1", at(2026, 4, 1, 0), ends(2027, 3, 31)),
    ],
)
def test_limits(code: str, start: datetime, end: datetime) -> None:
    assert due(code, start) == end


def test_the_day_is_the_day_in_shanghai() -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00:30 of the 24th
    assert due("PROC-AWARD-NOTICE", late) == ends(2026, 11, 26)
    assert due("NEED-P1", late).utcoffset() == timedelta(hours=8)
    with pytest.raises(ValueError, match="time zone"):
        due("NEED-P1", datetime(2026, 11, 23))


def test_extensions() -> None:
    start = at(2026, 3, 2, 9)
    assert due("WAGE-ARB-AWARD", start) == ends(2026, 4, 16)
    assert due("WAGE-ARB-AWARD", start, extended=True) == ends(2026, 5, 6)  # 1-5 May off
    with pytest.raises(NoExtension):
        due("PROC-SIGN", start, extended=True)


def test_a_places_own_number() -> None:
    assert due("HOT-DEFAULT", at(2026, 11, 23, 9), limit=2) == ends(2026, 11, 25)
    with pytest.raises(ValueError, match="configurable"):
        due("PROC-SIGN", at(2026, 11, 23, 9), limit=2)


def test_unknown_codes() -> None:
    with pytest.raises(UnknownDeadline):
        due("NEED-P9", at(2026, 11, 23, 9))


def test_at_once_turns_red_after_two_hours() -> None:
    found = at(2026, 11, 23, 9)
    assert (due("DV-REPORT", found), deadlines.red("DV-REPORT", found)) == (
        found,
        at(2026, 11, 23, 11),
    )
    assert deadlines.red("CHILD-REPORT", found) == found


def test_renewal_opens_three_months_before() -> None:
    assert deadlines.opens("LIC-RENEW", at(2026, 5, 31, 12)) == at(2026, 2, 28)


def test_how_sure_it_is() -> None:
    assert reckon("NEED-P2", at(2026, 11, 23, 9)).certain
    assert not reckon("NEED-P3", at(2026, 12, 28, 9)).certain  # 2027 is not announced
    assert not reckon("STAFF-CHECK", at(2026, 3, 2, 9)).certain
    assert reckon("PET-ACCEPT", at(2026, 11, 13, 9)).moved_from == date(2026, 11, 28)


@given(start=MOMENTS, code=st.sampled_from(sorted(TABLE)))
def test_no_limit_ends_before_it_began(start: datetime, code: str) -> None:
    assert due(code, start) >= start


@given(start=MOMENTS, code=st.sampled_from(sorted(TABLE)))
def test_what_is_to_be_done_by_a_day_can_be_done_on_it(start: datetime, code: str) -> None:
    row, end = TABLE[code], due(code, start)
    if row.unit in (Unit.HOURS, Unit.DATE) or row.means == Means.AT_MOST:
        return
    assert workdays.is_working_day(end.date())
    assert end.timetz() == time(23, 59, 59, tzinfo=SHANGHAI)
    if row.unit == Unit.WORKING_DAYS:
        assert workdays.working_days_between(start.date(), end.date()) == row.limit


@given(start=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(30)))
def test_who_begins_later_ends_no_earlier(start: datetime, later: timedelta) -> None:
    for code in ("NEED-P2", "PROC-SIGN", "ORG-FIX", "WAGE-ARB", "ORG-REPORT-1"):
        assert due(code, start + later) >= due(code, start)


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), count=st.integers(-600, 600))
def test_months(day: date, count: int) -> None:
    found = deadlines.add_months(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == day.day or (found + timedelta(1)).day == 1
