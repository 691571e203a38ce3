"""Round lists after an alarm or a shock; tiers as policy; wishes and groups."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions, errors, queries
from sanshe.work.planning.enums import Per
from sanshe.work.planning.models import Round, RoundLine
from sanshe.work.planning.month import Rule
from sanshe.work.planning.policy import DEFAULT, TEMPLATES
from sanshe.work.visits import actions as visits
from tests.factories.district import FX, GF, WJQ

from .conftest import CHECKS, seen


def page(actor, round):
    return seen(actor, queries.round_page, id=round.id)


def test_heat_makes_a_list_by_risk_that_is_ticked_off(district, elder):
    calm, often = elder("李桂兰", "C", birth_year=1960), elder("周秀英", "A")
    nobody = elder("王国强", "B")
    actions.keep_wish(district.worker, person=nobody.id, contact="none")
    round = actions.open_round(district.street, shock="heat", area=FX)
    before = page(district.worker, round)
    assert [line.person_id for line in before.left] == [often.id, nobody.id, calm.id]
    refused = before.left[1]
    assert refused.phone_only and refused.worker is None  # the committee asks a neighbour
    assert {line.worker for line in before.left if line.worker} <= {
        district.worker.user, district.colleague.user,
    }  # fmt: skip

    actions.tick(district.clerk, line=refused.id, how="neighbour")
    with pytest.raises(errors.AlreadyReached):
        actions.tick(district.worker, line=refused.id, how="phone")
    start = timezone.now() - timedelta(minutes=40)
    visit = visits.plan(
        district.worker, service=district.service, person=often, worker=district.worker.user,
        start=start, end=start + timedelta(minutes=30), way="phone",
    )  # fmt: skip
    visits.record(
        district.worker, visit=visit, version=0, outcome="done", started_at=start,
        ended_at=timezone.now(), checks=CHECKS,
    )  # fmt: skip
    now = page(district.worker, round)
    assert [line.person_id for line in now.left] == [calm.id]
    assert now.by_hour[0][1] == 3 and now.by_hour[-1][1] == 1
    mine = [
        line for who in (district.worker, district.colleague)
        for line in seen(who, queries.my_day, day=timezone.localdate()).urgent
    ]  # fmt: skip
    assert [line.person_id for line in mine] == [calm.id]

    with scope(district.job):
        Round.objects.filter(pk=round.id).update(
            began_at=timezone.now() - timedelta(hours=25),
            due_at=timezone.now() - timedelta(hours=1),
        )
    assert actions.ring_overdue(district.job) == 1
    assert actions.ring_overdue(district.job) == 0
    with scope(district.job):
        rung = set(Notice.objects.filter(code="due").values_list("org", flat=True))
        assert {district.committee.id, district.street_office.id} <= rung
        line = RoundLine.objects.get(person_id=often.id)
        assert line.how == "visit"
    assert page(district.clerk, round).overdue


def test_who_opens_what_and_who_sees_it(district, elder):
    person = elder("周秀英", "A", privacy="confidential")
    with pytest.raises(NotFound):
        actions.open_round(district.clerk, shock="heat", area=GF)
    with pytest.raises(NotFound):
        actions.open_round(district.clerk, shock="fall", person=person.id)  # does not know them
    with pytest.raises(errors.NobodyOnRound):
        actions.open_round(district.other_district, shock="cold", area=WJQ)
    with pytest.raises(NotAllowed):
        actions.open_round(district.bureau, shock="cold", area=FX)
    with pytest.raises(errors.UntilWrong):
        actions.open_round(district.clerk, shock="cold", area=FX, until=timezone.now())
    fall = actions.open_round(district.worker, shock="discharge", person=person.id)
    assert fall.due_at - fall.began_at == timedelta(hours=24)
    (line,) = page(district.worker, fall).left
    assert page(district.clerk, fall).left == []  # confidential stays so
    with pytest.raises(NotFound):
        actions.tick(district.clerk, line=line.id, how="seen")
    with pytest.raises(NotFound):
        page(district.other_agency, fall)
    with pytest.raises(NotFound):
        actions.close_round(district.other_agency, round=fall.id)
    actions.close_round(district.worker, round=fall.id)
    (head,) = seen(district.worker, queries.rounds_of)
    assert (head.people, head.left, head.overdue) == (1, 1, False)


def test_tiers_are_policy_and_the_nearest_place_decides(district, elder):
    elder("周秀英", "A")
    today = timezone.localdate()
    weihai = dict(TEMPLATES["weihai"][1])

    def set_to(actor, area, rules, **more):
        return actions.set_policy(
            actor, area=area, rules=rules, why="试行", **{"effective_from": today, **more}
        )

    more = seen(district.street, queries.more_a_month, area=FX, rules=weihai)
    assert more.people == {"A": 1, "B": 0, "C": 0} and more.difference > 8
    set_to(district.street, 530112003000, weihai)
    assert queries.in_force(FX, today).of("A").per == Per.TWO_DAYS
    assert queries.in_force(GF, today).of("A") == DEFAULT["A"]
    set_to(district.secretary, FX, DEFAULT)
    assert queries.in_force(FX, today).area == FX
    assert queries.in_force(FX, today).of("A") == DEFAULT["A"]
    assert queries.in_force(FX, today - timedelta(days=1)).area == 0

    with pytest.raises(errors.SameDay):
        set_to(district.secretary, FX, DEFAULT)
    with pytest.raises(errors.BelowFloor):
        low = {**DEFAULT, "C": Rule(1, Per.QUARTER, 1, Per.QUARTER)}
        set_to(district.secretary, FX, low, effective_from=today + timedelta(days=1))
    with pytest.raises(errors.MoreHomeThanContacts):
        odd = {**DEFAULT, "C": Rule(1, Per.MONTH, 3, Per.MONTH)}
        set_to(district.secretary, FX, odd, effective_from=today + timedelta(days=1))
    with pytest.raises(errors.FromTooEarly):
        set_to(district.secretary, FX, DEFAULT, effective_from=today - timedelta(days=1))
    with pytest.raises(NotFound):
        set_to(district.secretary, GF, DEFAULT)
    with pytest.raises(NotAllowed):
        set_to(district.clerk, FX, DEFAULT)


def test_groups_are_marked_or_computed_and_wishes_kept(district, elder, month):
    from sanshe.registry.people.actions import form_household

    marked, alone = elder("李桂兰", ""), elder("周秀英", "", birth_year=1930)
    elder("王国强", "", birth_year=1930)  # lives with nobody knows whom: nothing is assumed
    form_household(district.worker, members=[alone.id])
    mark = actions.keep_mark(district.clerk, person=marked.id, group="frail", source="assessed")
    with pytest.raises(errors.AlreadyMarked):
        actions.keep_mark(district.clerk, person=marked.id, group="frail", source="self")
    cover = seen(district.clerk, queries.coverage, community=FX, month=month)
    assert {(row.elder.id, tuple(row.elder.groups)) for row in cover.rows} == {
        (marked.id, ("frail",)), (alone.id, ("alone",)),
    }  # fmt: skip
    assert cover.missing == 2
    actions.end_mark(district.worker, mark=mark.pk)
    assert len(seen(district.clerk, queries.coverage, community=FX, month=month).rows) == 1

    wish = actions.keep_wish(
        district.worker, person=alone.id, contact="none", language="yunnan",
        earliest=time(9), latest=time(11),
    )  # fmt: skip
    with pytest.raises(OutOfDate):
        actions.keep_wish(district.clerk, person=alone.id, contact="any")
    with pytest.raises(errors.WishHours):
        actions.keep_wish(
            district.clerk, person=alone.id, version=1, earliest=time(11), latest=time(9)
        )
    known = seen(district.secretary, queries.of_person, person=alone.id)
    assert known.wish.version == wish.version == 1 and known.ask_again > timezone.localdate()
    for other in (district.other_agency, district.other_district):
        with pytest.raises(NotFound):
            actions.keep_wish(other, person=alone.id)
        assert seen(other, queries.of_person, person=alone.id).elder is None


def test_whoever_was_written_in_twice_keeps_their_wish_and_their_visits(district, elder, month):
    from sanshe.registry.people.models import Person

    kept, twin = elder("周秀英", "C"), elder("周奶奶", "C")
    actions.keep_wish(district.worker, person=twin.id, contact="none")
    actions.keep_mark(district.worker, person=twin.id, group="frail", source="self")
    with scope(district.job):
        Person.objects.filter(pk=twin.id).update(merged_into=kept.id)
    (row,) = seen(district.clerk, queries.coverage, community=FX, month=month).rows
    assert (row.elder.id, row.refused, row.elder.groups) == (kept.id, True, ["frail"])
    actions.keep_wish(district.worker, person=kept.id, contact="any")
    (row,) = seen(district.clerk, queries.coverage, community=FX, month=month).rows
    assert not row.refused
