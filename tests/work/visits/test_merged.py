"""Entries that were merged are one person, for whoever looks for them and for whoever follows."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from sanshe.registry.people import actions as people
from sanshe.registry.people import queries as register
from sanshe.trust.consent import actions as consents
from sanshe.trust.consent import errors as consent_errors
from sanshe.trust.consent import queries as consent_queries
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries as need_queries
from sanshe.work.visits import actions, queries
from sanshe.work.visits.models import Ladder, Visit
from tests.trust.consent.test_following import eyes, give
from tests.work.visits.cast import dispatched, granny, planned, recorded


def merged(district, *chain):
    """Each into the next: the first stands two entries away from the last."""
    for gone, kept in pairwise(chain):
        people.merge_people(district.worker, survivor=kept.id, other=gone.id, agreed=True)


def no_answer(district, visit):
    return actions.record(
        district.worker, visit=visit, version=visit.version, outcome="no_answer",
        started_at=visit.planned_start,
    )  # fmt: skip


def test_a_ladder_is_found_through_every_merge(district):
    first, second, third = (granny(district, tier=tier) for tier in ("C", "B", "A"))
    no_answer(district, planned(district, person=first.id, hours=-9))
    later = planned(district, person=first.id, hours=-4)
    merged(district, first, second, third)
    no_answer(district, planned(district, person=third.id, hours=-6))
    with scope(district.job):
        assert Ladder.objects.count() == 1  # the next rung, not a second ladder
    recorded(district, later, hours=3)
    with scope(district.worker):
        assert queries.open_ladders(district.worker) == []


def test_who_was_met_under_an_old_entry_was_met(district):
    first, second, third = (granny(district, tier="A") for _ in range(3))
    with scope(district.job):
        type(first).objects.update(made_at=timezone.now() - timedelta(days=60))
    recorded(district, planned(district, person=first.id, hours=-9), hours=8)
    ahead = planned(district, person=first.id, hours=30)
    with scope(district.worker):
        assert {one.person for one in queries.unreached(district.worker)} == {second.id, third.id}
    merged(district, first, second, third)
    with scope(district.worker):
        assert queries.unreached(district.worker) == []
    with scope(district.job):
        Visit.objects.filter(outcome="done").update(started_at=timezone.now() - timedelta(days=30))
    with scope(district.worker):
        (one,) = queries.unreached(district.worker, mine=True)
    assert (one.person, one.days) == (third.id, 30)
    assert one.next_visit == ahead.planned_start


def test_who_died_under_one_entry_is_visited_under_none(district):
    first, second = granny(district), granny(district)
    found = planned(district, person=first.id, hours=-5)
    coming = planned(district, person=first.id, hours=20)
    merged(district, first, second)
    actions.record(district.worker, visit=found, version=found.version, outcome="died",
                   started_at=found.planned_start)  # fmt: skip
    assert actions.leave(district.worker, visit=found, on=timezone.localdate()) == 1
    with scope(district.job):
        assert type(first).objects.get(pk=second.pk).died_on == timezone.localdate()
        assert Visit.objects.get(pk=coming.pk).state == "cancelled"


def test_matters_of_merged_entries_are_of_one_caller(district):
    first, second = granny(district), granny(district)
    one = dispatched(district, person=first, lead_org=None, state="heard", text="楼道灯坏了")
    dispatched(district, person=second, receipt="987654328", lead_org=None, state="heard",
               text="楼道的灯一直坏着,没人修")  # fmt: skip
    merged(district, first, second)
    with scope(district.clerk):
        assert [row.same_caller for row in need_queries.likely_same(district.clerk, one)] == [True]
    needs.note(district.clerk, need=one, text="同一位")


def test_a_yes_about_the_entry_merged_away_ends_and_says_why(district, as_):
    gone, kept = granny(district), granny(district)
    planned(district, person=gone.id, hours=3)
    visit = planned(district, person=kept.id, hours=6)
    old, new = give(district.worker, gone), give(district.worker, kept)
    page = as_(district.worker).post(
        reverse("desk:person_merge", args=[kept.id, gone.id]), follow=True
    )
    assert "请重新问本人" in page.content.decode()
    with pytest.raises(consent_errors.NoLonger):
        consent_queries.follow(old.consent.number, old.secret)
    with scope(eyes(old.consent), read_only=True) as actor:
        assert queries.visits.followed(actor) == []
    with scope(eyes(new.consent), read_only=True) as actor:
        assert [row.pk for row in queries.visits.followed(actor)] == [visit.pk]
    with scope(district.worker):
        ids = register.ids_of(district.worker, kept.id)
        found = consent_queries.of_person(district.worker, *ids)
    assert {row.id: row.ended_how for row in found} == {
        old.consent.id: "merged", new.consent.id: ""
    }  # fmt: skip
    consents.end(district.worker, consent=old.consent.id, how="spoken")  # once is enough
