"""Who may judge and who must not, what the system draws, and a score that nobody types."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.kit import chance
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.trust.accounts.models import Assignment
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, queries, rules
from sanshe.work.settlement.models import FileCheck, Points
from tests.registry.agreements.cast import now, signed
from tests.work.settlement.judging import SHEET, counted, read, review, third_party


@pytest.fixture
def agreement(district):
    return signed(district)


@pytest.fixture
def opened(district, agreement):
    return actions.open_review(district.bureau, agreement=agreement.id, kind="midterm", sheet=SHEET)


def test_from_the_sheet_to_the_published_score(district, agreement):
    made = review(district, agreement, points="80.5")
    assert made.score == Decimal("80.50")
    assert now(district, agreement).state == "midterm_reviewed"
    with pytest.raises(errors.Published):
        actions.publish_review(district.bureau, review=made.id)
    final = review(district, agreement, "final", 91)
    assert final.score == 91 and now(district, agreement).state == "final_reviewed"
    with pytest.raises(errors.TooEarly):
        actions.open_review(district.bureau, agreement=agreement.id, kind="midterm", sheet=SHEET)


def test_a_sheet_weighs_a_hundred(district, agreement):
    with pytest.raises(errors.WeightsDoNotSum):
        actions.open_review(
            district.bureau, agreement=agreement.id, kind="midterm", sheet=SHEET[:3]
        )


@pytest.mark.parametrize(("days", "out"), [(0, True), (700, True), (740, False)])
def test_who_worked_for_the_supplier_within_two_years_is_refused(district, opened, days, out):
    judge = third_party(district)
    with scope(district.job):
        Assignment.objects.create(
            user_id=judge.user, role=Role.WORKER, org=district.agency.id, area=1,
            since=date(2020, 1, 1), until=timezone.localdate() - timedelta(days=days),
        )  # fmt: skip
    facts = {"review": opened.id, "user": judge.user, "kind": "professional"}
    if out:
        with pytest.raises(errors.HasInterest):
            actions.invite(district.bureau, **facts)
    else:
        assert actions.invite(district.bureau, **facts).kind == "professional"


def test_who_declares_a_tie_withdraws_and_their_points_go(district, opened):
    judge = third_party(district)
    actions.invite(district.bureau, review=opened.id, user=judge.user, kind="finance")
    (first, *_rest) = read(judge, lambda a: queries.sheet(opened))
    with pytest.raises(errors.NotDeclared):
        actions.give_points(judge, review=opened.id, points={first.line.pk: (Decimal(1), "")})
    actions.declare(judge, review=opened.id, tied_until=date(2020, 1, 1))
    actions.give_points(judge, review=opened.id, points={first.line.pk: (Decimal(40), "好")})
    with pytest.raises(errors.TooManyPoints):
        actions.give_points(judge, review=opened.id, points={first.line.pk: (Decimal(41), "")})
    me = actions.declare(
        judge, review=opened.id, interest="讲过课,拿了课酬",
        tied_until=timezone.localdate() - timedelta(days=100),
    )  # fmt: skip
    assert me.withdrawn_at is not None
    with scope(district.job):
        assert not Points.objects.exists()
    with pytest.raises(errors.HasInterest):
        actions.give_points(judge, review=opened.id, points={})


def test_nothing_is_published_before_all_was_done(district, opened):
    with pytest.raises(errors.NotWhole) as refused:
        actions.publish_review(district.bureau, review=opened.id)
    for word in ("专业", "财务", "抽查"):
        assert word in str(refused.value)
    with pytest.raises(errors.NotWhole):
        actions.draw_files(district.bureau, review=opened.id)  # nothing counts yet


def test_the_files_are_drawn_once_and_anybody_can_draw_them_again(district, agreement, opened):
    pool = counted(district, agreement, 60)
    drawn = actions.draw_files(district.bureau, review=opened.id)
    assert len(drawn) == rules.FILES_DRAWN and {one.record for one in drawn} < set(pool)
    with pytest.raises(errors.AlreadyOpen):
        actions.draw_files(district.bureau, review=opened.id)
    with scope(district.bureau) as buyer:
        one = queries.review(buyer, opened.id)
        assert one.pool_digest == chance.digest(pool) and one.pool == 60
        assert queries.redrawn(one, pool[::-1]) == [file.record for file in drawn]
    judge = third_party(district)
    with pytest.raises(NotFound):  # not asked
        actions.check_file(judge, review=opened.id, order=1, good=True)
    actions.invite(district.bureau, review=opened.id, user=judge.user, kind="finance")
    actions.declare(judge, review=opened.id)
    with pytest.raises(errors.WordsMissing):
        actions.check_file(judge, review=opened.id, order=1, good=False)
    actions.check_file(judge, review=opened.id, order=1, good=False, words="没有签字")
    with scope(district.job):
        assert FileCheck.objects.get(review=opened, order=1).checked_by == judge.user
    with scope(district.resident):
        assert not FileCheck.objects.exists()
    with scope(district.manager):  # whose files they are writes nothing there
        assert not FileCheck.objects.update(good=True)


def test_a_committee_judges_beside_the_others(district, opened):
    actions.invite(
        district.bureau, review=opened.id, user=district.secretary.user, kind="committee"
    )
    actions.declare(district.secretary, review=opened.id)
    lines = read(district.secretary, lambda a: queries.sheet(queries.review(a, opened.id)))
    actions.give_points(
        district.secretary, review=opened.id,
        points={one.line.pk: (one.line.weight, "") for one in lines},
    )  # fmt: skip
    with pytest.raises(errors.WrongJudge):
        actions.invite(
            district.bureau, review=opened.id, user=district.manager.user, kind="professional"
        )


def test_who_sees_an_open_review(district, agreement, opened):
    judge = third_party(district)
    for actor, sees in [
        (district.bureau, True), (district.auditor, True), (judge, True),
        (district.manager, False), (district.clerk, False),
    ]:  # fmt: skip
        assert len(read(actor, queries.reviews_of, agreement.id)) == sees, actor.name
    for actor in (district.other_agency, district.other_district, district.stranger):
        with pytest.raises(NotFound):
            read(actor, queries.reviews_of, agreement.id)
    with pytest.raises(NotAllowed):
        actions.open_review(district.manager, agreement=agreement.id, kind="final", sheet=SHEET)


def test_once_published_both_sides_and_the_committee_read_the_result(district, agreement):
    made = review(district, agreement)
    for actor in (district.manager, district.clerk, district.auditor):
        (seen,) = read(actor, queries.reviews_of, agreement.id)
        assert seen.score == made.score
        assert [one.mean for one in read(actor, lambda a: queries.sheet(made))] == [34, 17, 17, 17]
        with scope(actor, read_only=True):
            assert Points.objects.exists() == (actor is district.auditor)


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=7))
def test_a_mean_is_never_rounded_up(points):
    assert rules.never_up(rules.mean(points)) <= sum(points) / len(points)
