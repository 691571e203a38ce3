"""The end of a matter, which is the resident's to say: solved, not solved, or not reached after
honest attempts; and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..enums import ClosedHow, Reach, State, Step
from ..errors import OwnWork, TooFewAttempts, TooLateToReopen, WrongState
from ..models import Event, Need
from ..steps import back_to_work, call, keep, line, standing, take, turn_for, words


@action(Deed.ASK_RESIDENT)
def attempt(
    actor: Actor,
    *,
    need: Need | UUID,
    how: str,
    reached: bool,
    note: str,
    version: int | None = None,
) -> Need:
    """Tried to reach the resident: how, and what came of it. Of those that failed, one a day
    counts. Raises OutOfDate, WrongState, NotYourTurn, NothingSaid."""
    held = take(actor, need, version)
    turn_for(rules.may_reach(actor, held), held.desk_org)
    standing(held, Step.ATTEMPT)
    one_of(how, Reach, field="how")
    text = words(note, field="note")
    counted = not reached and timezone.localdate() not in rules.counted_on(held)
    held.attempts += counted
    return keep(
        actor, held, Deed.ASK_RESIDENT,
        line(actor, held, Step.ATTEMPT, text, how=how, reached=reached, counted=counted),
        reached=reached, attempts=held.attempts,
    )  # fmt: skip


@action(Deed.CONFIRM_NEED)
def confirm(actor: Actor, *, need: Need | UUID, said: str = "", version: int | None = None) -> Need:
    """ "It is solved": the resident with the receipt, or by telephone to somebody of desk or lead
    who did not do the work. Closes. Raises OutOfDate, WrongState, NotYourTurn, OwnWork."""
    held = take(actor, need, version)
    resident = rules.holds_receipt(actor, held)
    turn_for(rules.may_confirm(actor, held), held.desk_org)
    standing(held, *([State.DISPATCHED] if resident else []), State.ANSWERED)
    if not resident and rules.did_the_work(actor, held):
        raise OwnWork()
    said = words(said, field="said", needed=False)
    how = ClosedHow.RESIDENT if resident else ClosedHow.BY_PHONE
    confirmed = line(actor, held, Step.CONFIRMED, said, to_resident=True, how=how)
    _close(actor, held, how, Deed.CONFIRM_NEED, confirmed)
    call(held, NoticeCode.CONFIRMED, held.lead_org)
    return held


@action(Deed.CONFIRM_NEED)
def not_solved(
    actor: Actor, *, need: Need | UUID, text: str = "", version: int | None = None
) -> Need:
    """ "It is not solved": back to the same lead, due anew, counted. Of a closed matter it is a
    reopening; of one still worked on, a word in the story. Raises OutOfDate, WrongState,
    NotYourTurn, TooLateToReopen."""
    held = take(actor, need, version)
    turn_for(rules.may_confirm(actor, held), held.desk_org)
    standing(held, State.DISPATCHED, State.ANSWERED, State.CLOSED)
    if held.state == State.CLOSED:
        _check_reopening(actor, held)
    text = words(text, needed=False)
    if held.state != State.DISPATCHED:
        back_to_work(held)
    keep(
        actor, held, Deed.CONFIRM_NEED,
        line(actor, held, Step.NOT_SOLVED, text, to_resident=True, times=held.reopened),
        solved=False,
    )  # fmt: skip
    call(held, NoticeCode.REOPENED, held.lead_org, held.desk_org)
    return held


@action(Deed.ASK_RESIDENT)
def close_unreached(actor: Actor, *, need: Need | UUID, version: int, note: str = "") -> Need:
    """Close what the resident could not be asked about, after ``UNREACHED_ATTEMPTS`` attempts on
    different days. They may open it again. Raises OutOfDate, WrongState, NotYourTurn,
    TooFewAttempts."""
    held = take(actor, need, version)
    turn_for(rules.may_reach(actor, held), held.desk_org)
    standing(held, State.ANSWERED)
    days = rules.counted_on(held)
    if min(held.attempts, len(days)) < rules.UNREACHED_ATTEMPTS:
        raise TooFewAttempts(needed=rules.UNREACHED_ATTEMPTS, have=held.attempts)
    text = words(note, field="note", needed=False)
    closed = line(actor, held, Step.CLOSED, text, how=ClosedHow.UNREACHED, attempts=len(days))
    return _close(actor, held, ClosedHow.UNREACHED, Deed.ASK_RESIDENT, closed)


@action(Deed.SORT_NEED)
def pass_on(actor: Actor, *, need: Need | UUID, version: int, note: str = "") -> Need:
    """Praise reaches whom it is for, and that is its end. Raises OutOfDate, WrongState,
    NotYourTurn."""
    held = take(actor, need, version)
    turn_for(rules.may_pass_on(actor, held), held.desk_org)
    standing(held, State.SORTED)
    text = words(note, field="note", needed=False)
    closed = line(actor, held, Step.CLOSED, text, how=ClosedHow.PASSED_ON)
    _close(actor, held, ClosedHow.PASSED_ON, Deed.SORT_NEED, closed)
    lead = (held.proposal or {}).get("lead")
    call(held, NoticeCode.THANKED, UUID(lead) if lead else held.desk_org)
    return held


@action(Deed.REOPEN_NEED)
def reopen(actor: Actor, *, need: Need | UUID, text: str = "", version: int | None = None) -> Need:
    """Open a closed matter again: the resident within ``REOPEN_DAYS``, staff who took part at
    any time. Raises OutOfDate, WrongState, NotYourTurn, TooLateToReopen."""
    held = take(actor, need, version)
    turn_for(rules.may_reopen(actor, held), held.desk_org)
    standing(held, Step.REOPENED)
    _check_reopening(actor, held)
    text = words(text, needed=False)
    back_to_work(held)
    keep(
        actor, held, Deed.REOPEN_NEED,
        line(actor, held, Step.REOPENED, text, to_resident=True, times=held.reopened),
    )  # fmt: skip
    call(held, NoticeCode.REOPENED, held.lead_org, held.desk_org)
    return held


def _check_reopening(actor: Actor, need: Need) -> None:
    if rules.holds_receipt(actor, need) and not rules.still_reopens(need):
        raise TooLateToReopen(days=rules.REOPEN_DAYS)


def _close(actor: Actor, need: Need, how: ClosedHow, deed: Deed, *lines: Event) -> Need:
    if need.state == State.CLOSED:
        raise WrongState(state=need.get_state_display())
    need.state, need.closed_how, need.closed_at = State.CLOSED, how, timezone.now()
    need.ask_lasting_on = rules.lasting_asked_on(need)
    return keep(actor, need, deed, *lines, how=how)
