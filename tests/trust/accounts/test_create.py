"""Making an account, and giving it a password: by the security administrator or a command."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from sanshe.ground.kit.errors import Invalid, NotAllowed
from sanshe.trust.accounts import actions, errors
from sanshe.trust.accounts.models import User
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope

from .signing import PASSWORD, new_name


def make(actor, **given) -> User:
    return actions.create_user(actor, **{"username": new_name(), "name": "新来的"} | given)


def test_the_security_administrator_makes_one(district):
    user = make(district.security, password=PASSWORD)
    assert user.check_password(PASSWORD) and user.first_password
    with scope(district.job):
        line = Entry.objects.get(subject_id=str(user.id))
    assert (line.deed, line.detail) == ("accounts.keep", {"what": "create"})


def test_without_a_password_nobody_signs_in(district):
    assert not make(district.job).has_usable_password()


def test_nobody_else_may(district):
    for actor in (district.worker, district.clerk, district.system, district.auditor,
                  district.bureau, district.resident):  # fmt: skip
        with pytest.raises(NotAllowed):
            make(actor)
        with pytest.raises(DatabaseError), scope(actor):  # the wall agrees
            User.objects.create(username=new_name(), name="x")


def test_a_name_once(district):
    first = make(district.security)
    with pytest.raises(errors.NameTaken) as refused:
        make(district.security, username=first.username.upper())
    assert refused.value.field == "username"


def test_an_empty_name(district):
    with pytest.raises(Invalid):
        make(district.security, name=" ")
    with pytest.raises(Invalid):
        make(district.security, username="")


@pytest.mark.parametrize("weak", ["short", "password123", "1234567890"])
def test_a_weak_password(district, weak):
    with pytest.raises(errors.WeakPassword):
        make(district.security, password=weak)


def test_an_account_to_try_out_needs_a_demonstration(district):
    with pytest.raises(errors.NoDemo):
        make(district.job, is_demo=True)
    with pytest.raises(DatabaseError), scope(district.job):  # the database agrees
        User.objects.create(username=new_name(), name="x", is_demo=True)


def test_colleagues_are_named_and_listed(district):
    from sanshe.trust.accounts import queries

    with scope(district.clerk):
        assert queries.names_of([district.worker.user]) == {district.worker.user: "孟社工"}
        names = {user.name for user in queries.staff_of(district.agency.id)}
        assert {"孟社工", "小何"} <= names and "李干事" not in names
        workers = queries.staff_of(district.agency.id, Role.SUPERVISOR)
        assert [user.name for user in workers] == ["冯老师"]
    with scope(district.resident):
        assert queries.names_of([district.worker.user]) == {}
