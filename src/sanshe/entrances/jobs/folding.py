"""Folding the boards, beside everything else the jobs do: a board is never a second behind."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections

from sanshe.insight.boards import actions as boards
from sanshe.insight.boards import queries
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

log = logging.getLogger("sanshe.jobs")
BEAT = 0.4  # seconds between two looks; with the folding itself, less than one
READING = 3.0  # seconds a pass of the loop may spend on reading counties


def fold() -> None:
    """Fold until nothing waits, or another folder is at it."""
    actor = Actor.job("boards")
    while True:
        with scope(actor, read_only=True):
            waiting = queries.anything_to_fold(actor)
        if not waiting or boards.fold(actor).busy:
            return


def read_counties() -> None:
    """Read again what counties' boards tell of matters and elders, for a while: the rest waits for
    the next pass."""
    actor = Actor.job("boards")
    with scope(actor, read_only=True):
        waiting = queries.counties_to_read(actor)
    until = time.monotonic() + READING
    for county in waiting:
        if boards.read_county(actor, county=county) is None or time.monotonic() > until:
            return


def keep_folding() -> None:
    """Fold from now on, in a thread of its own: a long task of the loop delays no board."""
    threading.Thread(target=_always, name="boards", daemon=True).start()


def _always() -> None:
    while True:
        try:
            fold()
        except Exception:
            log.exception("folding the boards failed; it will be tried again")
            close_old_connections()
        time.sleep(BEAT)
