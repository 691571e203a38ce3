"""Law: a room is entered by its doors (actions, queries, enums, errors), and named ones beside."""

from __future__ import annotations

import ast

import pytest

from tests.laws.house import SOURCE, dotted, room_of, rooms, sources, tree

DOORS = {"actions", "queries", "enums", "errors", "personal"}
MORE_DOORS = {
    "sanshe.ground.kit": None,  # tools: all of it
    "sanshe.ground.calendars": {"workdays", "deadlines"},
    "sanshe.ground.messages": {"adapters"},
    "sanshe.trust.policy": None,  # the words of permission are spoken everywhere
    "sanshe.trust.seal": {"fields", "crypto"},
    "sanshe.trust.audit": {"trail"},  # the scope writes it
    "sanshe.trust.accounts": {"sessions", "sign_in"},  # the door and the demo's own door
}


def imports(path):
    """Every ``(module, name)`` a file imports from the house."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                yield node.module, alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""


def trespasses():
    for path in sources():
        own = room_of(dotted(path))
        if path.parent == SOURCE:
            continue  # settings, urls, wsgi name rooms by their dotted path
        for module, name in imports(path):
            other = room_of(module)
            if other is None or other == own:
                continue
            inside = module.removeprefix(other).strip(".").split(".")[0] or name
            doors = MORE_DOORS.get(other, set())
            if doors is None or inside in DOORS | doors:
                continue
            yield f"{dotted(path)} enters {module} ({name})"


def test_rooms_are_entered_by_their_doors():
    assert list(trespasses()) == []


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_owns(room):
    readme = SOURCE.parent / room.replace(".", "/") / "README.md"
    assert readme.exists(), f"{room} has no README.md"
    assert len(readme.read_text().splitlines()) >= 5
