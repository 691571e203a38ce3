"""Drafting, publishing and withdrawing a community's catalogue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound, OutOfDate
from sanshe.ground.messages.queries import inbox
from sanshe.registry.catalogue import actions, errors, queries
from sanshe.registry.catalogue.models import CatalogueLine, CatalogueVersion, ServiceItem
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, GF


def today():
    return timezone.localdate()


@pytest.fixture
def version(district):
    return actions.draft(district.clerk, community=FX, why="新增外出陪伴")


def publish(district, version, days=0):
    return actions.publish(
        district.street, version=version, effective_from=today() + timedelta(days=days)
    )


def test_a_draft_copies_the_lines_in_force_with_their_helpers(district, version):
    lines = queries.lines_of(version)
    assert [line.item for line in lines] == [district.referral, district.visiting]
    assert [helper.pk for helper in lines[1].helpers.all()] == [district.committee.pk]
    assert (version.number, version.state) == (2, "draft")


def test_a_draft_says_why(district):
    with pytest.raises(Invalid) as refused:
        actions.draft(district.clerk, community=FX, why=" ")
    assert refused.value.field == "why"


def test_one_draft_at_a_time(district, version):
    with pytest.raises(errors.DraftExists):
        actions.draft(district.secretary, community=FX, why="另一个")


@pytest.mark.parametrize("who", ["worker", "supervisor", "manager", "resident", "bureau"])
def test_those_who_do_not_keep_it_cannot_draft(district, who):
    with pytest.raises(NotAllowed):
        actions.draft(getattr(district, who), community=FX, why="x")


def test_elsewhere_is_not_found(district, version):
    with pytest.raises(NotFound):
        actions.draft(district.clerk, community=GF, why="x")
    with pytest.raises(NotFound):
        actions.remove_line(district.other_district, version=version, item=district.visiting)


def test_the_committee_drafts_and_the_street_publishes(district, version):
    for actor in (district.clerk, district.secretary, district.manager):
        with pytest.raises(NotAllowed):
            actions.publish(actor, version=version, effective_from=today())
    assert publish(district, version).state == "published"


def test_publishing_closes_the_former_the_day_before(district, version):
    publish(district, version, days=10)
    former = CatalogueVersion.objects.get(pk=district.version.pk)
    assert former.effective_to == today() + timedelta(days=9)
    assert queries.current_version(FX) == former
    assert queries.current_version(FX, today() + timedelta(days=10)) == version
    assert queries.current_version(FX, today() + timedelta(days=9)) == former


def test_nothing_is_published_for_the_past_but_by_a_job(district, version):
    with pytest.raises(errors.DateWrong) as refused:
        publish(district, version, days=-1)
    assert refused.value.field == "effective_from"
    actions.publish(district.job, version=version, effective_from=date(2026, 2, 1))
    assert queries.current_version(FX, date(2026, 1, 31)) == district.version


def test_a_version_starts_after_the_one_before_it(district, version):
    with pytest.raises(errors.DateWrong):
        actions.publish(district.job, version=version, effective_from=date(2026, 1, 1))


def test_an_empty_catalogue_is_not_published(district, version):
    for item in (district.visiting, district.referral):
        actions.remove_line(district.clerk, version=version, item=item)
    with pytest.raises(errors.NothingInIt):
        publish(district, version)


def test_a_line_is_checked_again_when_published(district, version):
    type(district.visiting).objects.update(law_enforcement=True)
    with pytest.raises(errors.LawEnforcement):
        publish(district, version)


def test_who_publishes_has_seen_the_last_edit(district, version):
    seen = version.revision
    actions.remove_line(district.clerk, version=version, item=district.referral)
    with pytest.raises(OutOfDate):
        actions.publish(district.street, version=version, effective_from=today(), revision=seen)


def test_two_clerks_at_one_draft(district, version):
    actions.remove_line(district.clerk, version=version, item=district.referral, revision=0)
    with pytest.raises(OutOfDate):
        actions.remove_line(district.secretary, version=version, item=district.visiting, revision=0)


def test_what_is_published_is_never_edited(district, version):
    publish(district, version)
    with pytest.raises(errors.NotADraft):
        actions.remove_line(district.clerk, version=version, item=district.visiting)
    with pytest.raises(errors.NotADraft):
        actions.set_line(
            district.clerk, version=version, item=district.visiting, duty="transferable",
            lead=district.agency,
        )  # fmt: skip
    with pytest.raises(errors.NotADraft):
        actions.discard_draft(district.clerk, version=version)


@pytest.mark.parametrize(
    "write",
    [
        lambda: CatalogueLine.objects.update(reason="x"),
        lambda: CatalogueLine.objects.all().delete(),
        lambda: CatalogueVersion.objects.update(why="x"),
        lambda: CatalogueVersion.objects.update(state="draft"),
    ],
)
def test_not_by_hand_either(district, write):
    with (
        scope(district.job),
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
    ):
        write()


def test_withdrawing_brings_the_former_back(district, version):
    publish(district, version, days=3)
    with pytest.raises(NotAllowed):
        actions.withdraw(district.clerk, version=version, why="写错了")
    actions.withdraw(district.street, version=version, why="写错了")
    assert queries.current_version(FX, today() + timedelta(days=30)) == district.version
    again = actions.draft(district.clerk, community=FX, why="再来")
    assert (again.number, publish(district, again).former) == (3, district.version)


def test_only_the_last_is_withdrawn_and_with_a_reason(district, version):
    with pytest.raises(errors.NotPublished):
        actions.withdraw(district.street, version=version, why="x")
    publish(district, version)
    with pytest.raises(errors.NotTheLast):
        actions.withdraw(district.street, version=district.version, why="x")
    with pytest.raises(Invalid):
        actions.withdraw(district.street, version=version, why="")


def test_every_step_leaves_its_line(committed):
    from tests.factories.district import make_district

    district = make_district()
    version = actions.draft(district.clerk, community=FX, why="x")
    actions.remove_line(district.clerk, version=version, item=district.referral)
    publish(district, version)
    with scope(district.job):
        steps = list(
            Entry.objects.filter(subject_kind="catalogue_version")
            .order_by("at")
            .values_list("detail__step", flat=True)
        )
    assert steps == ["draft", "remove_line", "publish"]


def test_a_draft_is_seen_by_those_who_keep_it_only(district, version):
    assert queries.version(district.clerk, version.pk) == version
    for actor in (district.worker, district.other_district, district.resident):
        with pytest.raises(NotFound):
            queries.version(actor, version.pk)


def test_those_whose_lines_change_are_told(district, version):
    actions.remove_line(district.clerk, version=version, item=district.visiting)
    publish(district, version)
    for told in (district.agency, district.committee):
        assert inbox(None, told.id, "worker").get().link == f"/desk/catalogue/v/{version.pk}/"
    for other in (district.police, district.other):
        assert not inbox(None, other.id, "worker")


def test_an_item_stays_and_keeps_its_number(district):
    """Records name it without holding it."""
    for change in (lambda i: i.delete(), lambda i: type(i).objects.filter(pk=i.pk).update(id=-1)):
        with pytest.raises(DatabaseError, match="never deleted"), scope(district.job):
            change(ServiceItem.objects.create(code="X-99", name="用不着的"))
