"""Out of the house with somebody: two for whoever may fall, home again, and the fare."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.models import Escort, Ladder
from tests.work.visits.cast import dispatched, hours_ago, planned, recorded

WAY = {"destination": "人民医院", "risk": "low", "contact": "女儿 100-0000-0000",
       "transport": "bus"}  # fmt: skip


def escort(district, *, hours: float = -3, **more):
    facts = {"way": "escort", "need": dispatched(district), "escort": {**WAY, **more}}
    start = timezone.now() + timedelta(hours=hours)
    return planned(district, hours=hours, end=start + timedelta(hours=2), **facts)


@pytest.mark.parametrize("field", list(WAY))
def test_nobody_leaves_without(district, field):
    with pytest.raises(errors.EscortMissing) as missing:
        escort(district, **{field: ""})
    assert missing.value.field == field


def test_two_for_whoever_may_fall_and_no_car_without_insurance(district):
    need = dispatched(district, receipt="123456794")
    for risk in ("fall", "high"):
        with pytest.raises(errors.EscortNeedsTwo):
            escort_of = {**WAY, "risk": risk}
            planned(district, way="escort", need=need, escort=escort_of, alone_because="没有人手")
    with pytest.raises(errors.NotInsured):
        planned(district, way="escort", need=need, escort={**WAY, "transport": "private"})
    two = planned(
        district, way="escort", need=need, escort={**WAY, "risk": "fall"},
        companions=[district.colleague.user],
    )  # fmt: skip
    with scope(district.worker):
        assert queries.escort_of(two.id).risk == "fall"


def test_home_at_last_and_then_it_is_written_down(district):
    visit = escort(district)
    with pytest.raises(errors.NotHomeYet):
        recorded(district, visit)
    with pytest.raises(OutOfDate):
        actions.home(district.worker, visit=visit, how="送进家门")
    actions.depart(district.worker, visit=visit, at=hours_ago(2.5))
    with pytest.raises(errors.NotHomeYet):
        actions.cancel(district.worker, visit=visit, version=0, reason="不去了")
    with scope(district.clerk):
        assert [one.visit_id for one in queries.escorts_out(district.clerk)] == [visit.id]
    with pytest.raises(errors.FareMissing):
        actions.home(district.worker, visit=visit, how="送进家门", fare=Decimal("8"))
    with pytest.raises(NotFound):
        actions.home(district.stranger, visit=visit, how="送进家门")
    out = actions.home(
        district.colleague, visit=visit, how="送进家门", at=hours_ago(1), fare=Decimal("8.50"),
        paid_by="family",
    )  # fmt: skip
    assert (out.fare, out.paid_by, out.stage) == (Decimal("8.50"), "family", "home")
    assert recorded(district, visit, hours=2).record


def test_not_back_is_told_and_then_looked_for(district):
    visit = escort(district, hours=-5)
    actions.depart(district.worker, visit=visit, at=hours_ago(5))
    assert actions.ring_escorts(district.job) == 1
    assert Notice.objects.filter(user=district.worker.user, code="alarm").count() == 1
    assert actions.ring_escorts(district.job) == 1
    assert actions.ring_escorts(district.job) == 0
    with scope(district.worker):
        (ladder,) = queries.open_ladders(district.worker)
    assert (ladder.why, ladder.pace) == ("not_back", "quick")
    actions.home(district.worker, visit=visit, how="女儿接走了")
    with scope(district.job):
        assert Ladder.objects.get().ended_how == "reached"
        assert Escort.objects.get().told
    assert actions.ring_escorts(district.job) == 0
