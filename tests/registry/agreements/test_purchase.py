"""A purchase from the first thought into force: who may, what must be there, what law limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.registry.agreements import actions, errors, queries
from sanshe.registry.agreements.enums import Never
from sanshe.registry.agreements.models import Event, Rule
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX
from tests.registry.agreements.cast import BEGAN, awarded, budgeted, indicators, now, opened, signed


def story(district, row) -> dict[str, Event]:
    with scope(district.job):
        return {event.step: event for event in Event.objects.filter(agreement=row)}


def test_from_the_first_thought_into_force(district):
    row = signed(district)
    assert row.state == "in_force" and row.price == Decimal(360_000)
    steps = story(district, row)
    assert {"idea", "need_survey", "awarded", "contracted", "published", "in_force"} <= set(steps)


def test_the_limits_of_the_law_are_written_beside_each_step(district):
    steps = story(district, signed(district))
    assert steps["contracted"].due_on == date(2026, 1, 7)  # 30 days after the award notice
    assert steps["published"].due_on == date(2025, 12, 26)  # 2 working days after signing
    assert steps["awarded"].due_on == date(2025, 12, 10)  # 5 working days after the report


def test_a_late_step_is_taken_and_says_so(district):
    row = awarded(district)
    actions.sign(
        district.bureau, agreement=row.id, version=row.version, on=date(2026, 1, 20),
        starts_on=date(2026, 2, 1), ends_on=date(2027, 1, 31),
    )  # fmt: skip
    signed_ = story(district, row)["contracted"]
    assert signed_.on > signed_.due_on


@pytest.mark.parametrize("who", ["secretary", "clerk", "manager", "worker", "auditor"])
def test_only_a_state_organ_buys(district, who):
    with pytest.raises((NotAllowed, errors.NotAStateOrgan)):
        actions.open_purchase(getattr(district, who), number="X", name="X", communities=[FX])


def test_a_committee_may_supply_and_a_street_office_may_not(district):
    row = awarded_up_to_evaluation(district)
    for body, error in [
        (district.street_office, errors.CannotDeliver),
        (district.police, errors.CannotDeliver),
    ]:
        with pytest.raises(error):
            award(district, row, body)
    assert award(district, row, district.committee).supplier_id == district.committee.id


def awarded_up_to_evaluation(district):
    row = budgeted(district)
    for step in ("requirement_published", "procurement", "evaluated"):
        row = actions.advance(
            district.bureau, agreement=row.id, version=row.version, to=step, on=BEGAN
        )
    return row


def award(district, row, body):
    day = date(2025, 12, 8)
    return actions.award(
        district.bureau, agreement=row.id, version=row.version, supplier=body.id,
        price=Decimal(1), on=day, reported_on=day,
    )  # fmt: skip


def test_what_may_never_be_bought_is_refused_with_the_article(district):
    row = opened(district)
    never = {one.value: False for one in Never}
    row = actions.describe(
        district.bureau, agreement=row.id, version=row.version, survey="问过",
        never={**never, "staff": True},
    )  # fmt: skip
    for step in ("need_survey", "catalogue_check"):
        row = actions.advance(district.bureau, agreement=row.id, version=row.version, to=step)
    with pytest.raises(errors.NeverBought, match="102号令第10条"):
        actions.advance(district.bureau, agreement=row.id, version=row.version, to="budgeted")
    row = actions.describe(
        district.bureau, agreement=row.id, version=row.version, never={"staff": False}
    )
    with pytest.raises(errors.Unanswered):
        actions.advance(district.bureau, agreement=row.id, version=row.version, to="budgeted")


def test_the_public_is_asked_first(district):
    row = opened(district)
    row = actions.advance(district.bureau, agreement=row.id, version=row.version, to="need_survey")
    with pytest.raises(errors.Missing):
        actions.advance(
            district.bureau, agreement=row.id, version=row.version, to="catalogue_check"
        )


@pytest.mark.parametrize("to", ["in_force", "awarded", "midterm_reviewed", "settled", "idea"])
def test_no_step_is_skipped_or_taken_back(district, to):
    row = budgeted(district)
    with pytest.raises(errors.WrongStep):
        actions.advance(district.bureau, agreement=row.id, version=row.version, to=to)


def test_weights_sum_to_a_hundred(district):
    row = budgeted(district)
    promised = indicators(district)
    promised[0]["weight"] = 91
    row = actions.set_indicators(
        district.bureau, agreement=row.id, version=row.version, indicators=promised
    )
    with pytest.raises(errors.DoesNotAddUp):
        actions.advance(
            district.bureau, agreement=row.id, version=row.version, to="requirement_published"
        )


def test_sources_budget_and_tranches_sum_to_the_price(district):
    row = awarded(district)
    row = actions.set_budget(
        district.bureau, agreement=row.id, version=row.version, lines=[("人员", Decimal(359_999))]
    )
    with pytest.raises(errors.DoesNotAddUp, match="预算"):
        sign(district, row)


def sign(district, row, **more):
    facts = {"on": date(2025, 12, 24), "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    return actions.sign(district.bureau, agreement=row.id, version=row.version, **{**facts, **more})


def test_a_year_at_most_or_three_with_a_reason(district):
    row = awarded(district)
    with pytest.raises(errors.TooLongATerm):
        sign(district, row, ends_on=date(2027, 1, 1))
    with pytest.raises(errors.TooLongATerm):
        sign(district, row, ends_on=date(2029, 1, 1), long_term_reason="内容稳定")
    assert sign(district, row, ends_on=date(2028, 12, 31), long_term_reason="内容稳定").signed_on


@pytest.mark.parametrize(
    "name", ["发现困难人员人数", "低保户数", "新增留守儿童数量", "识别重残名额"]
)
def test_people_in_hardship_are_no_target(district, name):
    row = opened(district)
    promised = indicators(district)
    promised[0]["name"] = name
    with pytest.raises(errors.HardshipIsNoTarget):
        actions.set_indicators(
            district.bureau, agreement=row.id, version=row.version, indicators=promised
        )


@pytest.mark.parametrize("name", ["残疾人家庭探访", "老年人建档", "和居民建立关系", "困难家庭走访"])
def test_services_for_them_are(district, name):
    row = opened(district)
    promised = indicators(district)
    promised[0]["name"] = name
    actions.set_indicators(
        district.bureau, agreement=row.id, version=row.version, indicators=promised
    )


def test_units_never_mix(district):
    row = opened(district)
    promised = indicators(district)
    promised[0]["unit"] = "events"
    with pytest.raises(errors.NotOfThisUnit):
        actions.set_indicators(
            district.bureau, agreement=row.id, version=row.version, indicators=promised
        )


def test_a_tenth_more_and_not_a_yuan_above(district):
    row = signed(district)
    with pytest.raises(errors.TooMuchAdded):
        amend(district, row, 36_001)
    amend(district, row, 30_000)
    with pytest.raises(errors.TooMuchAdded, match="6,000"):
        amend(district, now(district, row), 6_001)
    amend(district, now(district, row), 6_000)
    with scope(district.job):
        assert queries.price_of(now(district, row)) == Decimal(396_000)


def amend(district, row, yuan):
    return actions.amend(
        district.bureau, agreement=row.id, version=row.version, signed_on=date(2026, 6, 1),
        amount=Decimal(yuan), why="新增一个小区",
    )  # fmt: skip


def test_what_was_signed_is_not_rewritten(district):
    row = signed(district)
    with pytest.raises(errors.Fixed):
        actions.set_indicators(
            district.bureau, agreement=row.id, version=row.version, indicators=[]
        )
    with scope(district.job), pytest.raises(DatabaseError), transaction.atomic():
        Rule.objects.update(min_heads=1)


def test_a_rule_changes_by_a_new_one_with_its_reason(district):
    row = signed(district)
    with scope(district.job):
        one = row.indicators.get(code="I01")
    with pytest.raises(errors.ReasonMissing):
        actions.change_rule(
            district.bureau, agreement=row.id, version=row.version, indicator=one.id, reason=" "
        )
    made = actions.change_rule(
        district.bureau, agreement=row.id, version=row.version, indicator=one.id,
        reason="双方商定", min_minutes=20,
    )  # fmt: skip
    assert (made.number, made.min_minutes, made.alive) == (2, 20, True)
    with scope(district.job):
        (promise, _measured) = queries.promises(row)
    assert promise.rule.number == 2


def test_who_may_read_what_is_not_signed_yet(district):
    row = budgeted(district)
    for one, seen in [
        (district.bureau, True),
        (district.auditor, True),  # watches over the area
        (district.clerk, False),  # not before it is signed
        (district.manager, False),
        (district.other_agency, False),
        (district.other_district, False),
    ]:
        with scope(one):
            assert queries.visible(one).filter(pk=row.pk).exists() == seen, one.name


def test_who_may_read_what_is_signed(district):
    row = signed(district)
    for one, seen in [
        (district.manager, True),
        (district.worker, True),
        (district.clerk, True),  # it serves their community
        (district.street, True),
        (district.other_agency, False),
        (district.other_district, False),
        (district.stranger, False),
    ]:
        with scope(one):
            assert queries.visible(one).filter(pk=row.pk).exists() == seen, one.name
    with scope(district.resident) as resident:
        assert queries.visible(resident).filter(pk=row.pk).exists()


def test_only_the_purchaser_moves_it(district):
    row = budgeted(district)
    for one in (district.street, district.manager):
        with pytest.raises((NotFound, NotAllowed)):
            actions.advance(one, agreement=row.id, version=row.version, to="requirement_published")


def test_somebody_was_faster(district):
    row = opened(district)
    actions.describe(district.bureau, agreement=row.id, version=row.version, survey="甲")
    with pytest.raises(OutOfDate):
        actions.describe(district.bureau, agreement=row.id, version=row.version, survey="乙")


def test_a_stopped_one_does_not_go_on_until_it_is_lifted(district):
    row = budgeted(district)
    row = actions.stop(
        district.bureau, agreement=row.id, version=row.version, side="disputed", reason="有质疑"
    )
    with pytest.raises(errors.Stopped):
        actions.advance(
            district.bureau, agreement=row.id, version=row.version, to="requirement_published"
        )
    row = actions.lift(district.bureau, agreement=row.id, version=row.version, reason="质疑不成立")
    actions.advance(
        district.bureau, agreement=row.id, version=row.version, to="requirement_published"
    )


def test_papers_of_both_sides_and_what_the_public_reads(district):
    row = signed(district)
    mine = actions.attach(
        district.manager, agreement=row.id, kind="plan", title="工作计划",
        media_type="application/pdf", content=b"%PDF",
    )  # fmt: skip
    with scope(district.clerk) as clerk:
        assert [paper.title for paper in queries.papers_of(clerk, row)] == ["合同"]
        with pytest.raises(NotFound):
            queries.paper(clerk, row.id, mine.id)
    other = opened(district, number="XS-2026-2")
    with scope(district.bureau) as bureau, pytest.raises(NotFound):
        queries.paper(bureau, other.id, mine.id)  # of another agreement
    for bad, error in [
        ({"media_type": "text/html"}, errors.NotThatKind),
        ({"content": b""}, errors.NotThatKind),
        ({"content": b"x" * (10 * 2**20 + 1)}, errors.TooBig),
    ]:
        with pytest.raises(error):
            actions.attach(
                district.manager, agreement=row.id, kind="plan", title="t",
                **{"media_type": "application/pdf", "content": b"x", **bad},
            )  # fmt: skip
    with pytest.raises(NotFound):
        actions.attach(
            replace(district.manager, org=district.other.id), agreement=row.id, kind="plan",
            title="t", media_type="application/pdf", content=b"x",
        )  # fmt: skip
