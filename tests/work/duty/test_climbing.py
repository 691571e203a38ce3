"""By the minute: who is called, whom the wall keeps out, and that it never ends with nobody."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.models import Outgoing
from sanshe.trust.accounts.models import Assignment
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions, errors, queries, stages
from sanshe.work.needs import actions as needs
from tests.factories.district import FX, staff
from tests.work.duty.conftest import DANGER, SEALED

DESK = {"clerk", "secretary"}


def test_minutes_as_they_are_written_down():
    assert [stages.minutes_of(n) for n in range(16)] == [
        0, 2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 90, 120,
    ]  # fmt: skip


def test_from_the_duty_person_to_everybody(watch):
    cast = watch.district
    watch.on_duty(cast.secretary, cast.clerk, cast.secretary)
    alarm = watch.alarm()
    assert watch.rung(alarm) == [(0, 0, {"clerk"})], "in the same transaction as the message"
    assert watch.bar(cast.clerk) == [alarm.pk] and watch.bar(cast.secretary) == []
    assert watch.later(1) == 0
    for minutes in (1, 3, 5, 5, 5):
        assert watch.later(minutes) == 1
    assert [called for _round, _stage, called in watch.rung(alarm)] == [
        {"clerk"}, DESK, {"secretary"}, {"street"}, DESK | {"street"}, DESK | {"street"},
    ]  # fmt: skip
    assert watch.later(0) == 0, "a second run tells nothing twice"
    assert watch.waiting(cast.clerk) == 1, "one line in the inbox, however often it rang"
    assert Outgoing.objects.filter(user=cast.clerk.user, urgent=True).count() == 1
    assert watch.bar(cast.street) == watch.bar(cast.secretary) == [alarm.pk]
    for stranger in (cast.worker, cast.other_district, cast.other_agency):
        assert watch.bar(stranger) == []


def test_without_a_roster_everybody_at_the_desk_is_called(watch):
    assert watch.rung(watch.alarm()) == [(0, 0, DESK)]


def test_somebody_on_the_roster_who_works_here_no_more_is_not_waited_for(watch):
    cast = watch.district
    watch.on_duty(cast.secretary, cast.clerk)
    with scope(cast.job):
        Assignment.objects.filter(user=cast.clerk.user).update(until="2026-11-01")
    assert watch.rung(watch.alarm()) == [(0, 0, {"secretary"})]


def test_after_a_standstill_every_climb_is_made_up_for_once(watch):
    alarm = watch.alarm()
    assert watch.later(47) == 1
    told = [stage for _round, stage, _called in watch.rung(alarm)]
    assert told == [0, 1, 2, 3, 10], "of the repeated calls the latest only"
    assert watch.later(600) == 1 and watch.later(1) == 0


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_kept_from_the_committee_never_rings_there(watch, keep):
    """Sealed by its words, or confidential by the resident's wish."""
    cast = watch.district
    need = watch.hear(DANGER, keep_from_committee=True) if keep else watch.hear(SEALED)
    assert need.privacy == ("confidential" if keep else "sealed")
    alarm = watch.alarm_of(need)
    for _stage in range(8):
        watch.later(5)
    called = {one for _round, _stage, names in watch.rung(alarm) for one in names}
    assert called == {"worker", "colleague", "supervisor", "manager"}
    for stranger in (cast.clerk, cast.secretary, cast.street, cast.other_agency, cast.bureau):
        assert watch.waiting(stranger) == 0
        assert watch.bar(stranger) == []
        with pytest.raises(Exception) as refused, scope(stranger):
            actions.take(stranger, alarm=alarm.pk)
        assert type(refused.value).__name__ in ("NotFound", "NotAllowed")
    assert actions.take(cast.manager, alarm=alarm.pk).state == "taken"


def test_where_nobody_may_see_it_the_street_hears_that_one_rings_unheard(watch):
    cast = watch.district
    with scope(cast.job):
        Assignment.objects.filter(org=cast.agency.id).update(until="2026-11-01")
    alarm = watch.alarm(SEALED)
    assert watch.rung(alarm) == [(0, 0, {"street"})]
    assert watch.waiting(cast.street) == 1
    with scope(cast.street), pytest.raises(NotFound):
        queries.get(cast.street, alarm.pk)
    with scope(cast.job):
        late = staff("新来的", "worker", cast.agency.id, FX)
    watch.later(2)
    assert watch.bar(late) == [alarm.pk], "who begins to work there meanwhile is called"


def test_marked_confidential_it_leaves_the_committee_and_rings_anew(watch):
    cast = watch.district
    need = watch.hear()
    alarm = watch.alarm_of(need)
    actions.take(cast.clerk, alarm=alarm.pk)
    needs.sort(
        cast.clerk, need=need, version=need.version, kind="need", category="fire_gas_safety",
        urgency="P0", privacy="confidential",
    )  # fmt: skip
    alarm = watch.seen(alarm)
    assert (alarm.state, alarm.desk_org, alarm.round) == ("ringing", cast.agency.id, 1)
    assert watch.rung(alarm)[-1][2] == {"worker", "colleague", "supervisor", "manager"}
    assert watch.waiting(cast.clerk) == watch.waiting(cast.secretary) == 0
    assert watch.bar(cast.clerk) == []


def test_made_p0_by_a_person_and_opened_again_it_rings_too(watch):
    cast = watch.district
    need = watch.hear("楼道的灯坏了")
    sorting = {"kind": "need", "category": "elder_visit", "privacy": "normal"}
    need = needs.sort(cast.clerk, need=need, version=need.version, urgency="P2", **sorting)
    with scope(cast.clerk):
        assert queries.recent(cast.clerk) == []
    need = needs.sort(cast.clerk, need=need, version=need.version, urgency="P0", **sorting)
    first = watch.alarm_of(need)
    assert (first.why, watch.rung(first)) == ("sorted", [(0, 0, DESK)])
    need = needs.sort(cast.clerk, need=need, version=need.version, urgency="P1", **sorting)
    assert watch.seen(first).state == "ringing", "sorting it down is not standing it down"
    need = needs.sort(cast.clerk, need=need, version=need.version, urgency="P0", **sorting)
    assert watch.alarm_of(need).pk == first.pk, "one open alarm a matter"
    need = needs.dispatch(cast.clerk, need=need, version=need.version, lead=cast.agency.id)
    need = needs.answer(cast.worker, need=need, text="去看过了")
    needs.confirm(cast.holding(need.receipt), need=need)
    assert watch.seen(first).state == "ringing", "answering and closing do not drop it"
    actions.stand_down(cast.clerk, alarm=first.pk, reason="已经有人去过")
    watch.later(1)
    needs.reopen(cast.holding(need.receipt), need=need)
    second = watch.alarm_of(need)
    assert second.pk != first.pk and second.why == "reopened"
    with pytest.raises(errors.AlreadyOver):
        actions.take(cast.clerk, alarm=first.pk)
