"""Platforms at a place, and who runs them when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.organisations import actions, errors, queries
from tests.factories.district import FX, GF

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=7)


def hand_over(actor, district, **changes):
    return actions.hand_over_platform(
        actor,
        **{
            "platform": district.station,
            "operator": district.other,
            "since": SOON,
            **changes,
        },
    )


def open_one(actor, **changes):
    return actions.open_platform(
        actor,
        **{"kind": "child_centre", "name": "复兴儿童之家", "community": FX,
           "opened_on": date(2026, 3, 1), **changes},
    )  # fmt: skip


def test_a_platform_is_apart_from_who_runs_it(district):
    home = open_one(district.secretary)
    assert queries.operator_of(home.pk) is None
    actions.settle(district.street, platform=home, operator=district.agency, since=date(2026, 3, 1))
    assert queries.operator_of(home.pk) == district.agency
    assert queries.platforms_in(FX) == [home, district.station]
    assert queries.platforms_in(FX, on=date(2026, 1, 1)) == [district.station]


def test_who_may_open_one(district):
    for actor in (district.clerk, district.worker, district.resident, district.auditor):
        with pytest.raises(NotAllowed):
            open_one(actor)
    with pytest.raises(NotFound):
        open_one(district.secretary, community=GF)
    open_one(district.bureau, community=GF)
    with pytest.raises(errors.PlatformNameTaken):
        open_one(district.street, name="复兴社工站")


def test_one_operator_at_a_time_in_words(district):
    with pytest.raises(errors.OperatorThere) as refused:
        actions.settle(
            district.street, platform=district.station, operator=district.other, since=TODAY
        )
    assert district.agency.name in str(refused.value)
    assert "复兴社工站" in str(refused.value)
    assert len(queries.history_of(district.station).stays) == 1


def test_a_hand_over_leaves_no_gap(district):
    hand_over(district.job, district)
    row = queries.history_of(district.station)
    assert [(stay.operator, stay.since, stay.until) for stay in row.stays] == [
        (district.other.name, SOON, None),
        (district.agency.name, date(2015, 6, 1), SOON - timedelta(days=1)),
    ]
    assert row.now.operator == district.agency.name
    assert queries.operator_of(district.station.pk, SOON - timedelta(days=1)) == district.agency
    assert queries.operator_of(district.station.pk, SOON) == district.other


def test_hand_overs_that_make_no_sense(district):
    with pytest.raises(errors.SameOperator):
        hand_over(district.job, district, operator=district.agency)
    with pytest.raises(errors.DatesWrong):
        hand_over(district.job, district, since=date(2015, 6, 1))
    with pytest.raises(errors.CannotOperate):
        hand_over(district.job, district, operator=district.street_office)
    home = open_one(district.secretary)
    with pytest.raises(errors.NobodyToHandOver):
        hand_over(district.job, district, platform=home)


def test_an_agency_decides_about_its_own_platforms_only(district):
    with pytest.raises(NotAllowed):
        hand_over(district.auditor, district)
    home = open_one(district.manager)
    with pytest.raises(NotAllowed):
        actions.settle(district.manager, platform=home, operator=district.other, since=TODAY)
    with pytest.raises(NotAllowed):
        actions.correct_platform(district.manager, platform=home, hours="x", phone="")
    actions.settle(district.manager, platform=home, operator=district.agency, since=TODAY)
    actions.correct_platform(district.manager, platform=home, hours="周一至周五", phone="")
    elsewhere = replace(district.secretary, lo=GF, hi=GF)
    with pytest.raises(NotFound):
        actions.close_platform(elsewhere, platform=home, closed_on=TODAY)


def test_closing_ends_the_stay(district):
    actions.close_platform(district.street, platform=district.station, closed_on=TODAY)
    row = queries.history_of(district.station)
    assert row.now is None
    assert row.stays[0].until == TODAY - timedelta(days=1)
    assert queries.platforms_in(FX) == []
    with pytest.raises(errors.PlatformClosed):
        actions.settle(
            district.street, platform=district.station, operator=district.agency, since=TODAY
        )


def test_an_anti_violence_stations_address_stays_unknown(district):
    station = open_one(
        district.secretary, kind="dv_support_station", name="反家暴站", address="某街8号"
    )
    actions.settle(district.street, platform=station, operator=district.agency, since=TODAY)
    assert station.address_hidden
    assert station.shown_address == ""
    assert queries.address_for(district.worker, station) == "某街8号"
    for actor in (district.clerk, district.street, district.other_agency, district.resident):
        assert queries.address_for(actor, station) == ""


def test_the_history_of_many_costs_the_same(district, django_assert_num_queries):
    for number in range(6):
        home = open_one(district.secretary, name=f"平台{number}")
        actions.settle(district.job, platform=home, operator=district.agency, since=TODAY)
    with django_assert_num_queries(2):
        assert len(queries.platforms_of(district.clerk)) == 7
    with django_assert_num_queries(2):
        assert len(queries.open_platforms(FX)) == 7
    with django_assert_num_queries(1):
        assert queries.settled_in(FX) == [district.agency]
