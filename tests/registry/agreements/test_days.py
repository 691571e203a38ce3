"""Days of steps in their order, platforms of a purchase, and what may not be changed any more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.registry.agreements import actions, errors, transitions
from sanshe.registry.agreements.enums import Side, State
from sanshe.trust.policy.scope import scope
from tests.factories.district import GF
from tests.registry.agreements.cast import BEGAN, awarded, budgeted, now, opened, signed

DAY = timedelta(days=1)


def act(district, row, do, **said):
    version = now(district, row).version
    return do(district.bureau, agreement=row.id, version=version, **said)


def refused(district, row, error, do, **said) -> str:
    with pytest.raises(error) as caught:
        act(district, row, do, **said)
    return str(caught.value)


def test_no_step_lies_before_the_one_it_follows_nor_in_days_to_come(district):
    tomorrow = timezone.localdate() + DAY
    with pytest.raises(errors.NotYet):
        opened(district, on=tomorrow)
    with pytest.raises(errors.TooSoon):
        opened(district, on=date(1, 1, 1))
    row = budgeted(district)
    to = {"to": "requirement_published"}
    said = refused(district, row, errors.OutOfOrder, actions.advance, on=BEGAN - DAY, **to)
    assert "预算落实" in said and str(BEGAN) in said
    refused(district, row, errors.NotYet, actions.advance, on=tomorrow, **to)
    refused(district, row, errors.NotYet, actions.advance, on=date(9999, 12, 31), **to)
    for step in ("requirement_published", "procurement"):
        act(district, row, actions.advance, to=step, on=BEGAN + DAY)
    for reviewed, on, error in [
        (BEGAN, BEGAN + DAY, errors.OutOfOrder),  # reviewed before bids were asked for
        (BEGAN + 3 * DAY, BEGAN + 2 * DAY, errors.TooSoon),  # the report before the review
    ]:
        refused(district, row, error, actions.advance, to="evaluated", on=on, reviewed_on=reviewed)


def test_award_notice_signature_and_what_follows_are_in_order(district):
    row = awarded(district)  # on 8 December
    assert "确定承接方" in refused(
        district, row, errors.OutOfOrder, actions.announce, on=date(2025, 12, 7)
    )
    act(district, row, actions.announce, on=date(2025, 12, 9))
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    assert "中标通知" in refused(
        district, row, errors.OutOfOrder, actions.sign, on=date(2025, 12, 8), **term
    )
    for bad, error in [
        ({"starts_on": date(1, 1, 1)}, errors.OutOfBounds),
        ({"starts_on": date(9999, 1, 1), "ends_on": date(9999, 12, 31)}, errors.OutOfBounds),
        ({"ends_on": date(2025, 12, 31)}, errors.TooSoon),
        ({"ends_on": date(9999, 12, 31)}, errors.TooLongATerm),
    ]:
        refused(
            district, row, error, actions.sign, on=date(2025, 12, 24), **{**term, **bad}
        )  # fmt: skip
    act(district, row, actions.sign, on=date(2025, 12, 24), **term)
    early = {"on": date(2025, 12, 23)}
    assert "合同签订" in refused(district, row, errors.OutOfOrder, actions.file_copy, **early)
    assert "合同签订" in refused(
        district, row, errors.OutOfOrder, actions.advance, to="in_force", **early
    )


def test_supplements_only_while_it_runs_and_never_down_to_nothing(district):
    row = signed(district)
    more = {"signed_on": date(2026, 6, 1), "why": "改"}
    for said, error in [
        ({"amount": Decimal(-360_000)}, errors.NothingLeft),
        ({"amount": Decimal(1), "signed_on": date(2025, 12, 1)}, errors.OutOfOrder),
        ({"amount": Decimal(1), "signed_on": date(9999, 1, 1)}, errors.NotYet),
    ]:
        refused(district, row, error, actions.amend, **{**more, **said})
    act(district, row, actions.stop, side="suspended", reason="查账")
    refused(district, row, errors.Stopped, actions.amend, amount=Decimal(1), **more)
    act(district, row, actions.lift, reason="查完了")
    refused(district, row, errors.WrongStep, actions.lift, reason="又来一次")


def test_a_purchase_is_for_platforms_of_its_communities(district):
    with scope(district.job):
        here = district.service.platform
        other = type(here).objects.create(
            kind=here.kind, name="南屏站", community=GF, opened_on=here.opened_on
        )
    row = opened(district, platforms=[here.pk, here.pk])
    with scope(district.job):
        assert [one.pk for one in row.platforms.all()] == [here.pk]
    refused(district, row, errors.NotServedHere, actions.describe, platforms=[other.pk])
    act(district, row, actions.describe, platforms=[])
    with scope(district.job):
        assert not row.platforms.exists()


def test_every_state_leads_on_and_what_ended_for_good_is_laid_down_where_it_stood(district):
    reached = {move.to for move in transitions.MOVES} | {State.IDEA}
    assert reached == set(State)
    assert {move.start for move in transitions.MOVES} == set(State) - {State.ARCHIVED}
    assert {*transitions.FOR_GOOD, *transitions.FOR_A_WHILE} == set(Side)
    row = budgeted(district)
    today = timezone.localdate()
    with pytest.raises(errors.WrongStep):
        actions.lay_down(district.bureau, agreement=row.id, on=today)
    act(district, row, actions.stop, side="failed_bid", reason="没有人来投")
    row = actions.lay_down(district.bureau, agreement=row.id, on=today)
    assert (row.state, row.side, row.archived_on) == ("budgeted", "failed_bid", today)
    for do, said in [
        (actions.describe, {"survey": "改"}), (actions.lift, {"reason": "改"}),
        (actions.stop, {"side": "disputed", "reason": "改"}),
        (actions.set_budget, {"lines": []}),
    ]:  # fmt: skip
        refused(district, row, errors.Archived, do, **said)
    with pytest.raises(errors.Archived):
        actions.attach(
            district.bureau, agreement=row.id, kind="other", title="晚了",
            media_type="application/pdf", content=b"%PDF",
        )  # fmt: skip
    with pytest.raises(errors.Archived):
        actions.lay_down(district.bureau, agreement=row.id, on=today)
