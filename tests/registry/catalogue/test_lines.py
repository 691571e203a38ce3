"""Lines of a draft, what changed, and who is responsible."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.catalogue import actions, errors, queries
from sanshe.registry.organisations import actions as organisations
from tests.factories.district import FX, GF, WJQ


@pytest.fixture
def version(district):
    return actions.draft(district.clerk, community=FX, why="新增外出陪伴")


@pytest.fixture
def escort(district):
    return actions.define_item(
        district.clerk, code="T-03", name="老年人外出陪伴", categories=["escort"]
    )


def add(district, version, item, **changes):
    line = {"duty": "transferable", "lead": district.agency, "helpers": [district.committee]}
    return actions.set_line(district.clerk, version=version, item=item, **{**line, **changes})


def test_a_line_has_one_lead_and_named_helpers(district, version, escort):
    add(district, version, escort, platform=district.station)
    line = queries.lines_of(version)[-1]
    assert (line.lead, line.platform) == (district.agency, district.station)
    assert list(line.helpers.all()) == [district.committee]


def test_setting_again_replaces(district, version, escort):
    add(district, version, escort)
    add(district, version, escort, duty="own", lead=district.committee, helpers=[])
    assert [(line.duty, list(line.helpers.all())) for line in queries.lines_of(version)][-1] == (
        "own",
        [],
    )


def test_keys_do_as_well_as_rows(district, version, escort):
    add(district, version.pk, escort.pk, lead=str(district.agency.pk), helpers=[])
    assert version.lines.filter(item=escort).exists()


def test_a_rule_broken_is_refused_with_its_field(district, version):
    survey = actions.define_item(
        district.clerk, code="T-08", name="低保初审入户调查", statutory_duty=True
    )
    with pytest.raises(errors.StatutoryDuty) as refused:
        add(district, version, survey)
    assert refused.value.field == "duty"
    assert "低保初审入户调查" in str(refused.value)


def test_the_platform_is_here_and_the_leads(district, version, escort):
    far = organisations.open_platform(
        district.job, kind="station", name="广福站", community=GF, opened_on=date(2020, 1, 1)
    )
    with pytest.raises(errors.PlatformElsewhere):
        add(district, version, escort, platform=far)
    with pytest.raises(errors.PlatformNotTheirs) as refused:
        add(district, version, escort, lead=district.other, platform=district.station)
    assert district.agency.name in str(refused.value)


def test_the_diff_says_what_changed(district, version, escort):
    add(district, version, escort)
    add(district, version, district.visiting, lead=district.other)
    actions.remove_line(district.clerk, version=version, item=district.referral)
    diff = queries.diff_with_former(version)
    assert [line.item for line in diff.added] == [escort]
    assert [line.item for line in diff.removed] == [district.referral]
    (changed,) = diff.changed
    assert [(str(part.name), part.before, part.after) for part in changed.parts] == [
        ("谁牵头", district.agency.name, district.other.name),
        ("在哪里", "复兴社工站", ""),
    ]
    assert diff.count == 3
    actions.publish(district.street, version=version, effective_from=timezone.localdate())
    assert queries.diff_with_former(queries.published(FX, 2)).count == 3


def test_the_first_version_is_all_new(district):
    assert len(queries.diff_with_former(district.version).added) == 2


def test_who_is_responsible(district):
    found = queries.responsible(FX, category="elder_visit")
    assert (found.lead, found.duty, found.platform) == (
        district.agency,
        "transferable",
        district.station,
    )
    assert found.helpers == [district.committee]
    assert queries.responsible(FX, item=district.referral).lead == district.police
    assert queries.responsible(FX, category="escort") is None
    assert queries.responsible(WJQ, category="elder_visit") is None
    assert queries.responsible(FX, category="elder_visit", on=date(2025, 12, 31)) is None


def test_a_hand_over_moves_the_responsibility_without_a_new_version(district):
    day = timezone.localdate() + timedelta(days=5)
    organisations.hand_over_platform(
        district.job, platform=district.station, operator=district.other, since=day
    )
    assert queries.responsible(FX, category="elder_visit").lead == district.agency
    assert queries.responsible(FX, category="elder_visit", on=day).lead == district.other


def test_reading_costs_the_same_however_long_it_is(district, version, django_assert_num_queries):
    for number in range(12):
        item = actions.define_item(district.clerk, code=f"X-{number}", name=f"事项{number}")
        add(district, version, item)
    with django_assert_num_queries(2):
        assert len(queries.lines_of(version)) == 14
    with django_assert_num_queries(4):
        queries.responsible(FX, category="elder_visit")
    with django_assert_num_queries(5):
        queries.diff_with_former(version)


def test_items_are_defined_once(district, escort):
    with pytest.raises(errors.CodeTaken):
        actions.define_item(district.clerk, code="t-03", name="又一个")
    with pytest.raises(NotAllowed):
        actions.define_item(district.worker, code="T-99", name="x")


def test_services_belong_to_a_place(district):
    service = actions.add_service(
        district.secretary, code="FX-02", name="B级探访", community=FX, item=district.visiting,
        unit="person_times", platform=district.station, planned_per_year=912,
    )  # fmt: skip
    assert queries.services_in(FX) == [district.service, service]
    with pytest.raises(NotFound):
        actions.add_service(
            district.clerk, code="GF-9", name="x", community=GF, item=district.visiting,
            unit="days",
        )  # fmt: skip
