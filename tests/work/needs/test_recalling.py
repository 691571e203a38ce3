"""Several dispatched at once, and what was sent by a slip of the hand is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, queries
from tests.factories.district import FX


def test_what_was_just_sent_is_taken_back_and_the_story_tells_both(district, desk):
    sent = desk.dispatched()
    with scope(district.clerk):
        assert "recall" in queries.offers(district.clerk, sent)
    back = actions.recall(district.clerk, need=sent, version=sent.version)
    assert (back.state, back.lead_org, back.waits_for) == ("sorted", None, district.committee.id)
    assert [line.step for line in desk.story(sent)][-2:] == ["dispatched", "recalled"]
    with scope(district.worker):
        assert not queries.visible(district.worker).filter(pk=sent.pk).exists()
    with scope(district.job):
        assert not Notice.objects.filter(link__contains=str(sent.pk), read_at=None).exists()
    assert desk.dispatch(back).state == "dispatched"  # and goes again


@pytest.mark.parametrize("who", ["worker", "street", "other_district", "stranger", "auditor"])
def test_only_its_desk_takes_it_back(district, desk, who):
    sent = desk.dispatched()
    with pytest.raises(Problem) as refused:
        actions.recall(getattr(district, who), need=sent)
    assert refused.type.__name__ in {"NotYourTurn", "NotFound", "NotAllowed"}
    assert desk.now(sent).state == "dispatched"


def test_what_is_in_hand_or_too_old_stays(district, desk, monkeypatch):
    touched, old = desk.dispatched(), desk.dispatched()
    actions.note(district.worker, need=touched, text="明天去看看")
    with pytest.raises(errors.InHand):
        actions.recall(district.clerk, need=touched)
    actions.note(district.clerk, need=old, text="我们自己的备注不算")
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(errors.RecallTooLate):
        actions.recall(district.clerk, need=old)
    with scope(district.clerk):
        assert queries.recallable(district.clerk, [touched.pk, old.pk]) == set()


def test_the_parcels_say_what_goes_where_and_what_stays_and_why(district, desk):
    goes, heard = desk.sorted(), desk.heard()
    noise = desk.sort(desk.heard(), kind="complaint", category="noise")
    praise = desk.sort(desk.heard(), kind="praise", urgency="P4")
    nobody = desk.sort(desk.heard(), category="child_care")
    gone = desk.dispatched()
    ids = [one.pk for one in (goes, heard, noise, praise, nobody, gone)]
    with scope(district.clerk):
        found = {one.id: one for one in queries.parcels(district.clerk, ids)}
    assert found[goes.pk].lead.id == district.agency.id and not found[goes.pk].why
    assert found[noise.pk].lead.id == district.police.id
    assert all(found[one.pk].why for one in (heard, praise, nobody, gone))
    with scope(district.worker):  # an agency sees its own, and dispatches none of the committee's
        theirs = queries.parcels(district.worker, ids)
    assert [one.id for one in theirs] == [gone.pk] and theirs[0].why
    with scope(district.other_district):
        assert queries.parcels(district.other_district, ids) == []


def test_a_request_about_ones_own_data_is_due_within_the_laws_limit(district, desk):
    asked = desk.sort(desk.heard(text="请把我的资料给我看看"), kind="rights",
                      category="data_access", urgency="P3")  # fmt: skip
    assert asked.due_at <= asked.heard_at + timedelta(days=16)
    assert timezone.localdate(asked.due_at) <= timezone.localdate(asked.heard_at) + timedelta(15)


def test_views_keep_codes_and_are_ones_own_or_shared(district, desk):
    desk.sorted()
    mine = actions.keep_view(
        district.clerk, name="探访", filters={"category": "elder_visit", "q": "周"}, shared=False
    )
    shared = actions.keep_view(
        district.clerk, name="急的", filters={"urgency": "P2", "whose": "all"}, shared=True
    )
    assert mine.filters == {"category": "elder_visit"}

    def names(actor):
        with scope(actor):
            return {one.name: one.count for one in queries.views(actor)}

    assert names(district.clerk) == {"探访": 1, "急的": 1}
    assert names(district.secretary) == {"急的": 1}
    assert names(district.worker) == names(district.other_district) == {}
    for stranger in (district.secretary, district.worker):
        with pytest.raises(NotFound):
            actions.rename_view(stranger, view=mine.pk, name="我的")
        with pytest.raises(NotFound):
            actions.drop_view(stranger, view=mine.pk)
    with pytest.raises(errors.ViewNamedAlready):
        actions.rename_view(district.clerk, view=mine.pk, name="急的")
    with pytest.raises(errors.NothingToKeep):
        actions.keep_view(district.clerk, name="空", filters={"q": "周奶奶"}, shared=False)
    actions.drop_view(district.secretary, view=shared.pk)  # decides for the committee
    actions.drop_view(district.clerk, view=mine.pk)
    assert names(district.clerk) == {}


def test_the_queue_finds_a_receipt_and_words(district, desk):
    here, other = desk.heard(text="楼道的灯坏了"), desk.heard(text="想学跳舞")
    with scope(district.clerk):
        for q, found in (
            (here.receipt, {here.pk}), (f"{here.receipt[:3]} {here.receipt[3:6]}", {here.pk}),
            ("楼道 灯", {here.pk}), ("", {here.pk, other.pk}), ("没有这样的", set()),
        ):  # fmt: skip
            rows = queries.queue(district.clerk, queries.Filters(q=q)).rows
            assert {row.id for row in rows} == found, q
    assert here.community == FX
