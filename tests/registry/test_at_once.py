"""Two people at the same moment: one goes through, the other is told in words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from sanshe.registry.catalogue import actions as catalogue
from sanshe.registry.catalogue import errors as catalogue_errors
from sanshe.registry.catalogue import queries
from sanshe.registry.organisations import actions as organisations
from sanshe.registry.organisations import errors as organisation_errors
from tests.factories.district import FX, make_district

TODAY = timezone.localdate()


@pytest.fixture
def district(committed):
    return make_district()


def at_once(*deeds):
    """What each gave or raised; each on a connection of its own."""

    def run(deed):
        try:
            return deed()
        except (organisation_errors.Problem, catalogue_errors.Problem) as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def refusals(results):
    return [one for one in results if isinstance(one, organisation_errors.Problem)]


def test_one_draft(district):
    results = at_once(
        *[
            lambda who=who: catalogue.draft(who, community=FX, why="x")
            for who in (district.clerk, district.secretary, district.street)
        ]
    )
    assert {type(one) for one in refusals(results)} == {catalogue_errors.DraftExists}
    assert len(refusals(results)) == 2


def test_one_publication(district):
    draft = catalogue.draft(district.clerk, community=FX, why="x")
    results = at_once(
        *[
            lambda days=days: catalogue.publish(
                district.street, version=draft, effective_from=TODAY + timedelta(days=days)
            )
            for days in (1, 2)
        ]
    )
    assert [type(one) for one in refusals(results)] == [catalogue_errors.NotADraft]
    assert queries.latest_published(FX).former == district.version


def test_an_edit_and_a_publication(district):
    draft = catalogue.draft(district.clerk, community=FX, why="x")
    results = at_once(
        lambda: catalogue.publish(district.street, version=draft, effective_from=TODAY, revision=0),
        lambda: catalogue.remove_line(district.clerk, version=draft, item=district.referral),
    )
    # whoever came second was refused: nobody publishes what they have not seen
    assert len(refusals(results)) == 1


def test_one_operator(district):
    home = organisations.open_platform(
        district.secretary, kind="child_centre", name="儿童之家", community=FX,
        opened_on=date(2026, 1, 1),
    )  # fmt: skip
    results = at_once(
        *[
            lambda body=body: organisations.settle(
                district.street, platform=home, operator=body, since=date(2026, 1, 1)
            )
            for body in (district.agency, district.other)
        ]
    )
    assert [type(one) for one in refusals(results)] == [organisation_errors.OperatorThere]


def test_one_hand_over(district):
    results = at_once(
        *[
            lambda days=days: organisations.hand_over_platform(
                district.job, platform=district.station, operator=district.other,
                since=TODAY + timedelta(days=days),
            )
            for days in (3, 5)
        ]
    )  # fmt: skip
    assert [type(one) for one in refusals(results)] == [organisation_errors.SameOperator]


def test_one_name(district):
    results = at_once(
        *[
            lambda: organisations.register(
                district.street, kind="agency", name="连心社工机构", area=FX, aliases=["连心"]
            )
            for _ in range(3)
        ]
    )
    assert {type(one) for one in refusals(results)} == {organisation_errors.NameTaken}
    assert len(refusals(results)) == 2


def test_one_code_of_an_item(district):
    results = at_once(
        *[
            lambda: catalogue.define_item(district.clerk, code="T-50", name="又一项")
            for _ in range(3)
        ]
    )
    assert [type(one) for one in refusals(results)] == [catalogue_errors.CodeTaken] * 2
