"""Who may be the same person: found by name, sound, door, telephone, birthday; not betrayed."""

from __future__ import annotations

from datetime import date

import pytest

from sanshe.registry.people import errors
from sanshe.registry.people.actions import keep_person, tell_apart
from sanshe.registry.people.enums import Why
from sanshe.registry.people.queries import likely_same, pairs, traits, twins_of
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX


def keep(actor, name, **more):
    return keep_person(actor, community=FX, name=name, even_so=True, **more)


def matches(actor, name, **more):
    with scope(actor):
        return likely_same(actor, traits(name, **more), community=FX)


@pytest.fixture
def granny(district):
    return keep(
        district.worker, "张桂花", building="3栋", sex="female", birth_date=date(1938, 3, 5),
        phone="100-0000-0042",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "more", "why"),
    [
        ("张桂花", {}, {Why.NAME}),
        ("章桂华", {"building": "3栋"}, {Why.SOUND, Why.BUILDING}),
        ("脏桂花", {"birth_year": 1938}, {Why.SOUND, Why.BIRTH_YEAR}),  # z for zh, n for ng
        ("张阿姨", {"building": "\uff13栋"}, {Why.CALLED, Why.BUILDING}),
        ("老张", {"phone": "+86 100 0000 0042"}, {Why.CALLED, Why.PHONE}),
        ("张桂花", {"birth_date": date(1938, 3, 5)}, {Why.NAME, Why.BIRTHDAY}),
    ],
)
def test_found_in_the_ways_people_write(district, granny, name, more, why):
    (match,) = matches(district.worker, name, **more)
    assert match.id == granny.id and set(match.why) == why
    assert "桂花" not in match.called


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("李桂花", {"building": "3栋"}),
        ("张大爷", {"building": "3栋"}),  # the title says a man
        ("张阿姨", {"building": "5栋"}),
        ("张桂花", {"birth_year": 1972}),  # the same name, another generation
        ("张桂花", {"sex": "male"}),
        ("张国强", {"phone": "100-0000-0042"}),  # her son's telephone
        ("张国强", {"birth_date": date(1938, 3, 5)}),
    ],
)
def test_who_is_somebody_else_is_not_proposed(district, granny, name, more):
    assert matches(district.worker, name, **more) == []


def test_nobody_is_betrayed_and_the_phone_is_no_key_to_reading(district, granny):
    assert matches(district.other_agency, "张桂花", phone="100-0000-0042") == []
    assert matches(district.stranger, "张桂花") == []
    with scope(district.clerk):
        assert len(likely_same(district.clerk, traits("张桂花"), community=FX)) == 1
    assert len(granny.phone_mark) == 32 and "0042" not in granny.phone_mark


def test_a_list_to_work_off_without_those_told_apart(district, granny):
    worker = district.worker
    twin = keep(worker, "张桂华", building="3栋", phone="10000000042")
    other = keep(worker, "张桂花", building="9栋")
    with scope(worker):
        found = pairs(worker)
        assert {found[0].one, found[0].other} == {granny.id, twin.id}
        assert {granny.id, other.id} in [{pair.one, pair.other} for pair in found]
        assert [match.id for match in twins_of(worker, granny.id)] == [twin.id, other.id]
    tell_apart(worker, one=granny.id, other=other.id)
    tell_apart(worker, one=other.id, other=granny.id)  # told twice, kept once
    with scope(worker):
        assert {granny.id, other.id} not in [{pair.one, pair.other} for pair in pairs(worker)]
        assert [match.id for match in twins_of(worker, granny.id)] == [twin.id]


def test_asked_before_keeping(district, granny):
    with pytest.raises(errors.MaybeKnown) as asked:
        keep_person(district.worker, community=FX, name="张阿姨", building="3栋")
    assert "张**, 3栋" in str(asked.value)
