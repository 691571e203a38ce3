"""A deadline stands still: for a stated reason, until a day, and not beyond the limit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import rules, waits
from ..enums import PauseWhy, State, Step, Urgency
from ..errors import (
    DayWrong,
    LateAlready,
    NeverPaused,
    NotPaused,
    PausedAlready,
    PausedTooLong,
)
from ..models import Need
from ..steps import call, keep, line, standing, take, turn_for, words

BATCH = 500


@action(Deed.PAUSE_NEED)
def pause(
    actor: Actor, *, need: Need | UUID, version: int, why: str, until: date, text: str
) -> Need:
    """Let the deadline stand still through ``until``; it moves by the working days in between.
    The resident reads ``text``. Never for P0 and P1, and never once it is late.

    Raises OutOfDate, WrongState, NotYourTurn, NothingSaid, NeverPaused, LateAlready,
    PausedAlready, DayWrong, PausedTooLong.
    """
    held = take(actor, need, version)
    turn_for(rules.may_pause(actor, held), held.waits_for)
    standing(held, Step.PAUSED)
    reason = PauseWhy(one_of(why, PauseWhy, field="why"))
    text = words(text)
    _check(held, reason, until)
    held.paused_since, held.paused_until, held.pause_why = timezone.now(), until, reason
    held.due_unpaused = held.due_at
    assert held.due_at is not None
    days = waits.standing_still(held.paused_since, until)
    held.due_at = waits.moved(held.due_at, days)
    paused = line(
        actor, held, Step.PAUSED, text, to_resident=True, why=reason, until=until.isoformat(),
        days=days,
    )  # fmt: skip
    return keep(actor, held, Deed.PAUSE_NEED, paused, why=reason, days=days)


def _check(need: Need, why: PauseWhy, until: date) -> None:
    if need.urgency in waits.NEVER_PAUSED:
        raise NeverPaused(urgency=Urgency(need.urgency).label)
    if need.paused_since is not None:
        raise PausedAlready()
    now = timezone.now()
    if need.due_at is not None and need.due_at < now:
        raise LateAlready()
    limit = waits.PAUSE_LIMITS[why]
    last = waits.moved(now, limit).date()
    if until <= timezone.localdate():
        raise DayWrong(field="until", last=last)
    left = max(0, limit - need.paused_days)
    if waits.standing_still(now, until) > left:
        raise PausedTooLong(field="until", left=left, limit=limit)


@action(Deed.PAUSE_NEED)
def resume(actor: Actor, *, need: Need | UUID, version: int, text: str = "") -> Need:
    """Go on before the day. Only what was really waited stays on the deadline.

    Raises OutOfDate, NotYourTurn, NotPaused."""
    held = take(actor, need, version)
    turn_for(rules.may_pause(actor, held), held.waits_for)
    if held.paused_since is None:
        raise NotPaused()
    return _resumed(actor, held, words(text, needed=False))


def resume_due(actor: Actor) -> int:
    """Let go on what was paused until a day that has passed; gives how many. Run by the jobs
    loop; where nothing is due it writes nothing."""
    with scope(actor, read_only=True):
        due = list(
            Need.objects.filter(paused_until__lt=timezone.localdate()).values_list("pk", flat=True)[
                :BATCH
            ]
        )
    return sum(_resume_one(actor, need=one) for one in due)


resume_due.deed = Deed.PAUSE_NEED  # type: ignore[attr-defined]  # asked for by each


@action(Deed.PAUSE_NEED)
def _resume_one(actor: Actor, *, need: UUID) -> int:
    held = take(actor, need)
    over = held.paused_until is not None and held.paused_until < timezone.localdate()
    if not over or held.state != State.DISPATCHED:  # somebody was faster
        audit(actor, Deed.PAUSE_NEED, kind="need", id=held.id, community=held.community, again=True)
        return 0
    _resumed(actor, held, "")
    call(held, NoticeCode.WAITING, held.waits_for)
    return 1


def _resumed(actor: Actor, need: Need, text: str) -> Need:
    waits.end_pause(need)
    resumed = line(actor, need, Step.RESUMED, text, to_resident=True, days=need.paused_days)
    return keep(actor, need, Deed.PAUSE_NEED, resumed, days=need.paused_days)
