"""What others say of a visit: a call by somebody else, the resident with the receipt."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ledger import actions as ledger
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs.models import Need
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.enums import Said
from sanshe.work.visits.models import Word
from tests.factories.district import COUNTY
from tests.work.visits.cast import RECEIPT, dispatched, planned, recorded, standing_of


@pytest.fixture
def made(district):
    return recorded(district, planned(district, need=dispatched(district)))


@pytest.mark.parametrize("who", ["colleague", "supervisor", "clerk", "street"])
def test_somebody_else_calls(district, made, who):
    actions.call_back(getattr(district, who), visit=made, result=Said.CAME)
    assert standing_of(district, made) == "confirmed"
    with scope(district.worker) as actor:
        assert queries.stands(queries.get(actor, made.id)) == Said.CAME
        assert queries.to_call_back(actor) == []


def test_not_the_worker_nor_who_typed_it(district):
    typed = planned(district, need=dispatched(district))
    typed = recorded(district, typed, by=district.colleague)
    for actor in (district.worker, district.colleague):
        with pytest.raises(errors.NotByYourself):
            actions.call_back(actor, visit=typed, result=Said.CAME)


@pytest.mark.parametrize("who", ["stranger", "other_agency", "other_district"])
def test_not_a_stranger(district, made, who):
    with pytest.raises(NotFound):
        actions.call_back(getattr(district, who), visit=made, result=Said.CAME)


def test_nobody_came_is_disputed_and_can_be_cleared_up(district, made):
    with pytest.raises(errors.ReasonMissing):
        actions.call_back(district.clerk, visit=made, result=Said.NOBODY_CAME)
    actions.call_back(district.clerk, visit=made, result=Said.NOBODY_CAME, remark="说没人来")
    assert standing_of(district, made) == "disputed"
    actions.call_back(district.clerk, visit=made, result=Said.CAME, remark="女儿说来过")
    assert standing_of(district, made) == "confirmed"


def test_not_reached_is_counted_and_changes_nothing(district, made):
    for _ in range(2):
        actions.call_back(district.clerk, visit=made, result=Said.NOT_REACHED)
    assert standing_of(district, made) == "recorded"
    with scope(district.clerk) as actor:
        assert Word.objects.filter(visit=made, said=Said.NOT_REACHED).count() == 2
        assert [row.id for row in queries.to_call_back(actor)] == [made.id]


def test_what_was_not_made_needs_no_call(district):
    visit = planned(district, need=dispatched(district))
    visit = actions.record(district.worker, visit=visit, version=0, outcome="no_answer")
    with pytest.raises(errors.NothingToBearOut):
        actions.call_back(district.clerk, visit=visit, result=Said.CAME)


def test_solved_bears_the_visits_out(district, made):
    mine = district.holding(RECEIPT)
    needs.confirm(mine, need=made.need_id)
    assert actions.confirm_by_resident(mine, need=made.need_id) == 1
    assert actions.confirm_by_resident(mine, need=made.need_id) == 0
    assert standing_of(district, made) == "confirmed"


def test_nobody_came_says_the_resident(district, made):
    mine = district.holding(RECEIPT)
    for _ in range(2):  # pressed twice
        actions.nobody_came(mine, need=made.need_id, visit=made, text="没人来过")
    assert standing_of(district, made) == "disputed"
    with scope(district.worker):
        assert Need.objects.get(pk=made.need_id).state == "dispatched"
        assert Word.objects.filter(visit=made).count() == 1


def test_nobody_came_to_a_planned_visit(district):
    need = dispatched(district)
    visit = planned(district, need=need)
    actions.nobody_came(district.holding(RECEIPT), need=need, visit=visit)
    assert standing_of(district, visit) is None
    with scope(district.worker) as actor:
        assert queries.stands(queries.get(actor, visit.id)) == Said.NOBODY_CAME


def test_only_the_holder_of_the_receipt_speaks(district, made):
    dispatched(district, receipt="222222222")
    for actor, refusal in [
        (district.resident, NotAllowed),
        (district.worker, NotAllowed),
        (district.holding("222222222"), NotFound),
    ]:
        with pytest.raises(refusal):
            actions.confirm_by_resident(actor, need=made.need_id)
        with pytest.raises(refusal):
            actions.nobody_came(actor, need=made.need_id, visit=made)
    assert standing_of(district, made) == "recorded"


def test_a_receipt_does_not_reach_anothers_visit(district, made):
    other = dispatched(district, receipt="222222222")
    with pytest.raises(NotFound):
        actions.nobody_came(district.holding("222222222"), need=other, visit=made)


def test_a_line_taken_back_does_not_silence_the_resident(district, made):
    ledger.reverse(district.supervisor, county=COUNTY, record=made.record, reason="记错了人")
    mine = district.holding(RECEIPT)
    assert actions.confirm_by_resident(mine, need=made.need_id) == 1
    actions.nobody_came(mine, need=made.need_id, visit=made, text="没人来过")
    assert standing_of(district, made) == "reversed"
    with scope(district.worker) as actor:
        assert queries.stands(queries.get(actor, made.id)) == Said.NOBODY_CAME
