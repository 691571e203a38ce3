"""Law: the database is told who acts in one way only, and matters change hands in few places."""

from __future__ import annotations

import re

from tests.laws.house import dotted, sources

MAY_HAND_OVER = {
    "sanshe.trust.policy.scope",  # where it is made
    "sanshe.work.needs",  # a resident's message goes to a desk; a clerk marks it confidential
    "sanshe.work.visits",  # a resident says whether somebody came
    "sanshe.work.planning.actions.narrowing",  # lists of whom a committee sees no more
    "sanshe.work.intake",  # a photo goes to the desk with the message it came with
    "sanshe.ledger",  # a resident confirms what was done for them
}


def test_only_the_scope_sets_what_the_walls_read():
    telling = re.compile(r"set_config\(|SET\s+(LOCAL|SESSION)?\s*app\.", re.IGNORECASE)
    found = {dotted(p) for p in sources() if telling.search(p.read_text(encoding="utf-8"))}
    assert found <= {"sanshe.trust.policy.scope"}


def test_few_places_hand_over():
    found = {dotted(p) for p in sources() if "handing_over()" in p.read_text(encoding="utf-8")}
    assert {m for m in found if not m.startswith(tuple(MAY_HAND_OVER))} == set()
