"""Granting and revoking: who may, where, and the three administrators apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts import actions, errors, queries
from sanshe.trust.accounts.models import Assignment
from sanshe.trust.accounts.rules import ADMINISTRATORS, GRANTED
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX, WJQ

from .signing import new_name


@pytest.fixture
def user(district):
    return actions.create_user(district.security, username=new_name(), name="新来的")


def give(actor, user, role=Role.WORKER, *, org=None, area=FX, **when) -> Assignment:
    return actions.grant(actor, user=user.id, role=role, org=org or new_id(), area=area, **when)


def test_what_is_granted_can_be_acted_in(district, user):
    assignment = give(district.security, user, org=district.agency.id)
    actor = queries.acting(user, {})
    assert (actor.role, actor.org, actor.lo) == (Role.WORKER, district.agency.id, FX)
    with scope(district.job):
        line = Entry.objects.filter(subject_id=str(user.id)).order_by("-id").first()
    assert line.detail["granted"] == "worker" and line.detail["assignment"] == str(assignment.id)


def test_nobody_grants_to_themselves(district):
    with pytest.raises(errors.NotYourself):
        actions.grant(
            district.security, user=district.security.user, role=Role.AUDITOR,
            org=new_id(), area=COUNTY,
        )  # fmt: skip


def test_nobody_else_grants(district, user):
    for actor in (district.worker, district.system, district.auditor, district.secretary):
        with pytest.raises(NotAllowed):
            give(actor, user)


def test_only_inside_ones_own_area(district, user):
    for area in (WJQ, 530100000000, 0):
        with pytest.raises(errors.OutsideYourArea):
            give(district.security, user, area=area)
    give(district.job, user, area=WJQ)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.JOB, "nonsense"])
def test_roles_that_are_never_granted(district, user, role):
    with pytest.raises(errors.NotARole):
        give(district.job, user, role)


@pytest.mark.parametrize("admin", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("other", GRANTED)
def test_an_administrator_is_nothing_else(district, user, admin, other):
    """Every pair, whichever comes first; the database refuses it as well."""
    give(district.security, user, admin, area=COUNTY)
    if other == admin:
        give(district.security, user, other, area=FX)
        return
    with pytest.raises(errors.AdministratorsApart):
        give(district.security, user, other)
    with pytest.raises(DatabaseError), scope(district.job), transaction.atomic():
        Assignment.objects.create(
            user=user, role=other, org=new_id(), area=FX, since=timezone.localdate()
        )


def test_first_a_worker_then_no_administrator(district, user):
    give(district.security, user, Role.WORKER)
    for admin in ADMINISTRATORS:
        with pytest.raises(errors.AdministratorsApart):
            give(district.security, user, admin)


def test_one_after_the_other_is_allowed(district, user):
    today = timezone.localdate()
    give(district.security, user, Role.WORKER, since=today, until=today + timedelta(days=3))
    with pytest.raises(errors.AdministratorsApart):
        give(district.security, user, Role.AUDIT_ADMIN, since=today + timedelta(days=3))
    give(district.security, user, Role.AUDIT_ADMIN, since=today + timedelta(days=4))


def test_the_same_twice(district, user):
    org = new_id()
    give(district.security, user, org=org)
    with pytest.raises(errors.AlreadyGranted):
        give(district.security, user, org=org)


def test_ends_before_it_starts(district, user):
    today = timezone.localdate()
    with pytest.raises(errors.EndsBeforeItStarts) as refused:
        give(district.security, user, since=today, until=today - timedelta(days=1))
    assert refused.value.field == "until"


def test_only_for_its_time(district, user):
    today = timezone.localdate()
    give(district.security, user, since=today + timedelta(days=1))
    assert queries.acting(user, {}) is None
    give(district.job, user, since=today - timedelta(days=9), until=today - timedelta(days=1))
    assert queries.acting(user, {}) is None


def test_revoked_at_once_and_remembered(district):
    with scope(district.job):
        held = Assignment.objects.get(user=district.worker.user)
    actions.revoke(district.security, assignment=held.id)
    with scope(district.job):
        held.refresh_from_db()
        user = held.user
    assert held.until == timezone.localdate() - timedelta(days=1)
    assert queries.acting(user, {}) is None


def test_revoked_on_its_first_day(district, user):
    held = give(district.security, user)
    actions.revoke(district.security, assignment=held.id)
    assert queries.acting(user, {}) is None


def test_who_may_revoke(district):
    with scope(district.job):
        own = Assignment.objects.get(user=district.security.user)
        far = Assignment.objects.get(user=district.other_district.user)
    with pytest.raises(errors.NotYourself):
        actions.revoke(district.security, assignment=own.id)
    for unknown in (far.id, new_id()):
        with pytest.raises(NotFound):
            actions.revoke(district.security, assignment=unknown)
    with pytest.raises(NotAllowed):
        actions.revoke(district.worker, assignment=own.id)
