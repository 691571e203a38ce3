"""A group is counted once it is closed with its evaluation; until then nothing moves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ledger import actions as ledger
from sanshe.ledger.models import Record
from sanshe.trust.policy.scope import scope
from sanshe.work.activities import actions, errors, queries
from tests.factories.district import COUNTY
from tests.work.activities.cast import on_list, planned, recorded, service, sessions
from tests.work.settlement.judging import read
from tests.work.settlement.test_counting import settle
from tests.work.settlement.test_year import on, standing
from tests.work.settlement.year import Year


@pytest.fixture(autouse=True)
def within_the_year():
    """The contract's term is 2026."""
    with on(date(2026, 10, 12)):
        yield


GOOD = {"goal": "reached", "asked": 8, "content": 7, "before": Decimal(52), "after": Decimal(41)}


def test_eight_sessions_and_an_evaluation_make_one_group(district):
    year = Year(district)
    row = planned(
        district, year.services["I06"], kind="group", count=6,
        name="独居长者支持小组", measure="孤独量表", first=_weeks_ago(12),
    )  # fmt: skip
    members = on_list(district, row, *(f"老人{n}" for n in range(8)))
    plans = sessions(district, row)
    for one in plans[:5]:
        recorded(district, one, present=[each.id for each in members])
    asked = _asked(district, row)
    assert (asked.sessions, asked.heads, asked.full, asked.enough) == (6, 8, 5, False)
    with pytest.raises(errors.SessionsLeft):
        actions.close(district.worker, activity=row.id, version=0, **GOOD)
    recorded(district, plans[5], present=[each.id for each in members])
    settle(district)
    assert standing(district, year, "I06").done == 0  # six sessions are not a group yet
    for refusal, said in (
        (errors.EvaluationMissing, {**GOOD, "goal": ""}),
        (errors.EvaluationMissing, {**GOOD, "asked": None, "content": None}),
        (errors.MeasureMissing, {**GOOD, "after": None}),
        (errors.OpinionsWrong, {**GOOD, "content": 9}),
    ):
        with pytest.raises(refusal):
            actions.close(district.worker, activity=row.id, version=0, **said)
    with pytest.raises((NotAllowed, NotFound)):
        actions.close(district.clerk, activity=row.id, version=0, **GOOD)
    closed = actions.close(district.worker, activity=row.id, version=0, **GOOD)
    twice = actions.close(district.worker, activity=row.id, version=0, **GOOD)
    assert closed.record == twice.record
    settle(district)
    assert year.why(closed.record) == ("not_confirmed", "I06")
    ledger.confirm(district.supervisor, county=COUNTY, record=closed.record, method="co_signed")
    settle(district)
    assert year.why(closed.record) == ("counted", "I06")
    assert standing(district, year, "I06").done == 1
    with scope(district.job):
        line = Record.objects.get(id=closed.record)
    assert (line.heads, line.unit, line.series, len(line.persons)) == (8, "groups", row.id, 8)
    with pytest.raises(errors.NotOpen):
        on_list(district, row, "来晚了")


def test_an_event_moves_its_indicator_as_soon_as_it_is_borne_out(district):
    year = Year(district)
    row = planned(district, year.services["I03"], kind="event", count=1, first=_weeks_ago(2))
    (one,) = sessions(district, row)
    made = recorded(district, one, guests=15)
    actions.bear_out(district.clerk, session=one.id, how="list")
    settle(district)
    assert year.why(made.record) == ("counted", "I03")
    assert standing(district, year, "I03").done == 1
    with pytest.raises(OutOfDate):
        actions.close(district.worker, activity=row.id, version=7)
    actions.close(district.worker, activity=row.id, version=0)  # no evaluation is asked for
    assert len(year_of(district, row)) == 1


def test_only_a_group_counts_as_one_and_its_sessions_are_written_as_sessions(district):
    groups = service(district, "groups")
    for kind in ("class", "event"):
        with pytest.raises(errors.UnitDoesNotFit):
            planned(district, groups, kind=kind)
    row = planned(district, groups, kind="group")
    first, *rest = sessions(district, row)
    with pytest.raises(errors.TooManyGuests):
        recorded(district, first, guests=1)
    (one,) = on_list(district, row, "周念念")
    recorded(district, first, present=[one.id])
    actions.cancel(district.worker, activity=row.id, version=0, reason="人不够")
    assert {each.state for each in sessions(district, row)[1:]} == {"cancelled"}
    (line,) = year_of(district, row)  # what took place stays in the book
    assert (line.unit, line.quantity) == ("sessions", 1)
    with pytest.raises(OutOfDate):
        recorded(district, rest[0], version=0, present=[one.id])


def year_of(district, row) -> list[Record]:
    with scope(district.job):
        return list(Record.objects.filter(series=row.id))


def _asked(district, row):
    return read(district.worker, lambda _actor: queries.asked_of(row, list(row.sessions.all())))


def _weeks_ago(n: int):
    return timezone.localdate() - timedelta(weeks=n)
