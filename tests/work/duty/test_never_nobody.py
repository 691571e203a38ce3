"""Whatever people do and however time passes: an open P0 that nobody has is never without
somebody called at the latest stage that is due, and no stage is told twice."""

from __future__ import annotations

from collections import Counter

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions, stages
from sanshe.work.duty.models import Alarm, Line
from tests.factories.district import FX

PEOPLE = ("clerk", "secretary", "street", "worker", "manager", "other_district")
minutes = st.tuples(st.just("later"), st.integers(0, 70))
take = st.tuples(st.just("take"), st.sampled_from(PEOPLE))
hand = st.tuples(st.just("hand_on"), st.sampled_from(PEOPLE))
say = st.tuples(st.just("report"), st.booleans())
down = st.tuples(st.just("stand_down"), st.sampled_from(PEOPLE))
steps = st.lists(st.one_of(minutes, minutes, take, hand, say, down), min_size=4, max_size=10)


class Undo(Exception):
    """Leave the district as it was for the next try."""


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, sealed=st.booleans(), rostered=st.booleans())
def test_somebody_is_always_called(watch, steps, sealed, rostered):
    try:
        with transaction.atomic():
            _live_through(watch, steps, sealed, rostered)
            raise Undo
    except Undo:
        pass


def _live_through(watch, steps, sealed, rostered):
    cast = watch.district
    if rostered:
        keeper, who = (cast.secretary, cast.clerk) if not sealed else (cast.manager, cast.worker)
        watch.on_duty(keeper, who, keeper, day=watch.now.date(), start=0, end=0)
    desk = cast.agency if sealed else cast.committee
    alarm = actions.raise_alarm(
        cast.resident, need=new_id(), community=FX, desk=desk.id, seen_by=[desk.id],
        privacy="sealed" if sealed else "normal",
    )  # fmt: skip
    for name, value in steps:
        held = watch.seen(alarm)
        holder = next((one for one in PEOPLE if getattr(cast, one).user == held.holder), "clerk")
        try:
            if name == "later":
                watch.later(value)
            elif name == "hand_on":
                actions.hand_on(getattr(cast, holder), alarm=alarm.pk, to=getattr(cast, value).user)
            elif name == "report":
                actions.report(getattr(cast, holder), alarm=alarm.pk, text="在看", over=value)
            elif name == "take":
                actions.take(getattr(cast, value), alarm=alarm.pk)
            else:
                actions.stand_down(getattr(cast, value), alarm=alarm.pk, reason="看错了")
        except Problem:
            pass
        watch.later(0)
        _holds(watch, alarm, sealed)


def _holds(watch, alarm, sealed):
    row = watch.seen(alarm)
    with scope(watch.district.job):
        rung = list(Line.objects.filter(alarm=row, step="rung"))
        assert Alarm.objects.filter(need=row.need).count() == 1
    assert max(Counter((one.round, one.stage) for one in rung).values()) == 1
    assert all(one.told for one in rung)
    kept_out = {"clerk", "secretary", "street"} if sealed else {"worker", "manager"}
    told = {user for one in rung for user in one.told}
    assert not told & {getattr(watch.district, one).user for one in kept_out}
    if row.state == "ringing":
        latest = max(one.stage for one in rung if one.round == row.round)
        assert latest == stages.last_due(row.round_at, watch.now)
        assert row.called and row.next_at > watch.now
    elif row.state == "taken":
        assert row.holder is not None and row.next_at > watch.now
    else:
        assert row.how and row.next_at is None
