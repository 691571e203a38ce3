"""A demonstration is one from its first moment, or never."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction

from sanshe.ground.kit.errors import NotAllowed
from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts import actions, errors, queries
from sanshe.trust.accounts.models import Installation
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX, make_district

JOB = Actor.job("test")


def trying(**sql) -> None:
    """The application's own hand on the row, past the action."""
    with transaction.atomic(), scope(JOB):
        Installation.objects.create(**sql)


def test_an_empty_database_may_become_one(committed):
    assert not queries.is_demo()
    actions.mark_as_demo(JOB)
    assert queries.is_demo()


def test_one_with_accounts_may_not(committed):
    make_district()
    with pytest.raises(errors.NotAnEmptyDatabase):
        actions.mark_as_demo(JOB)
    with pytest.raises(DatabaseError):
        trying(demo=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.create(demo=True)  # no scope: the accounts are hidden, not from it
    assert not queries.is_demo()


def test_never_later(committed):
    trying(demo=False)
    with pytest.raises(errors.NotAnEmptyDatabase):
        actions.mark_as_demo(JOB)
    for alias in ("default", "owner"):
        for statement in (
            "UPDATE accounts_installation SET demo = true",
            "DELETE FROM accounts_installation",
        ):
            with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
                cursor.execute(statement)
    assert not queries.is_demo()


def test_a_command_only(committed):
    person = Actor.staff(user=new_id(), name="x", role=Role.SECURITY_ADMIN, org=new_id(), area=0)
    with pytest.raises(NotAllowed):
        actions.mark_as_demo(person)


def test_who_can_be_tried(committed):
    actions.mark_as_demo(JOB)
    make_district()  # accounts that are not for trying out
    user = actions.create_user(JOB, username="demo-worker", name="小何", is_demo=True)
    org = new_id()
    actions.grant(JOB, user=user.id, role=Role.WORKER, org=org, area=FX)
    admin = actions.create_user(JOB, username="demo-audit", name="老秦", is_demo=True)
    actions.grant(JOB, user=admin.id, role=Role.AUDITOR, org=org, area=COUNTY)
    tried = queries.demo_accounts()
    assert [(d.name, d.role) for d in tried] == [("小何", "worker"), ("老秦", "auditor")]
    assert all(d.sentence and d.role_label for d in tried)
    assert queries.demo_user(user.id) == user


def test_nobody_outside_a_demonstration(committed):
    make_district()
    assert queries.demo_accounts() == []
    with pytest.raises(errors.NoDemo):
        queries.demo_user(new_id())


def test_every_role_has_its_sentence():
    from sanshe.trust.accounts.rules import GRANTED
    from sanshe.trust.accounts.tryouts import SENTENCES

    assert set(SENTENCES) == set(GRANTED)
