"""A visit for a matter is a visit to whom the matter is about: counted, and shown to nobody new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ledger import queries as ledger
from sanshe.ledger.models import Record
from sanshe.registry.people.actions import keep_person
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.actions import link_person, unlink_person
from sanshe.work.needs.models import Need
from sanshe.work.visits import errors
from sanshe.work.visits.models import Visit
from tests.factories.district import FX
from tests.work.visits.cast import dispatched, granny, planned, recorded


def link(district, need, person, who="worker"):
    with scope(district.job):
        version = Need.objects.get(pk=need.pk).version
    return link_person(getattr(district, who), need=need, version=version, person=person)


def line_of(district, visit):
    with scope(district.job):
        return Record.objects.get(id=visit.record)


def counted(district):
    with scope(district.manager):
        return ledger.persons_reached(district.manager)


def test_the_linked_person_is_visited_and_counted(district):
    need, person = dispatched(district), granny(district)
    link(district, need, person)
    visit = planned(district, need=need)
    assert visit.person_id == person.id and visit.whom == "周奶奶, 3栋"
    visit = recorded(district, visit)
    assert line_of(district, visit).persons == [person.id]
    assert counted(district) == 1


def test_two_visits_to_one_person_are_one_person(district):
    need, person = dispatched(district), granny(district)
    link(district, need, person)
    for hours in (5, 3):
        recorded(district, planned(district, need=need, hours=-hours), hours=hours)
    assert counted(district) == 1


def test_who_is_found_out_after_planning_is_counted_too(district):
    need, person = dispatched(district), granny(district)
    visit = planned(district, need=need)
    assert visit.person_id is None and visit.whom == "周奶奶"
    link(district, need, person)
    visit = recorded(district, visit)
    assert visit.person_id == person.id and line_of(district, visit).persons == [person.id]


def test_nobody_linked_counts_nobody(district):
    need, person = dispatched(district), granny(district)
    need = link(district, need, person)
    unlink_person(district.worker, need=need, version=need.version)
    visit = recorded(district, planned(district, need=need))
    assert visit.person_id is None and line_of(district, visit).persons == []


def test_somebody_the_register_does_not_show_is_counted_and_stays_unnamed(district):
    person = keep_person(district.clerk, community=FX, name="段秀芬", building="9栋")
    need = dispatched(district)
    link(district, need, person, who="clerk")
    visit = planned(district, need=need)
    assert visit.whom == "周奶奶"  # what the matter says, not what the register knows
    visit = recorded(district, visit)
    assert line_of(district, visit).persons == [person.id]
    with scope(district.worker):
        assert not Person.objects.filter(pk=person.pk).exists()


def test_a_visit_is_seen_no_further_than_whom_it_names(district):
    need, person = dispatched(district), granny(district)
    link(district, need, person)
    with scope(district.job):
        Person.objects.filter(pk=person.pk).update(privacy="confidential")
    visit = planned(district, need=need)
    assert visit.privacy == "confidential" and visit.seen_by == [district.agency.id]
    with scope(district.clerk):
        assert not Visit.objects.filter(pk=visit.pk).exists()


def test_a_sealed_matter_counts_without_a_name(district):
    need = dispatched(
        district, privacy="sealed", desk_org=district.agency.id, seen_by=[district.agency.id]
    )
    link(district, need, granny(district))
    line = line_of(district, recorded(district, planned(district, need=need)))
    assert line.sealed and line.persons == []


def test_who_died_is_not_visited(district):
    need = dispatched(district)
    link(district, need, granny(district, died_on=timezone.localdate() - timedelta(days=2)))
    with pytest.raises(errors.AfterDeath):
        planned(district, need=need)
