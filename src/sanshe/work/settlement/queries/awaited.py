"""What an agreement waits for, of whom and until when: read from where it stands, kept nowhere.

Who may not see an open review or whom the system drew is told only that something is under way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Condition, Paper, Side, State
from sanshe.registry.agreements.queries import FILED, NOTICED, PUBLISHED, Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import rules
from ..enums import Outcome, Party, ReviewKind, Task
from ..models import (
    Acceptance,
    AcceptanceLine,
    Evaluator,
    Objection,
    Respondent,
    Review,
    Seen,
    Survey,
)
from . import payments, reviews
from .closing import ended, lacks_to_archive

_BESIDE = {NOTICED: Task.ANNOUNCE, PUBLISHED: Task.PUBLISH, FILED: Task.FILE}
_RUNNING = (State.CONTRACTED, State.IN_FORCE, State.MIDTERM_REVIEWED, State.FINAL_REVIEWED)
_NEAR_THE_END = (State.FINAL_REVIEWED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Awaited:
    """``due_on``: None where no limit runs. ``step``: the state it leads to; ``number``: the
    tranche, or how many; ``of``: the review or survey it is about. ``mine``: the actor may do
    it."""

    task: Task
    who: Party
    due_on: date | None = None
    step: str = ""
    number: int = 0
    of: UUID | None = None
    mine: bool = False


def awaited(actor: Actor, agreement: UUID) -> list[Awaited]:
    """The actor's own first, then by day. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    found = [_for(actor, row, one) for one in _all(actor, row)]
    return sorted(found, key=lambda one: (not one.mine, one.due_on or date.max))


def _for(actor: Actor, row: Agreement, one: Awaited) -> Awaited:
    mine = {
        Party.PURCHASER: rules.buys(actor, row),
        Party.SUPPLIER: rules.delivers(actor, row) and actor.may(Deed.CLAIM_PAYMENT),
        Party.COMMITTEE: actor.may(Deed.ASK_OPINION) and not rules.delivers(actor, row),
        Party.EVALUATOR: one.mine,
        Party.PUBLIC: False,
    }[one.who]
    return Awaited(one.task, one.who, one.due_on, one.step, one.number, one.of, mine)


def _all(actor: Actor, row: Agreement) -> Iterator[Awaited]:
    if row.archived_on is not None:
        return
    if row.side:
        yield from _stopped(actor, row)
        return
    yield from _steps(actor, row)
    if row.state in (*_RUNNING, State.ACCEPTED):
        yield from _money(actor, row)
    if row.state in (State.IN_FORCE, State.MIDTERM_REVIEWED):
        yield from _review(actor, row)
    if row.state in _RUNNING:
        yield from _survey(row)
    if row.state == State.FINAL_REVIEWED:
        yield from _acceptance(row)
    if row.state == State.SETTLED:
        yield Awaited(Task.ARCHIVE, Party.PURCHASER)


def _stopped(actor: Actor, row: Agreement) -> Iterator[Awaited]:
    if row.side in (Side.DISPUTED, Side.SUSPENDED):
        yield Awaited(Task.LIFT, Party.PURCHASER)
        return
    now = ended(actor, row.pk)
    if now is None or not (lacks := lacks_to_archive(now)):
        yield Awaited(Task.ARCHIVE, Party.PURCHASER)
    if now is None:
        return
    if now.waiting is not None:
        yield Awaited(Task.ANSWER_CLOSING, Party.PURCHASER)
    elif now.agreed is not None:
        if lacks:
            yield Awaited(Task.PAY_CLOSING, Party.PURCHASER)
    elif lacks:
        until = now.on + timedelta(days=rules.CLOSING_WAITS_DAYS)
        yield Awaited(Task.ASK_CLOSING, Party.SUPPLIER, until)


def _steps(actor: Actor, row: Agreement) -> Iterator[Awaited]:
    """The steps that are written down by the purchaser, with the law's limits."""
    limits = {
        one.step: one.due_on for one in agreements.running(row, agreements.events_of(actor, row.pk))
    }
    for step, task in _BESIDE.items():
        if step in limits:
            yield Awaited(task, Party.PURCHASER, limits[step])
    order = list(State)
    here = order.index(State(row.state))
    if here < order.index(State.IN_FORCE):
        then = order[here + 1]
        due = row.starts_on if then == State.IN_FORCE else limits.get(then)
        yield Awaited(Task.STEP, Party.PURCHASER, due, step=then)


