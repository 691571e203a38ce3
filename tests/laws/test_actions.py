"""Law: every public action takes an actor first, the rest by keyword, asks the table, and is
audited (``@action`` refuses one that leaves no line)."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.table import TABLE
from tests.laws.house import rooms

WITHOUT_ACTOR = ("sanshe.ground.", "sanshe.trust.audit", "sanshe.trust.seal")
"""The ground knows no actors; the audit is what actions write with."""


def public_actions():
    for room in rooms():
        if room.startswith(WITHOUT_ACTOR):
            continue
        try:
            door = importlib.import_module(f"{room}.actions")
        except ModuleNotFoundError:
            continue
        modules = [door]
        if hasattr(door, "__path__"):
            modules += [
                importlib.import_module(f"{room}.actions.{m.name}")
                for m in pkgutil.iter_modules(door.__path__)
                if not m.name.startswith("_")
            ]
        for module in modules:
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if not name.startswith("_") and function.__module__ == module.__name__:
                    yield pytest.param(function, id=f"{room}.{name}")


@pytest.mark.parametrize("function", list(public_actions()))
def test_a_public_action_is_marked_and_keyword_only(function):
    assert isinstance(getattr(function, "deed", None), Deed), "not marked with @action(Deed…)"
    first, *others = inspect.signature(function).parameters.values()
    assert first.name == "actor"
    assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in others)
    assert inspect.getdoc(function), "says nothing of what it decides"


def test_every_deed_is_done_somewhere_and_allowed_to_somebody():
    allowed = {deed for row in TABLE.values() for deed in row.deeds}
    assert set(Deed) == allowed


def test_administrators_read_nobodys_matters():
    matters = {d for d in Deed if d.value.split(".")[0] in {"needs", "visits", "people", "ledger"}}
    for role in ("system_admin", "security_admin", "audit_admin"):
        assert not TABLE[role].deeds & matters
        assert TABLE[role].sight == "nothing"
