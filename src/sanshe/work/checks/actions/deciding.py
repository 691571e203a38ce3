"""What people say of a flag: looked at, explained, decided. A decision changes no record."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.actions import settle, tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.ledger import queries as ledger
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, scope

from .. import errors, rules
from ..enums import OPEN, Outcome, State, Step
from ..models import Flag, Line
from .running import PAGE


@action(Deed.ANSWER_FLAG)
def look(actor: Actor, *, flag: UUID, version: int) -> Flag:
    """Somebody of the agency looks into it. Raises NotFound, OutOfDate."""
    row = _held(actor, flag, version)
    if not rules.of_its_agency(actor, row):
        raise NotFound()
    return _write(actor, row, Deed.ANSWER_FLAG, Step.LOOKED, State.LOOKED, "")


@action(Deed.ANSWER_FLAG)
def explain(actor: Actor, *, flag: UUID, version: int, text: str) -> Flag:
    """How it came about, in the words of whoever was there. Raises NotFound, OutOfDate,
    ReasonNeeded, AlreadyDecided."""
    row = _held(actor, flag, version)
    if not rules.of_its_agency(actor, row):
        raise NotFound()
    if row.state not in OPEN:
        raise errors.AlreadyDecided()
    said = _reason(text)
    written = _write(actor, row, Deed.ANSWER_FLAG, Step.SAID, State.LOOKED, said)
    tell(
        code=NoticeCode.ANSWERED, link=f"{PAGE}{row.pk}/", org=row.agency,
        role=Role.AGENCY_MANAGER.value,
    )  # fmt: skip
    return written


@action(Deed.DECIDE_FLAG)
def decide(actor: Actor, *, flag: UUID, version: int, outcome: str, text: str) -> Flag:
    """What it comes to, with a reason: explained, corrected (a record of it was reversed) or passed
    on. The agency's heads decide first, never of their own records; whoever watches only when the
    agency's time has run out, or to pass on what it answered.

    Raises NotFound, OutOfDate, OwnFlag, NotYetYours, AlreadyDecided, StillStands, ReasonNeeded.
    """
    row = _held(actor, flag, version)
    state = State(one_of(outcome, Outcome, field="outcome"))
    said = _reason(text)
    if rules.of_its_agency(actor, row):
        if rules.is_concerned(actor, row):
            raise errors.OwnFlag()
        if row.state not in OPEN:
            raise errors.AlreadyDecided()
    elif row.state in OPEN and row.due_at > timezone.now():
        raise errors.NotYetYours()
    elif row.state not in OPEN and state != State.PASSED_ON:
        raise errors.AlreadyDecided()
    if state == State.CORRECTED and not _was_reversed(row):
        raise errors.StillStands(field="outcome")
    row.answered_at = row.answered_at or timezone.now()
    written = _write(actor, row, Deed.DECIDE_FLAG, Step.DECIDED, state, said)
    settle(code=NoticeCode.WAITING, link=f"{PAGE}{row.pk}/")
    for worker in row.workers:
        tell(code=NoticeCode.ANSWERED, link=f"{PAGE}{row.pk}/", user=worker)
    return written


def _was_reversed(row: Flag) -> bool:
    """Whether any of its records stands no more. (Of a group's flag none is named.)"""
    with scope(Actor.job("checks")) as job:
        return not row.records or any(
            ledger.entry(job, county=row.county, record=one)[0].standing == "reversed"
            for one in row.records
        )


def _held(actor: Actor, flag: UUID, version: int) -> Flag:
    row = Flag.objects.select_for_update().filter(pk=flag).first()
    if row is None:
        raise NotFound()
    if row.version != version:
        raise OutOfDate()
    return row


def _reason(text: str) -> str:
    said = text.strip()
    if not 0 < len(said) <= rules.REASON_LENGTH:
        raise errors.ReasonNeeded(field="text")
    return said


def _write(actor: Actor, row: Flag, deed: Deed, step: Step, state: State, text: str) -> Flag:
    row.state, row.version = state.value, row.version + 1
    row.save(update_fields=["state", "version", "answered_at"])
    Line.objects.create(
        flag=row, step=step, became=state, at=timezone.now(), by_user=actor.user,
        by_org=actor.org, text=text,
    )  # fmt: skip
    note(actor, deed, kind="flag", id=row.pk, community=row.community, state=state.value)
    return row
