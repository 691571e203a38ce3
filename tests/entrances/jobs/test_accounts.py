"""Commands for accounts and the audit."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from sanshe.entrances.jobs.accounts import admin
from sanshe.entrances.jobs.audit import audit
from sanshe.trust.accounts import queries
from sanshe.trust.accounts.models import User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import at_the_door, scope

PASSWORD = "四更天的猫 42 只"


def run(group, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(group, words, input=typed)


def create(*more: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> Result:
    return run(admin, "create", "--username", "anquan", "--name", "秦安", *more, typed=typed)


def account() -> User:
    with at_the_door():
        return User.objects.get(username="anquan")


def test_the_first_administrator(db):
    said = create()
    assert said.exit_code == 0, said.output
    assert "安全管理员" in said.output and "/accounts/login/" in said.output
    actor = queries.acting(account(), {})
    assert (actor.role, actor.lo, actor.hi) == ("security_admin", 0, 999_999_999_999)
    assert PASSWORD not in said.output


def test_asked_for_what_is_missing(db):
    said = run(admin, "create", typed=f"anquan\n秦安\n{PASSWORD}\n{PASSWORD}\n")
    assert said.exit_code == 0 and account().name == "秦安"


def test_refusals_are_words(db):
    assert create().exit_code == 0
    again = create()
    assert again.exit_code == 1 and "已经有人用了" in again.output
    weak = run(admin, "create", "--username", "x", "--name", "x", typed="short\nshort\n")
    assert weak.exit_code == 1 and "这个密码不行" in weak.output
    assert "太短了,至少要10个字符。" in weak.output
    assert run(admin, "unlock", "nobody").exit_code == 1


@pytest.mark.parametrize("role", ["worker", "resident", "auditor"])
def test_administrators_only(db, role):
    assert create("--role", role).exit_code == 2


def test_help_for_one_locked_out(db):
    create()
    assert run(admin, "unlock", "anquan").exit_code == 0
    assert run(admin, "reset", "anquan").exit_code == 0
    new = "另一只四更天的猫 7"
    assert run(admin, "password", "anquan", typed=f"{new}\n{new}\n").exit_code == 0
    assert account().check_password(new)


def test_the_audit_is_verified(district):
    said = run(audit, "verify", "--ends")
    assert said.exit_code == 0 and "没有被动过" in said.output


def test_a_fault_is_an_error(committed):
    from django.db import connections

    create()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM audit_entry WHERE seq = 1")
        cursor.execute("SET session_replication_role = DEFAULT")
    said = run(audit, "verify")
    assert said.exit_code == 1 and "missing" in said.output
    with scope(Actor.job("test")):
        assert run(audit, "verify", "--county", "530112000000").exit_code == 0
