"""An operator backs up, loses everything, and restores."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import click
import pytest
from django.db import connections

from sanshe.entrances.jobs import backup
from sanshe.ground.kit.database import socket_url
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from tests import database
from tests.factories.district import FX, make_district


@pytest.fixture
def installation(committed, monkeypatch):
    owner = connections["owner"].settings_dict
    monkeypatch.setenv("DATABASE_OWNER_URL", socket_url(owner["USER"], owner["HOST"], committed))
    return committed


@pytest.fixture
def full(installation, tmp_path):
    district = make_district()
    with scope(district.worker):
        Person.objects.create(
            name="周奶奶", community=FX, seen_by=[district.agency.id],
            made_by_org=district.agency.id, phone="100-0000-0001",
        )  # fmt: skip
    file = tmp_path / "backup.tar"
    backup.backup(file)
    return district, file


def test_what_was_backed_up_comes_back(full, installation):
    district, file = full
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; DELETE FROM people_person")
    backup.restore(file, replace=True)
    with scope(district.worker):
        assert Person.objects.get().phone == "100-0000-0001"
    assert Person.objects.count() == 0  # the walls came back too


def test_a_database_with_accounts_is_not_overwritten_by_mistake(full):
    with pytest.raises(click.ClickException, match="--replace"):
        backup.restore(full[1], replace=False)


def test_an_empty_database_takes_a_backup(full, tmp_path):
    district, file = full
    name = f"{connections['default'].settings_dict['NAME']}_new"
    database.drop(name)
    database.copy_of_template(name)
    owner = connections["owner"].settings_dict
    os.environ["DATABASE_OWNER_URL"] = socket_url(owner["USER"], owner["HOST"], name)
    with database.pointed_at(name):
        backup.restore(file, replace=False)
        with scope(district.worker):
            assert Person.objects.count() == 1
    database.drop(name)


def test_a_changed_backup_is_refused(full, tmp_path):
    _, file = full
    broken = tmp_path / "broken.tar"
    with tarfile.open(file) as tar:
        tar.extractall(tmp_path / "in", filter="data")
    dump = tmp_path / "in" / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    with tarfile.open(broken, "w") as tar:
        for name in ("manifest.json", "database.dump"):
            tar.add(tmp_path / "in" / name, name)
    with pytest.raises(click.ClickException, match="已损坏"):
        backup.restore(broken, replace=True)


def test_no_backup_at_all_is_refused(installation, tmp_path):
    file = tmp_path / "x.tar"
    file.write_text("no")
    with pytest.raises(click.ClickException, match="完整"):
        backup.restore(file, replace=True)


def test_another_key_is_refused_before_anything_is_lost(full, monkeypatch):
    monkeypatch.setattr(backup, "key_id", lambda: "another")
    with pytest.raises(click.ClickException, match="密钥"):
        backup.restore(full[1], replace=True)


def test_the_key_is_not_in_the_backup(full):
    with tarfile.open(full[1]) as tar:
        assert sorted(tar.getnames()) == ["database.dump", "manifest.json"]
    assert Path(full[1]).stat().st_mode & 0o077 == 0
