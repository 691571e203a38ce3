"""Reads of cases, limited to who needs to know; every reading of a file is audited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.people import queries as people
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role

from . import rules
from .enums import RUNNING, CaseState, NextStep, ReferralState
from .models import Case, Contact, File, Goal, Referral, Review

MOST_GOALS = rules.MOST_GOALS
TEXTS = ("why", "assessment", "plan", "evaluation", "opinion_words")
"""What only ``read`` opens, and notes: a list leaves it sealed in the database."""
MOST_SHOWN = 300
"""A worker has some twenty; who leads sees all of the agency at one place."""


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases somebody may know of; the file comes along where they may read it (the wall of
    ``casework_file`` leaves it out for everybody else)."""
    demand(actor, Deed.READ_CASES)
    rows = (
        Case.objects.filter(agency=actor.org, community__gte=actor.lo, community__lte=actor.hi)
        .select_related("service", "file")
        .defer(*(f"file__{name}" for name in TEXTS))
    )
    if actor.role in (Role.SUPERVISOR, Role.AGENCY_MANAGER):
        return rows
    return rows.filter(_mine(actor))


def _mine(actor: Actor) -> Q:
    me = actor.user or NOBODY
    return Q(worker=me) | Q(second=me)


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list. ``whom`` is "" to whoever may not know."""

    case: Case
    whom: str
    step: NextStep
    until: date | None
    overdue: bool
    mine: bool


def listing(actor: Actor, *, over: bool = False) -> list[Line]:
    """The cases that run (or those that are ``over``): one's own first, what is due first."""
    rows = visible(actor)
    rows = rows.exclude(state__in=RUNNING) if over else rows.filter(state__in=RUNNING)
    due = Least("next_contact_on", "review_by").asc(nulls_first=True)  # none: to be assessed
    found = rows.order_by(F("ended_on").desc() if over else due, "opened_on", "id")
    lines = [_line(actor, row) for row in found[:MOST_SHOWN]]
    if over:
        return lines
    return sorted(lines, key=lambda one: (not one.mine, not one.overdue, one.until or date.max))


def _line(actor: Actor, row: Case) -> Line:
    step, until = rules.next_step(row)
    return Line(
        case=row, whom=whom(row), step=step, until=until, overdue=rules.is_overdue(row),
        mine=rules.is_worker(actor, row),
    )  # fmt: skip


def whom(row: Case) -> str:
    """Whom a case is about; "" to whoever may not know: the file is joined as far as its wall
    shows it."""
    file: File | None = getattr(row, "file", None)
    return file.whom if file else ""


def overdue(actor: Actor) -> list[Line]:
    """The actor's own cases that should have gone on by now, for their day; those closed whose
    follow-up is due are among them."""
    today = timezone.localdate()
    late = Q(next_contact_on__lt=today) | Q(review_by__lt=today) | Q(state=CaseState.OPEN)
    rows = visible(actor).filter(_mine(actor)).filter(late)
    lines = [_line(actor, row) for row in rows.order_by("opened_on", "id")[:MOST_SHOWN]]
    return [line for line in lines if line.overdue]


def get(actor: Actor, id: UUID) -> Case:
    """One case as far as anybody of those who lead may know it. Raises NotFound."""
    row = visible(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is written in a case."""

    file: File
    goals: list[Goal]
    contacts: list[Contact]
    reviews: list[Review]
    referrals: list[Referral]

    @property
    def waiting(self) -> Referral | None:
        asked = [one for one in self.referrals if one.state == ReferralState.ASKED]
        return asked[0] if asked else None


def read(actor: Actor, case: Case) -> Reading:
    """Open the file of a case; each time leaves its line in the audit. Raises NotFound."""
    if not rules.may_read(actor, case):
        raise NotFound()
    note(actor, Deed.READ_CASE_FILE, kind="case", id=case.id, community=case.community)
    met = Contact.objects.filter(case=case).prefetch_related(
        Prefetch("corrections", to_attr="former")
    )
    return Reading(
        file=File.objects.get(pk=case.pk),
        goals=list(Goal.objects.filter(case=case).order_by("order")),
        contacts=list(met.order_by("-started_at", "-id")),
        reviews=list(Review.objects.filter(case=case).order_by("-on", "-id")),
        referrals=list(Referral.objects.filter(case=case).order_by("-asked_on", "-id")),
    )


def one_contact(actor: Actor, id: UUID) -> Contact:
    """One contact to be mended. Raises NotFound."""
    row = Contact.objects.select_related("case__service", "case__file").filter(pk=id).first()
    if row is None or not rules.may_work(actor, row.case):
        raise NotFound()
    note(actor, Deed.READ_CASE_FILE, kind="case", id=row.case_id, community=row.case.community)
    return row


def of_person(actor: Actor, person: UUID) -> list[Case]:
    """The cases of somebody that the actor may read, the newest first."""
    if not actor.may(Deed.READ_CASE_FILE):
        return []
    ids = people.ids_of(actor, person)
    rows = visible(actor).filter(file__person_id__in=ids).order_by("-opened_on", "-id")
    return [row for row in rows if rules.may_read(actor, row)]


def of_need(actor: Actor, need: UUID) -> list[Case]:
    """The cases that came of a matter, as far as the actor may read them."""
    if not actor.may(Deed.READ_CASE_FILE):
        return []
    rows = visible(actor).filter(file__need_id=need).order_by("-opened_on", "-id")
    return [row for row in rows if rules.may_read(actor, row)]


def may_come_of(actor: Actor, need: Any) -> bool:
    """Whether a matter's page offers to open a case."""
    return rules.may_come_of(actor, need)


@dataclass(frozen=True, slots=True)
class May:
    """Which steps a page offers."""

    read: bool
    assess: bool
    plan: bool
    contact: bool
    review: bool
    close: bool
    end: bool
    refer: bool
    answer: bool
    assign: bool


def may(actor: Actor, case: Case) -> May:
    """What an actor who sees a case can do with it now."""
    works, state = rules.may_work(actor, case), case.state
    planned = state in (CaseState.PLANNED, CaseState.WORKING)
    free = works and case.running and not case.referral_waits
    return May(
        read=rules.may_read(actor, case),
        assess=works and state == CaseState.OPEN,
        plan=works and state == CaseState.OPEN and case.assessed_on is not None,
        contact=works and state != CaseState.ENDED,
        review=works and planned,
        close=free and state == CaseState.WORKING,
        end=free,
        refer=free,
        answer=works and case.running and case.referral_waits,
        assign=case.running and rules.may_assign(actor, case),
    )


def next_step(case: Case) -> tuple[NextStep, date | None, bool]:
    """What a case waits for, until when, and whether that is over."""
    return (*rules.next_step(case), rules.is_overdue(case))


def countable(services: Iterable[Any]) -> list[Any]:
    """The services under which a case can be opened."""
    return [service for service in services if rules.for_cases(service)]


def workers_of(actor: Actor) -> list[tuple[UUID, str]]:
    """Who of the actor's agency may work in a case."""
    staff = {
        one.id: one.name
        for role in (Role.WORKER, Role.SUPERVISOR)
        for one in accounts.staff_of(actor.org, role)
    }
    return sorted(staff.items(), key=lambda one: one[1])


def proposed() -> dict[str, date]:
    """The dates a form proposes."""
    today = timezone.localdate()
    return {
        "next_on": today + rules.NEXT_USUAL,
        "review_by": today + rules.REVIEW_USUAL,
        "follow_up_on": today + rules.FOLLOW_UP_USUAL,
    }
