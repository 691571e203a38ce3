"""The jobs loop: what nobody clicks for. One process; every pass is safe to lose or repeat."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.db import close_old_connections
from django.utils import timezone

from sanshe.ground.messages.actions import send_due
from sanshe.ground.messages.enums import Channel
from sanshe.insight.reports import actions as reports
from sanshe.insight.reports import queries as reports_queries
from sanshe.registry.people import actions as people
from sanshe.registry.people import queries as people_queries
from sanshe.trust.accounts.queries import mail_of, phone_of
from sanshe.trust.accounts.sessions import tidy
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions as checks
from sanshe.work.checks import queries as checks_queries
from sanshe.work.duty import actions as duty
from sanshe.work.intake import actions as intake
from sanshe.work.intake import queries as intake_queries
from sanshe.work.needs import actions as needs
from sanshe.work.planning import actions as planning
from sanshe.work.planning import queries as planning_queries
from sanshe.work.settlement import actions as settlement
from sanshe.work.settlement import queries as settlement_queries
from sanshe.work.takeover import actions as takeovers
from sanshe.work.visits.actions import ring_escorts, ring_ladders

from .folding import fold, keep_folding, read_counties

log = logging.getLogger("sanshe.jobs")
PAUSE = 10.0  # seconds between passes
BEAT = 1.0  # seconds between two countings of the book: figures are never older


def ring() -> None:
    """Let every alarm nobody has taken climb on."""
    duty.ring(Actor.job("alarm"))


def remind() -> None:
    """Tell whoever holds a matter that its deadline is near or has passed, and whoever decides or
    asks back that it is time."""
    actor = Actor.job("deadlines")
    needs.resume_due(actor)
    needs.warn_soon(actor)
    needs.remind_overdue(actor)
    needs.remind_ask_back(actor)
    needs.remind_rulings(actor)
    takeovers.remind(actor)


def look_back() -> None:
    """Ask whether it lasts, four weeks later; draw last week's callbacks."""
    actor = Actor.job("looking back")
    needs.ask_lasting(actor)
    needs.draw_checks(actor)


def rounds() -> None:
    """Tell those in charge of a round list whose time is up while somebody is missing."""
    actor = Actor.job("rounds")
    with scope(actor, read_only=True):
        overdue = planning_queries.any_overdue(actor)
    if overdue:
        planning.ring_overdue(actor)


def forget() -> None:
    """Drop photos and rows of lists that have lain long enough."""
    actor = Actor.job("forgetting")
    with scope(actor, read_only=True):
        old = intake_queries.any_old(actor)
        old_rows = people_queries.any_old_rows(actor)
    if old:
        intake.forget_old(actor)
    if old_rows:
        people.forget_rows(actor)


def mail() -> None:
    """Send what waits in the outbox. No transaction is held while a mail server is asked."""
    send_due(_address_of)
    send_due(_number_of, channel=Channel.SMS)


def _address_of(user: UUID) -> str:
    with scope(Actor.job("mail")):
        return mail_of(user)


def _number_of(user: UUID) -> str:
    with scope(Actor.job("mail")):
        return phone_of(user)


def look_for() -> None:
    """Tell of rungs that are overdue and of escorts that are not back."""
    ring_escorts(Actor.job("escorts"))
    ring_ladders(Actor.job("ladders"))


def settle() -> None:
    """Count what came into the book against what was promised."""
    actor = Actor.job("settlement")
    with scope(actor, read_only=True):
        waiting = settlement_queries.to_settle(actor)
    for chain in waiting:
        settlement.settle(actor, chain=chain)


def check() -> None:
    """Look at what is new in the book; draw last week's records to ask about. Long backlogs are
    taken in steps, each by itself."""
    actor = Actor.job("checks")
    while True:
        with scope(actor, read_only=True):
            waiting = checks_queries.waiting(actor)
        if not waiting or checks.run(actor).busy:
            break
    checks.draw_calls(actor)


def set_reports() -> None:
    """Finish the reports that only wait to be set: whoever made them left."""
    actor = Actor.job("reports")
    with scope(actor, read_only=True):
        waiting = reports_queries.left(actor, since=timezone.now() - reports.LEFT_ALONE)
    for id in waiting:
        while reports.go_on(actor, report=id).step != reports.Step.DONE:
            pass


TASKS: tuple[Callable[[], object], ...] = (
    ring,
    look_for,
    rounds,
    remind,
    look_back,
    check,
    read_counties,
    forget,
    mail,
    set_reports,
    tidy,
)


def loop(*, once: bool = False) -> None:
    """Run every task, then wait, counting the book meanwhile. A task that fails is logged and
    tried again at the next pass."""
    if not once:
        keep_folding()
    while True:
        for task in (settle, fold, *TASKS):
            _try(task)
        close_old_connections()
        if once:
            return
        until = time.monotonic() + PAUSE
        while time.monotonic() < until:
            time.sleep(BEAT)
            _try(settle)


def _try(task: Callable[[], object]) -> None:
    try:
        task()
    except Exception:
        log.exception("%s failed; it will be tried again", task.__name__)
