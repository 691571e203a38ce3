"""Somebody has it: what they say, whom they hand it to, and what happens when they fall silent."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions, errors, queries
from sanshe.work.duty.models import Line
from sanshe.work.needs import actions as needs


def test_taken_said_and_over(watch):
    cast = watch.district
    alarm = watch.alarm()
    actions.take(cast.clerk, alarm=alarm.pk)
    assert watch.bar(cast.secretary) == [] and watch.waiting(cast.secretary) == 0
    with pytest.raises(errors.TakenBefore) as told:
        actions.take(cast.secretary, alarm=alarm.pk)
    assert cast.clerk.name in str(told.value) and "12:00" in str(told.value)
    with pytest.raises(errors.NotYours):
        actions.report(cast.secretary, alarm=alarm.pk, text="我来")
    with pytest.raises(errors.SayWhatWasDone):
        actions.report(cast.clerk, alarm=alarm.pk)
    with pytest.raises(Invalid):
        actions.report(cast.clerk, alarm=alarm.pk, did=["112"])
    assert watch.later(29) == 0
    actions.report(cast.clerk, alarm=alarm.pk, did=["120", "went"], text="等救护车")
    assert watch.later(29) == 0, "a word buys another half hour"
    actions.report(cast.clerk, alarm=alarm.pk, text="送医院了,女儿在", over=True)
    assert watch.later(500) == 0
    with scope(cast.clerk, read_only=True):
        steps = [line.step for line in queries.story(cast.clerk, alarm.pk)]
    assert steps == ["raised", "rung", "taken", "reported", "reported", "over"]
    with scope(cast.job):
        assert Entry.objects.filter(subject_kind="alarm").count() == 4


def test_silence_rings_again_first_for_whoever_has_it(watch):
    cast = watch.district
    alarm = watch.alarm()
    actions.take(cast.clerk, alarm=alarm.pk)
    assert watch.later(30) == 1
    assert watch.rung(alarm)[-1] == (1, 0, {"clerk"})
    watch.later(2)
    assert watch.rung(alarm)[-1] == (1, 1, {"clerk", "secretary"})


def test_handed_on_it_rings_until_they_take_it(watch):
    cast = watch.district
    alarm = watch.alarm()
    with pytest.raises(errors.NotYours):
        actions.hand_on(cast.clerk, alarm=alarm.pk, to=cast.secretary.user)
    actions.take(cast.clerk, alarm=alarm.pk)
    for stranger in (cast.clerk, cast.worker, cast.other_district):
        with pytest.raises(errors.NotAColleague):
            actions.hand_on(cast.clerk, alarm=alarm.pk, to=stranger.user)
    actions.hand_on(cast.clerk, alarm=alarm.pk, to=cast.street.user, text="我在路上没信号")
    assert watch.rung(alarm)[-1] == (1, 0, {"street"})
    assert watch.bar(cast.street) == [alarm.pk]
    watch.later(2)
    assert watch.rung(alarm)[-1] == (1, 1, {"clerk", "secretary"}), "nobody takes it: it climbs"
    actions.take(cast.street, alarm=alarm.pk)
    with pytest.raises(errors.TakenBefore):
        actions.stand_down(cast.clerk, alarm=alarm.pk, reason="看错了")
    with pytest.raises(errors.SayWhy):
        actions.stand_down(cast.street, alarm=alarm.pk, reason=" ")
    assert actions.stand_down(cast.street, alarm=alarm.pk, reason="是演习").how == "false_alarm"


def test_strangers_and_the_database(watch):
    cast = watch.district
    alarm = watch.alarm()
    for stranger in (cast.worker, cast.other_district, cast.stranger):
        with pytest.raises(NotFound):
            actions.take(stranger, alarm=alarm.pk)
    with (
        pytest.raises(Exception, match="permission denied"),
        scope(cast.job), transaction.atomic(), connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute("UPDATE duty_line SET text = 'x'")


def test_an_alarm_that_is_over_is_kept_as_close_as_its_matter(watch):
    """What was reported on it is no story for whoever may not read the matter any more."""
    district = watch.district
    need = watch.hear()
    alarm = watch.alarm_of(need)
    actions.take(district.clerk, alarm=alarm.pk)
    actions.report(district.clerk, alarm=alarm.pk, text="她丈夫打她", over=True)
    with scope(district.clerk):
        assert queries.story(district.clerk, alarm.pk)
    needs.sort(
        district.clerk, need=need.pk, version=need.version, kind="need", urgency="P1",
        category="domestic_violence", privacy="sealed", reason="不是煤气",
    )  # fmt: skip
    assert watch.seen(alarm).privacy == "sealed"
    for actor in (district.clerk, district.secretary, district.street):
        with scope(actor):
            assert alarm.pk not in {one.pk for one in queries.recent(actor)}
            assert not Line.objects.filter(alarm=alarm.pk).exists()  # nor does the wall show it
    with scope(district.worker):
        assert queries.story(district.worker, alarm.pk)