def _money(actor: Actor, row: Agreement) -> Iterator[Awaited]:
    """Papers that open a tranche, and tranches asked for, approved and paid."""
    dues = payments.tranches(actor, row.pk)
    wanted = {
        gate.condition: due.tranche.due_on
        for due in reversed(dues)
        for gate in due.gates
        if not gate.open
    }
    for condition, kind, hand_in, take in (
        (Condition.WORK_PLAN_ACCEPTED, Paper.PLAN, Task.HAND_IN_PLAN, Task.TAKE_PLAN),
        (Condition.AUDITED, Paper.AUDIT, Task.HAND_IN_AUDIT, Task.TAKE_AUDIT),
    ):
        if condition not in wanted or (kind == Paper.AUDIT and row.state not in _NEAR_THE_END):
            continue
        if _handed_in(row, kind):
            yield Awaited(take, Party.PURCHASER, wanted[condition])
        else:
            yield Awaited(hand_in, Party.SUPPLIER, wanted[condition])
    for due in dues:
        at: dict[str, Any] = {"due_on": due.tranche.due_on, "number": due.tranche.number}
        if due.claim is None:
            if due.open:
                yield Awaited(Task.CLAIM, Party.SUPPLIER, **at)
        elif due.claim.approved_on is None:
            yield Awaited(Task.APPROVE, Party.PURCHASER, **at)
        elif due.left > 0:
            yield Awaited(Task.PAY, Party.PURCHASER, **at)


def _handed_in(row: Agreement, kind: Paper) -> bool:
    """Whether a paper of this kind lies there that was not taken yet."""
    taken = Seen.objects.filter(agreement=row).values("document")
    return row.documents.filter(kind=kind).exclude(pk__in=taken).exists()


def _review(actor: Actor, row: Agreement) -> Iterator[Awaited]:
    conditions = {
        gate.condition: tranche.due_on
        for tranche in agreements.tranches_of(row)
        for gate in tranche.gates.all()
    }
    midterm = row.state == State.IN_FORCE and Condition.MIDTERM_SCORE in conditions
    kind = ReviewKind.MIDTERM if midterm else ReviewKind.FINAL
    due = conditions.get(Condition.MIDTERM_SCORE if midterm else Condition.FINAL_SCORE)
    open_ = list(Review.objects.filter(agreement=row, published_on=None))
    if not open_:
        yield Awaited(Task.REVIEW, Party.PURCHASER, due, step=kind)
    for one in open_:
        yield from _of_review(actor, one, due)


def _of_review(actor: Actor, one: Review, due: date | None) -> Iterator[Awaited]:
    left = reviews.left(one)
    mine_of = Evaluator.objects.filter(review=one, withdrawn_at=None)
    me = mine_of.filter(user=actor.user).first() if actor.user else None
    given = reviews.points_by(actor, one)
    at: dict[str, Any] = {"due_on": due, "of": one.pk, "step": one.kind}
    if left.missing:
        yield Awaited(Task.INVITE, Party.PURCHASER, **at)
    if not left.drawn:
        yield Awaited(Task.DRAW, Party.PURCHASER, **at)
    if left.undeclared:
        mine = me is not None and me.declared_at is None
        yield Awaited(Task.DECLARE, Party.EVALUATOR, number=left.undeclared, mine=mine, **at)
    if left.unfinished:
        mine = me is not None and me.declared_at is not None and len(given) < left.lines
        yield Awaited(Task.SCORE, Party.EVALUATOR, number=left.unfinished, mine=mine, **at)
    if left.unchecked:
        mine = me is not None and me.declared_at is not None
        yield Awaited(Task.CHECK_FILES, Party.EVALUATOR, number=left.unchecked, mine=mine, **at)
    if left.whole:
        yield Awaited(Task.PUBLISH_REVIEW, Party.PURCHASER, **at)


def _survey(row: Agreement) -> Iterator[Awaited]:
    for one in Survey.objects.filter(agreement=row, closed_on=None):
        with scope(Actor.job("survey"), read_only=True):  # how many, never who
            waits = Respondent.objects.filter(survey=one, outcome=Outcome.WAITING).count()
        if waits:
            yield Awaited(Task.ASK_RESIDENTS, Party.COMMITTEE, number=waits, of=one.pk)
        else:
            yield Awaited(Task.CLOSE_SURVEY, Party.PURCHASER, of=one.pk)


def _acceptance(row: Agreement) -> Iterator[Awaited]:
    one = Acceptance.objects.filter(agreement=row).first()
    if one is None:
        yield Awaited(Task.OPEN_ACCEPTANCE, Party.PURCHASER)
        return
    if unjudged := AcceptanceLine.objects.filter(acceptance=one, accepted=None).count():
        yield Awaited(Task.JUDGE_LINES, Party.PURCHASER, number=unjudged)
    elif one.notice_until is None:
        yield Awaited(Task.NOTICE, Party.PURCHASER)
    with scope(Actor.job("notice"), read_only=True):  # how many, never who
        said = Objection.objects.filter(acceptance=one, answered_at=None).count()
    if said:
        yield Awaited(Task.ANSWER_OBJECTIONS, Party.PURCHASER, number=said)
    if one.notice_until is None:
        return
    if timezone.localdate() <= one.notice_until:
        yield Awaited(Task.ON_NOTICE, Party.PUBLIC, one.notice_until)
    elif not said:
        yield Awaited(Task.CLOSE_ACCEPTANCE, Party.PURCHASER)
