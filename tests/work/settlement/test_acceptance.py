"""Acceptance: every promise by itself, with the residents' word, in public."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.entrances.jobs.demo.clock import at
from sanshe.ground.calendars.workdays import add_working_days
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.agreements import actions as agreements
from sanshe.work.settlement import actions, errors, queries
from tests.factories.district import FX, WJQ
from tests.registry.agreements.cast import now, signed
from tests.work.settlement.judging import done, paper, read, residents, review, served, survey
from tests.work.settlement.test_payments import paid, shut


@pytest.fixture
def agreement(district):
    row = signed(district)
    done(district, row, 624)
    served(district, residents(district, 6))
    done(district, row, 620)
    review(district, row, "midterm")
    review(district, row, "final")
    return row


def judged(district, agreement, **more):
    made = actions.open_acceptance(district.bureau, agreement=agreement.id)
    for line in queries.lines_of(made):
        actions.judge_line(
            district.bureau, acceptance=made.id, indicator=line.indicator_id, accepted=True,
            words="按约定", **more,
        )  # fmt: skip
    return made


def after(count):
    day = add_working_days(timezone.localdate(), count)
    return at(timezone.now() + (day - timezone.localdate()))


def test_line_by_line_with_the_residents_word_then_in_public(district, agreement):
    survey(district, agreement, happy=6, of=6)
    made = judged(district, agreement)
    counted, measured = queries.lines_of(made)
    assert counted.promised == 624 and counted.counted >= 620 and measured.counted == 100
    assert "公示" in shut(district, agreement, 3) and "意见" not in shut(district, agreement, 3)
    noticed = actions.notice(district.bureau, acceptance=made.id)
    assert noticed.notice_until == add_working_days(timezone.localdate(), 5)
    with after(5), pytest.raises(errors.StillOpen):  # the fifth day belongs to the notice
        actions.close_acceptance(district.bureau, acceptance=made.id)
    with at(timezone.now() + (noticed.notice_until - timezone.localdate()) + timedelta(days=1)):
        actions.close_acceptance(district.bureau, acceptance=made.id)
        assert now(district, agreement).state == "accepted"
        assert "审计" in shut(district, agreement, 3) and "公示" not in shut(district, agreement, 3)
        paper(district, agreement, "audit")
        paper(district, agreement, "plan")
        for number, amount in ((1, 144_000), (2, 144_000), (3, 72_000)):
            assert now(district, agreement).state == "accepted"
            paid(district, agreement, number, amount)
        assert now(district, agreement).state == "settled"


def test_nothing_is_noticed_without_the_residents(district, agreement):
    made = judged(district, agreement)
    with pytest.raises(errors.NotWhole):
        actions.notice(district.bureau, acceptance=made.id)
    later = survey(district, agreement, happy=3, of=3)
    actions.renew_survey(district.bureau, acceptance=made.id, survey=later.id)
    measured = queries.lines_of(made)[1]
    assert measured.accepted is None and measured.counted is None  # three of six: not enough
    with pytest.raises(errors.WordsMissing):
        actions.judge_line(
            district.bureau, acceptance=made.id, indicator=measured.indicator_id, accepted=True
        )
    assert "只答了" in shut(district, agreement, 3)


def test_what_is_refused_is_mended_and_noticed_anew(district, agreement):
    survey(district, agreement, happy=6, of=6)
    made = judged(district, agreement)
    line = queries.lines_of(made)[0]
    said = {"acceptance": made.id, "indicator": line.indicator_id}
    with pytest.raises(errors.WordsMissing):
        actions.judge_line(district.bureau, **said, accepted=False)
    actions.judge_line(district.bureau, **said, accepted=False, words="少了签字")
    actions.notice(district.bureau, acceptance=made.id)
    with after(9), pytest.raises(errors.NotWhole):
        actions.close_acceptance(district.bureau, acceptance=made.id)
    actions.judge_line(district.bureau, **said, accepted=True, words="补齐了")
    assert read(district.manager, queries.acceptance_of, agreement.id).noticed_on is None


def test_an_objection_is_answered_before_it_ends(district, agreement):
    survey(district, agreement, happy=6, of=6)
    made = judged(district, agreement)
    facts = {"agreement": agreement.id, "community": FX, "text": "我家没人来过"}
    with pytest.raises(errors.TooEarly):
        actions.object_to(district.resident, **facts)
    actions.notice(district.bureau, acceptance=made.id)
    with pytest.raises(NotFound):
        actions.object_to(district.resident, **{**facts, "community": WJQ})
    one = actions.object_to(district.resident, **facts)
    assert [o.id for o in read(district.bureau, queries.objections, made)] == [one.id]
    assert read(district.manager, queries.objections, made) == []
    with after(9):
        with pytest.raises(errors.StillOpen):
            actions.close_acceptance(district.bureau, acceptance=made.id)
        assert "没答复" in shut(district, agreement, 3)  # nor for whoever does not see it
        with pytest.raises(NotAllowed):
            actions.answer_objection(district.manager, objection=one.id, answer="x")
        actions.answer_objection(district.bureau, objection=one.id, answer="已安排上门")
        actions.close_acceptance(district.bureau, acceptance=made.id)


def test_who_accepts_and_when(district, agreement):
    with pytest.raises(NotAllowed):
        actions.open_acceptance(district.manager, agreement=agreement.id)
    actions.open_acceptance(district.bureau, agreement=agreement.id)
    with pytest.raises(errors.AlreadyOpen):
        actions.open_acceptance(district.bureau, agreement=agreement.id)
    with pytest.raises(NotFound):
        read(district.stranger, queries.acceptance_of, agreement.id)


def test_only_a_plan_and_an_audit_are_taken(district, agreement):
    made = agreements.attach(
        district.manager, agreement=agreement.id, kind="other", title="别的",
        media_type="application/pdf", content=b"%PDF-1.4",
    )  # fmt: skip
    with pytest.raises(NotFound):
        actions.take_paper(district.bureau, agreement=agreement.id, document=made.id)
    paper(district, agreement, "plan")
    assert len(queries.taken_papers(agreement)) == 1
    assert Decimal(0) == read(district.manager, queries.books, agreement.id).received
