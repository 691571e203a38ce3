"""Who may do what in a case, and the numbers that are policy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sanshe.ground.calendars import workdays
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy, Role
from sanshe.work.needs.enums import State as NeedState

from .enums import CaseState, NextStep
from .models import Case

ASSESS_WITHIN = 15
"""Working days from opening to assessment and plan: §2.7's agency rule."""
REVIEW_USUAL = timedelta(days=91)
"""What is proposed: §2.7's agency rule, every three months."""
REVIEW_AT_MOST = timedelta(days=183)
"""A plan is reviewed at least every half year (indicator I05 of §6.4 asks for it)."""
COUNTS_OPEN = timedelta(days=183)
"""I05: a case open for half a year, its plan reviewed, counts though it is not closed."""
NEXT_AT_MOST = timedelta(days=92)
"""How far the next contact may be put off. Our own decision."""
NEXT_USUAL = timedelta(days=14)
"""What is proposed for the next contact. Our own decision."""
FOLLOW_UP_USUAL = timedelta(days=30)
"""§2.7: one and three months after the end."""
LONGEST = timedelta(hours=12)
MOST_GOALS = 5
"""Few enough to be remembered. Our own decision."""


def is_worker(actor: Actor, case: Case) -> bool:
    return actor.user is not None and actor.user in (case.worker, case.second)


def may_read(actor: Actor, case: Case) -> bool:
    """Whom it is about and what is written: need to know, so not the manager."""
    supervises = actor.role == Role.SUPERVISOR and actor.org == case.agency
    return actor.may(Deed.READ_CASE_FILE) and (supervises or is_worker(actor, case))


def may_work(actor: Actor, case: Case) -> bool:
    """Whoever reads it also writes: the supervisor stands in for somebody who is ill."""
    return actor.may(Deed.WORK_CASE) and may_read(actor, case)


def may_assign(actor: Actor, case: Case) -> bool:
    return actor.role == Role.SUPERVISOR and actor.org == case.agency


def may_come_of(actor: Actor, need: Any) -> bool:
    """Whether a case can be opened from a matter now: led by the actor's agency, known whom it is
    about, not sealed, and being worked on or answered."""
    return (
        actor.may(Deed.WORK_CASE)
        and actor.org == need.lead_org
        and need.person_id is not None
        and need.privacy != Privacy.SEALED
        and need.state in (NeedState.DISPATCHED, NeedState.ANSWERED)
    )


def for_cases(service: Any) -> bool:
    """Whether a case can be opened under a service: counted by the case, and not sealed."""
    return service.unit == Unit.CASES and not service.sealed


def is_sealed(person: Any | None) -> bool:
    """Somebody the register no longer shows to the worker is treated as sealed."""
    return person is None or person.privacy == Privacy.SEALED


def counts_open(case: Case, on: date) -> bool:
    return case.record is None and on - case.opened_on >= COUNTS_OPEN


def assess_by(case: Case) -> date:
    return workdays.add_working_days(case.opened_on, ASSESS_WITHIN)


def next_step(case: Case) -> tuple[NextStep, date | None]:
    """What a case waits for first, and until when. What is overdue comes before what comes next;
    a referral is asked about before anything else is begun."""
    if not case.running:
        waits = case.state == CaseState.CLOSED and case.next_contact_on is not None
        return (NextStep.FOLLOW_UP, case.next_contact_on) if waits else (NextStep.NOTHING, None)
    if case.referral_waits:
        return NextStep.REFERRAL, None
    if case.state == CaseState.OPEN:
        step = NextStep.PLAN if case.assessed_on else NextStep.ASSESS
        return step, assess_by(case)
    contact, review = case.next_contact_on, case.review_by
    if review is not None and (contact is None or review <= min(contact, timezone.localdate())):
        return NextStep.REVIEW, review
    return NextStep.CONTACT, contact


def is_overdue(case: Case) -> bool:
    _step, until = next_step(case)
    return until is not None and until < timezone.localdate()
