"""Whom the system draws, who may ask them, and when it is enough to say anything."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.kit.chance import draw
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people import actions as people
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, queries, rules
from sanshe.work.settlement.enums import Group, Measure
from sanshe.work.settlement.models import Answer, Respondent, Survey
from sanshe.work.settlement.shares import wilson
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import read, residents, served, survey

SAID = {"satisfaction": 5, "recognition": 4, "participation": True}


@pytest.fixture
def agreement(district):
    return signed(district)


@pytest.fixture
def drawn(district, agreement):
    """Six of twelve were served."""
    persons = residents(district, 12)
    served(district, persons[:6])
    return actions.open_survey(district.bureau, agreement=agreement.id)


def to_ask(district, survey, group):
    rows = read(district.clerk, queries.to_ask, survey)
    return [one.respondent for one in rows if one.respondent.group == group]


def test_it_draws_among_those_served_and_those_not(district, agreement, drawn):
    assert (drawn.served_pool, drawn.unserved_pool) == (6, 6)
    assert (drawn.least, drawn.live) == (120, 40)  # the contract measures satisfaction
    assert len(to_ask(district, drawn, "served")) == len(to_ask(district, drawn, "unserved")) == 6
    with pytest.raises(errors.AlreadyOpen):
        actions.open_survey(district.bureau, agreement=agreement.id)


def test_whoever_delivers_neither_asks_nor_learns_whom(district, drawn):
    one = to_ask(district, drawn, "served")[0]
    for actor in (district.worker, district.manager, district.bureau, district.resident):
        with pytest.raises(NotAllowed):
            actions.ask(actor, respondent=one.id, by="phone", outcome="answered", **SAID)
        with scope(actor, read_only=True):
            assert not Respondent.objects.exists() and not Answer.objects.exists(), actor.name
    with pytest.raises(NotFound):
        actions.ask(district.other_district, respondent=one.id, by="phone", outcome="refused")
    with pytest.raises(errors.WorkerPresent):
        actions.ask(district.clerk, respondent=one.id, by="home", outcome="answered", **SAID)


def test_an_answer_leads_to_nobody(district, drawn):
    for one in to_ask(district, drawn, "served")[:5]:
        actions.ask(
            district.clerk, respondent=one.id, by="home", outcome="answered", alone=True,
            words="来得少", **SAID,
        )  # fmt: skip
    with scope(district.clerk, read_only=True):
        assert not Answer.objects.exists()
    with scope(district.job):
        assert {one.id.version for one in Answer.objects.all()} == {4}  # no time in it
        assert not {f.name for f in Answer._meta.fields} & {"person", "respondent", "at"}
    assert read(district.bureau, queries.words_of, drawn) == []  # not before it is closed
    closed = actions.close_survey(district.bureau, survey=drawn.id)
    assert read(district.bureau, queries.words_of, closed) == ["来得少"] * 5
    for actor in (district.manager, district.auditor):
        assert read(actor, queries.words_of, closed) == []
    with pytest.raises(errors.SurveyClosed):
        actions.close_survey(district.bureau, survey=drawn.id)


def test_refusals_and_three_calls_in_vain_are_counted(district, drawn):
    rows = to_ask(district, drawn, "served")
    actions.ask(district.clerk, respondent=rows[0].id, by="phone", outcome="refused")
    for _ in range(rules.TRIES):
        actions.ask(district.clerk, respondent=rows[1].id, by="phone", outcome="unreached")
    actions.ask(
        district.clerk, respondent=rows[2].id, by="phone", outcome="answered", alone=True, **SAID
    )
    found = queries.result(drawn)
    assert (found.answered, found.refused, found.unreached, found.refusal) == (1, 1, 1, 50)
    assert found.shares[Measure.SATISFACTION, Group.SERVED] is None  # fewer than five
    assert not found.enough and len(to_ask(district, drawn, "served")) == 3


def test_a_slip_answers_once_and_only_with_its_secret(district, drawn):
    one = to_ask(district, drawn, "unserved")[0]
    number, secret = actions.give_slip(district.clerk, respondent=one.id)
    me = district.resident
    for typed in ({"number": number, "secret": "0"}, {"number": "123456786", "secret": secret}):
        with pytest.raises(errors.WrongSlip):
            actions.answer_slip(me, **typed, **SAID)
    with pytest.raises(errors.AnswerMissing):
        actions.answer_slip(me, number=number, secret=secret, satisfaction=5, recognition=6)
    actions.answer_slip(me, number=number, secret=secret, **SAID)
    with pytest.raises(errors.AnsweredAlready):
        actions.answer_slip(me, number=number, secret=secret, **SAID)
    with scope(district.job):
        assert Answer.objects.get().satisfaction is None  # never served: not asked


def test_the_dead_and_the_young_are_not_drawn(district, agreement):
    persons = residents(district, 3)
    people.mark_died(district.clerk, person=persons[0].id, on=agreement.starts_on)
    with scope(district.job):
        type(persons[1]).objects.filter(pk=persons[1].pk).update(birth_year=2020)
    made = actions.open_survey(district.bureau, agreement=agreement.id)
    assert (made.served_pool, made.unserved_pool) == (0, 1)


@pytest.mark.parametrize(
    ("phone", "slip", "happy", "enough"),
    [
        (40, 0, 37, False),  # 92 % of forty says nothing (§6.4)
        (48, 72, 111, True),
        (47, 73, 111, False),  # fewer than forty in a hundred by phone or at home
        (119, 0, 119, False),
    ],
)
def test_when_it_is_enough(district, agreement, phone, slip, happy, enough):
    with scope(district.job):
        made = Survey.objects.create(
            agreement=agreement, opened_on=agreement.starts_on, seed="x", served_pool=500,
            unserved_pool=0, least=120, live=40,
        )  # fmt: skip
        Answer.objects.bulk_create(
            Answer(
                id=uuid4(), survey=made, group="served",
                by="phone" if n < phone else "slip", satisfaction=5 if n < happy else 1,
                recognition=4, participation=True,
            )
            for n in range(phone + slip)
        )  # fmt: skip
    found = queries.result(made)
    assert found.enough == enough
    assert found.satisfied.low < found.satisfied.rate < found.satisfied.high or happy == phone
    assert found.by_measure()[1][1].rate == 1 and found.by_measure()[0][2] is None


def test_most_are_enough_where_few_were_served(district, agreement):
    served(district, residents(district, 6))
    made = survey(district, agreement, happy=4, of=4)
    found = queries.result(made)
    assert found.enough and found.needed == 4 and found.live == 100


def test_a_tenth_of_many(district):
    assert [rules.needed(pool, 30) for pool in (0, 12, 29, 30, 299, 301, 2000)] == [
        0, 8, 18, 30, 30, 31, 200,
    ]  # fmt: skip


def test_the_interval_of_wilson():
    share = wilson(37, 40)
    assert (round(share.low, 4), round(share.high, 4)) == (0.8014, 0.9742)
    assert (
        wilson(0, 10).low == 0 and round(wilson(10, 10).high, 9) == 1 and wilson(0, 0).rate is None
    )


@given(st.sets(st.uuids(), min_size=1, max_size=30), st.integers(0, 30), st.randoms(), st.uuids())
def test_a_draw_depends_on_the_seed_alone(pool, size, chance, other):
    shuffled = sorted(pool)
    chance.shuffle(shuffled)
    first = draw("seed", pool, size)
    assert draw("seed", shuffled, size) == first and set(first) <= pool
    with_one_more = draw("seed", pool | {other}, size)
    assert set(with_one_more) - {other} <= set(first)  # one more moves nobody else in
