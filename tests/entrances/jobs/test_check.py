"""``sanshe check`` finds each fault it knows of, and says nothing against a sound installation."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connections

from sanshe.entrances.jobs import check as module
from sanshe.ground.areas.models import Area
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.trust.seal import crypto
from tests.factories.district import FX, make_district


@pytest.fixture
def installation(committed, monkeypatch, tmp_path, settings):
    """Sound: areas are there, one sealed value, keys of its own."""
    monkeypatch.setenv("SANSHE_KEY_FILE", str(tmp_path / "field.key"))
    monkeypatch.setenv("SANSHE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(module.workdays, "known", lambda year: True)
    settings.ALLOWED_HOSTS = list(module.LOOPBACK)
    crypto._key.cache_clear()
    district = make_district()
    with scope(district.worker):
        Person.objects.create(
            name="周奶奶", community=FX, seen_by=[district.agency.id],
            made_by_org=district.agency.id, phone="100-0000-0001",
        )  # fmt: skip
    assert Area.objects.exists()
    yield tmp_path / "field.key"
    crypto._key.cache_clear()


def faults() -> str:
    return "\n".join(finding.text for finding in module.check() if not finding.ok)


def owner(*statements: str) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_nothing_is_wrong(installation):
    assert faults() == ""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY", "people_person"),
        ("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays", "audit_entry"),
        ("GRANT UPDATE ON audit_entry TO sanshe_app", "只增不改"),
        ("DELETE FROM django_migrations WHERE app = 'visits'", "sanshe migrate"),
        ("TRUNCATE areas_area", "sanshe areas import"),
    ],
)
def test_a_fault_of_the_database(installation, statement, said):
    owner(statement)
    assert said in faults()


def test_the_keys(installation):
    installation.chmod(0o644)
    assert "chmod 600" in faults()
    kept = installation.read_bytes()
    installation.unlink()
    assert "密钥不见了" in faults()
    installation.write_bytes(b"x")
    crypto._key.cache_clear()
    assert "密钥文件坏了" in faults()
    installation.unlink()
    crypto._key.cache_clear()
    crypto.key_id()  # another one is made
    assert "别的密钥" in faults()
    installation.write_bytes(kept)
    crypto._key.cache_clear()
    assert faults() == ""


def test_next_years_holidays_are_missed_from_november_on(installation, monkeypatch):
    monkeypatch.setattr(module.workdays, "known", lambda year: year == 2026)
    for day, wrong in ((date(2026, 10, 31), False), (date(2026, 11, 1), True)):
        monkeypatch.setattr(module.timezone, "localdate", lambda day=day: day)
        assert ("2027" in faults()) is wrong


def test_abroad_without_tls_or_with_the_demo(installation, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["sanshe.example"]
    settings.BEHIND_TLS = False
    assert "HTTPS" in faults()
    monkeypatch.setattr(module, "is_demo", lambda: True)
    assert "演示库不能对外开放" in faults()
