"""A matter is kept closer: its visits, planned and made, and its ladders with it, at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people import actions as register
from sanshe.registry.people import queries as people
from sanshe.trust.consent import actions as consents
from sanshe.trust.consent.enums import GivenHow, Relation, Shown
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.planning import actions as planning
from sanshe.work.planning.models import RoundLine
from sanshe.work.visits import actions, queries
from sanshe.work.visits.enums import Found, NextStep
from sanshe.work.visits.models import Caution, Crew, Ladder, Visit
from tests.work.visits.cast import a_volunteer, dispatched, granny, planned, recorded


def raised(district, need, privacy="confidential", by=None):
    by = by or district.worker
    with scope(district.job):
        need.refresh_from_db()
    needs.raise_privacy(by, need=need, version=need.version, privacy=privacy, reason="她怕人知道")
    return actions.follow_need(by, need=need.pk)


def sees(actor, visit) -> bool:
    with scope(actor):
        try:
            return queries.get(actor, visit.pk).pk == visit.pk
        except NotFound:
            return False


def test_the_committee_loses_sight_of_planned_and_made_visits_at_once(district):
    need = dispatched(district)
    ahead = planned(district, need=need, hours=4, companions=[district.clerk.user])
    made = recorded(district, planned(district, need=need))
    assert all(
        sees(one, visit) for one in (district.clerk, district.street) for visit in (ahead, made)
    )
    assert raised(district, need) == 2
    for visit in (ahead, made):
        assert sees(district.worker, visit) and sees(district.colleague, visit)
        for one in (district.clerk, district.secretary, district.street, district.other_agency,
                    district.other_district, district.stranger):  # fmt: skip
            assert not sees(one, visit)
    with scope(district.job):
        kept = Visit.objects.get(pk=ahead.pk)
        assert (kept.privacy, kept.seen_by) == ("confidential", [district.agency.id])
        assert kept.companions == []  # the clerk does not go to what the committee may not see
        assert not Crew.objects.filter(visit=ahead, worker=district.clerk.user).exists()
    assert actions.follow_need(district.worker, need=need.pk) == 0  # once is enough
    with pytest.raises(NotAllowed):
        actions.follow_need(district.bureau, need=need.pk)


def test_sealed_takes_it_from_the_agencys_own_volunteer(district):
    need = dispatched(district)
    visit = planned(district, need=need, hours=4, worker=district.worker)
    helper = a_volunteer(district)
    with scope(district.job):
        Visit.objects.filter(pk=visit.pk).update(worker=helper.user)
    assert sees(helper, visit)
    raised(district, need, "sealed")
    assert not sees(helper, visit) and sees(district.supervisor, visit)


def test_a_ladder_does_not_wait_for_the_committee_any_more(district):
    need = dispatched(district)
    visit = planned(district, need=need)
    actions.record(district.worker, visit=visit, version=visit.version, outcome="no_answer",
                   started_at=visit.planned_start)  # fmt: skip
    with scope(district.job):
        ladder = Ladder.objects.get(visit=visit)
    actions.climb(
        district.worker, ladder=ladder, version=ladder.version, rung=NextStep.CONTACT,
        found=Found.NOBODY, text="没人接", why_skipped="邻居都不在",
    )  # fmt: skip
    raised(district, need)
    with scope(district.clerk):
        assert queries.open_ladders(district.clerk) == []
    with scope(district.worker):
        (now,) = queries.open_ladders(district.worker)
        lines = {line.rung: line for line in queries.rung_lines(now)}
    assert (now.rung, now.told, now.privacy) == (NextStep.POLICE, 0, "confidential")
    assert lines[NextStep.COMMITTEE].done[0].skipped and lines[NextStep.POLICE].now
    assert now.due_at > timezone.now()
    with pytest.raises(NotFound):
        actions.climb(district.clerk, ladder=now, version=now.version, rung=now.rung,
                      found=Found.REACHED, text="见到了")  # fmt: skip
    actions.climb(district.worker, ladder=now, version=now.version, rung=now.rung,
                  found=Found.TAKEN_OVER, text="110接手了")  # fmt: skip


def test_a_relative_does_not_see_such_a_visit(district):
    elder = granny(district)
    with scope(district.worker):
        about = people.subject(district.worker, elder.id)
    given = consents.give(
        district.worker, about=about, to_name="周敏", relation=Relation.CHILD,
        shares=[Shown.OUTCOME], how=GivenHow.SPOKEN, notice_read=True, asked_alone=True,
        until=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip
    need = dispatched(district, person=elder)
    visit = planned(district, need=need, hours=4)
    daughter = Actor.relative(community=elder.community, consent=given.consent.id)
    with scope(daughter):
        assert [one.pk for one in queries.visits.followed(daughter)] == [visit.pk]
    raised(district, need)
    with scope(daughter):
        assert queries.visits.followed(daughter) == []


def test_the_clerk_who_raises_it_on_the_page_takes_the_visits_along(district, as_):
    need = dispatched(district)
    visit = planned(district, need=need, hours=4)
    sent = {"version": need.version, "privacy": "confidential",
            "reason": "本人要求"}  # fmt: skip
    with scope(district.job):
        sent["version"] = type(need).objects.get(pk=need.pk).version
    answer = as_(district.clerk).post(
        reverse("desk:need_step", args=[need.pk, "raise_privacy"]), sent
    )
    assert answer.status_code == 302
    with scope(district.job):
        assert Visit.objects.get(pk=visit.pk).privacy == "confidential"
    assert as_(district.clerk).get(reverse("desk:visit", args=[visit.pk])).status_code == 404


def test_a_person_kept_closer_takes_their_visits_along(district):
    """Somebody is marked confidential: past and coming visits, who is looked for, cautions and
    lines of rounds name them to no committee any more, whichever entry they hang on."""
    her = granny(district, tier="A", birth_year=1938)
    ahead = planned(district, person=her, hours=4, companions=[district.clerk.user])
    made = recorded(district, planned(district, person=her), talked_about="怕儿子知道")
    missed = planned(district, person=her, hours=-0.2, worker=district.colleague)
    actions.record(district.colleague, visit=missed, version=missed.version, outcome="no_answer",
                   started_at=missed.planned_start)  # fmt: skip
    actions.caution(district.worker, person=her, risk="fall")
    planning.open_round(district.street, shock="heat", area=district.worker.lo)
    assert all(sees(district.clerk, one) for one in (ahead, made, missed))
    assert actions.follow_person(district.worker, person=her.pk) == 0  # open: nothing to narrow
    closer(district, her)
    for one in (ahead, made, missed):
        assert sees(district.worker, one) and sees(district.colleague, one)
        for other in (district.clerk, district.secretary, district.street, district.stranger):
            assert not sees(other, one)
    for actor, count in ((district.clerk, 0), (district.street, 0), (district.worker, 1)):
        with scope(actor):  # the wall itself, without any query's help
            for model in (Ladder, Caution, RoundLine):
                assert model.objects.filter(privacy="confidential").count() == count
                assert model.objects.count() == count
    assert actions.follow_person(district.worker, person=her.pk) == 0
    with pytest.raises(NotFound):
        actions.follow_person(district.clerk, person=her.pk)


def closer(district, person):
    with scope(district.job):
        person.refresh_from_db()
    register.correct_person(
        district.worker, person=person.pk, version=person.version, privacy="confidential"
    )
    assert actions.follow_person(district.worker, person=person.pk) == 3
    assert planning.follow_person(district.worker, person=person.pk) == 1
