"""Receipt and secret: checked numbers, one answer for every wrong try, five tries an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.kit import slips
from sanshe.ground.kit.errors import NotFound, TooManyTries
from sanshe.ground.kit.tries import MAX_TRIES
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import queries, receipts
from sanshe.work.needs.models import Tries
from tests.factories.district import make_district
from tests.work.needs.conftest import Desk

numbers = st.integers(0, 10**8 - 1).map(lambda n: f"{n:08d}").map(lambda d: d + slips._check(d))


@given(numbers, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_shows(number, place, change):
    wrong = str((int(number[place]) + change) % 10)
    assert receipts.clean(number[:place] + wrong + number[place + 1 :]) == ""


@given(numbers, st.integers(0, 7))
def test_two_swapped_digits_show(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (receipts.clean(swapped) == number) == (swapped == number)


def test_a_number_is_read_however_it_is_typed():
    number = slips.new_number()
    assert receipts.clean(receipts.spoken(number)) == number
    assert receipts.clean("-".join(number)) == number
    assert receipts.clean("".join(chr(ord("0") + int(d)) for d in number)) == number


def test_number_and_secret_open_the_matter(desk):
    heard = desk.hear()
    spoken = receipts.spoken(heard.need.receipt)
    assert queries.follow(spoken, f" {heard.secret} ").pk == heard.need.pk


def test_every_wrong_try_gets_the_same_answer(desk):
    heard = desk.hear()
    for number, secret in [
        (heard.need.receipt, "000000" if heard.secret != "000000" else "111111"),
        (heard.need.receipt, ""),
        (slips.new_number(), heard.secret),
        (slips.new_number(), ""),
        ("123", "456"),
        ("", ""),
    ]:
        with pytest.raises(NotFound) as refused:
            queries.follow(number, secret)
        assert refused.value.code == "kit.not_found"


def test_after_five_wrong_tries_the_right_one_waits_too(desk):
    heard = desk.hear()
    for _ in range(MAX_TRIES):
        with pytest.raises(NotFound):
            queries.follow(heard.need.receipt, "x")
    with pytest.raises(TooManyTries):
        queries.follow(heard.need.receipt, heard.secret)
    Tries.objects.update(since=timezone.now() - timedelta(minutes=61))
    assert queries.follow(heard.need.receipt, heard.secret).pk == heard.need.pk


def test_a_right_try_clears_the_count(desk):
    heard = desk.hear()
    for _ in range(3):
        for _ in range(MAX_TRIES - 1):
            with pytest.raises(NotFound):
                queries.follow(heard.need.receipt, "x")
        queries.follow(heard.need.receipt, heard.secret)


def test_a_resident_sees_only_their_own(desk, district):
    mine, other = desk.hear(), desk.heard(text="灯泡坏了")
    me = district.holding(mine.need.receipt)
    with scope(me):
        assert queries.mine(me).pk == mine.need.pk
        assert queries.get(me, mine.need.pk)
        with pytest.raises(NotFound):
            queries.get(me, other.pk)
        with pytest.raises(NotFound):
            queries.story(me, other.pk)
    with scope(district.resident), pytest.raises(NotFound):
        queries.mine(district.resident)


def test_a_resident_does_not_read_what_staff_write_to_each_other(desk, district):
    from sanshe.work.needs import actions

    need = desk.dispatched()
    actions.note(district.worker, need=need, text="内部的话")
    actions.note(district.worker, need=need, text="给您的话", to_resident=True)
    me = district.holding(need.receipt)
    with scope(me):
        told = [line.text for line in queries.story(me, need.pk)]
    assert "给您的话" in told and "内部的话" not in told


def test_many_tries_at_once_are_counted_all(committed):
    heard = Desk(make_district()).hear()
    wrong = "000000" if heard.secret != "000000" else "111111"

    def attempt(_):
        try:
            queries.follow(heard.need.receipt, wrong)
        except (NotFound, TooManyTries) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(16)))
    assert answers.count(NotFound) == MAX_TRIES
    assert answers.count(TooManyTries) == 16 - MAX_TRIES
