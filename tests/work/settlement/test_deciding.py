"""Which record counts for what: a function of records and rules. Its laws, and each reason."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ledger.queries import Fact
from sanshe.work.settlement.deciding import Counter, decide
from sanshe.work.settlement.enums import Why

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ZHOU, LI, WANG = (UUID(int=n) for n in (1, 2, 3))
CASE = UUID(int=99)


def counter(**more) -> Counter:
    facts = {
        "indicator": UUID(int=500), "rule": UUID(int=600), "order": 0, "starts_on": YEAR[0],
        "ends_on": YEAR[1], "communities": frozenset({1}), "services": frozenset({7}),
        "unit": "person_times", "confirmed_only": True, "once": "", "min_heads": 0,
        "min_minutes": 0, "min_contacts": 0, "min_sessions": 0, "min_members": 0,
        "within_working_days": None, "alive": False,
    }  # fmt: skip
    return Counter(**{**facts, **more})


def fact(n: int = 1, **more) -> Fact:
    day = more.pop("day", date(2026, 3, 2))
    start = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    facts = {
        "id": UUID(int=1000 + n), "county": 1, "community": 1, "agency": UUID(int=9),
        "service": 7, "day": day, "started_at": start, "ended_at": start + timedelta(minutes=30),
        "persons": (), "heads": 1, "quantity": Decimal(1), "unit": "person_times", "series": None,
        "sealed": False, "recorded_at": start + timedelta(hours=1), "standing": "confirmed",
    }  # fmt: skip
    return Fact(**{**facts, **more})


def why(record: Fact, *counters: Counter, died=None, others=()) -> Why:
    return decide([record, *others], counters or [counter()], died or {})[record.id].why


@pytest.mark.parametrize(
    ("record", "rule", "said"),
    [
        ({}, {}, Why.COUNTED),
        ({"standing": "recorded"}, {}, Why.NOT_CONFIRMED),
        ({"standing": "recorded"}, {"confirmed_only": False}, Why.COUNTED),
        ({"standing": "disputed"}, {"confirmed_only": False}, Why.DISPUTED),
        ({"standing": "reversed"}, {"confirmed_only": False}, Why.REVERSED),
        ({"day": date(2025, 12, 31)}, {}, Why.OUTSIDE_TERM),
        ({"day": date(2026, 12, 31)}, {}, Why.COUNTED),
        ({"day": date(2027, 1, 1)}, {}, Why.OUTSIDE_TERM),
        ({"service": 8}, {}, Why.NO_INDICATOR),
        ({"community": 2}, {}, Why.NO_INDICATOR),
        ({"heads": 14}, {"min_heads": 15}, Why.TOO_FEW_PEOPLE),
        ({"heads": 15}, {"min_heads": 15}, Why.COUNTED),
        ({}, {"min_minutes": 31}, Why.TOO_SHORT),
        ({}, {"min_minutes": 30}, Why.COUNTED),
        ({"unit": "events"}, {}, Why.NO_INDICATOR),
    ],
)
def test_each_reason(record, rule, said):
    assert why(fact(**record), counter(**rule)) == said


def test_fourteen_people_are_kept_and_told():
    ruling = decide([fact(heads=14)], [counter(min_heads=15)], {})[fact().id]
    assert (ruling.has, ruling.wants, ruling.amount) == (14, 15, 0)


@pytest.mark.parametrize(("day", "said"), [(16, Why.COUNTED), (17, Why.RECORDED_LATE)])
def test_the_eleventh_working_day_is_late(day, said):
    """Monday 2 March 2026: the tenth working day after it is Monday the 16th."""
    written = datetime(2026, 3, day, 23, 59, tzinfo=SHANGHAI)
    assert why(fact(recorded_at=written), counter(within_working_days=10)) == said


def test_nobody_visits_whoever_died_the_day_before():
    day = date(2026, 3, 2)
    rule = counter(alive=True)
    record = fact(persons=(ZHOU,))
    assert why(record, rule, died={ZHOU: day - timedelta(days=1)}) == Why.PERSON_DIED
    assert why(record, rule, died={ZHOU: day}) == Why.COUNTED
    both = fact(persons=(ZHOU, LI), quantity=Decimal(2), heads=2)
    assert decide([both], [rule], {ZHOU: date(2026, 1, 1)})[both.id].amount == 1


def test_one_person_once_a_day_and_once_a_term():
    first, second = fact(1, persons=(ZHOU,)), fact(2, persons=(ZHOU,))
    assert why(second, counter(once="per_day"), others=[first]) == Why.SAME_DAY
    later = fact(3, persons=(ZHOU,), day=date(2026, 5, 1))
    assert why(later, counter(once="per_day"), others=[first]) == Why.COUNTED
    assert why(later, counter(once="per_term"), others=[first]) == Why.COUNTED_BEFORE


def test_an_earlier_record_that_arrives_later_takes_the_count():
    late = fact(1, persons=(ZHOU,), day=date(2026, 5, 1))
    early = fact(2, persons=(ZHOU,), day=date(2026, 2, 1))
    rulings = decide([late, early], [counter(once="per_term")], {})
    assert rulings[early.id].why == Why.COUNTED
    assert rulings[late.id].why == Why.COUNTED_BEFORE


def test_a_case_needs_its_contacts_and_a_group_its_full_sessions():
    closing = fact(1, unit="cases", series=CASE, service=7)
    contacts = [fact(10 + n, series=CASE, service=8) for n in range(6)]
    rule = counter(unit="cases", min_contacts=6)
    assert why(closing, rule, others=contacts[:5]) == Why.TOO_FEW_CONTACTS
    assert why(closing, rule, others=contacts) == Why.COUNTED
    gone = [contacts[0]._replace(standing="reversed"), *contacts[1:]]
    assert why(closing, rule, others=gone) == Why.TOO_FEW_CONTACTS
    group = fact(2, unit="groups", series=CASE)
    full = [fact(20 + n, unit="sessions", heads=8, series=CASE, service=8) for n in range(6)]
    rule = counter(unit="groups", min_sessions=6, min_members=8)
    assert why(group, rule, others=full) == Why.COUNTED
    thin = [full[0]._replace(heads=7), *full[1:]]
    assert why(group, rule, others=thin) == Why.TOO_FEW_SESSIONS


def test_two_indicators_want_it_and_one_gets_it():
    one = counter(min_heads=15)
    other = counter(indicator=UUID(int=501), order=1)
    rulings = decide([fact(heads=3)], [one, other], {})
    assert rulings[fact().id].counter == other  # the first whose rule takes it
    rulings = decide([fact(heads=20)], [one, other], {})
    assert rulings[fact().id].counter == one


people_ = st.lists(st.sampled_from([ZHOU, LI, WANG]), unique=True, max_size=3).map(tuple)
records = st.lists(
    st.builds(
        lambda day, persons, heads, standing, service: {
            "day": date(2026, 3, day), "persons": persons, "heads": max(heads, len(persons)),
            "quantity": Decimal(max(heads, len(persons))), "standing": standing,
            "service": service,
        },
        st.integers(1, 5), people_, st.integers(1, 20),
        st.sampled_from(["confirmed", "confirmed", "recorded", "disputed", "reversed"]),
        st.sampled_from([7, 8]),
    ),
    max_size=25,
).map(lambda rows: [fact(n, **row) for n, row in enumerate(rows)])  # fmt: skip
rules = st.lists(
    st.builds(
        lambda n, once, heads, services, alive: counter(
            indicator=UUID(int=500 + n), order=n, once=once, min_heads=heads,
            services=frozenset(services), alive=alive,
        ),
        st.integers(0, 3), st.sampled_from(["", "per_day", "per_term"]), st.integers(0, 15),
        st.sets(st.sampled_from([7, 8]), min_size=1), st.booleans(),
    ),
    max_size=4, unique_by=lambda rule: rule.indicator,
)  # fmt: skip


@given(records, rules, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(rows, counters, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    died = {ZHOU: date(2026, 3, 3)}
    assert decide(rows, counters, died) == decide(shuffled, counters, died)


@given(records, rules)
def test_indicators_never_sum_to_more_than_was_recorded(rows, counters):
    rulings = decide(rows, counters, {})
    assert set(rulings) == {row.id for row in rows}
    counted = sum((ruling.amount for ruling in rulings.values()), Decimal(0))
    assert counted <= sum((row.quantity for row in rows), Decimal(0))
    for row in rows:
        ruling = rulings[row.id]
        assert (ruling.why == Why.COUNTED) == (ruling.amount > 0)
        assert ruling.amount <= row.quantity


@given(records, rules)
def test_nobody_counts_twice_where_a_person_counts_once(rows, counters):
    rulings = decide(rows, counters, {})
    by_id = {row.id: row for row in rows}
    for one in counters:
        if one.once != "per_term":
            continue
        named = Tally(
            person
            for id, ruling in rulings.items()
            if ruling.counter == one and ruling.why == Why.COUNTED
            for person in by_id[id].persons
        )
        counted = sum(
            ruling.amount
            for id, ruling in rulings.items()
            if ruling.counter == one and ruling.why == Why.COUNTED and by_id[id].persons
        )
        assert counted <= sum(by_id[id].quantity for id in by_id if by_id[id].persons)
        full = [
            id for id, r in rulings.items()
            if r.counter == one and r.why == Why.COUNTED
            and by_id[id].quantity == len(by_id[id].persons)
        ]  # fmt: skip
        if all(by_id[id].quantity == len(by_id[id].persons) for id in by_id if by_id[id].persons):
            assert sum(rulings[id].amount for id in full) <= len(named)
