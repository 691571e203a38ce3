"""The end of an activity: closed with what came of it, or cancelled."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import OutOfDate
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..enums import Goal, Part, SessionState, State
from ..models import Activity, Session
from ._common import hold, hold_open
from ._writing import enter


@action(Deed.CLOSE_ACTIVITY)
def close(
    actor: Actor,
    *,
    activity: UUID,
    version: int,
    goal: str = "",
    before: Decimal | None = None,
    after: Decimal | None = None,
    asked: int | None = None,
    content: int | None = None,
    learned: str = "",
) -> Activity:
    """All sessions are written down: say what came of it. A group needs its evaluation, with the
    measure that was promised at its start; where it counts as a group, its one record closes the
    series in the ledger. Sent twice it is closed once.

    Raises NotFound, OutOfDate, SessionsLeft, NothingRecorded, EvaluationMissing, MeasureMissing,
    OpinionsWrong."""
    row = hold(actor, activity)
    if row.state == State.CLOSED and row.version == version + 1:
        _note(actor, row)
        return row
    if not rules.is_open(row):
        raise errors.NotOpen()
    if row.version != version:
        raise OutOfDate()
    last = _last_recorded(row)
    _check_evaluation(row, goal, before, after, asked, content)
    row.goal = Goal(goal).value if goal else ""
    row.before, row.after, row.asked, row.content = before, after, asked, content
    row.learned = learned.strip()[:500]
    row.state, row.version = State.CLOSED, row.version + 1
    row.closed_at, row.closed_by = timezone.now(), actor.user
    if rules.counts_as_group(row):
        row.record = _group_line(actor, row, last)
    row.save()
    _note(actor, row)
    return row


@action(Deed.CLOSE_ACTIVITY)
def cancel(actor: Actor, *, activity: UUID, version: int, reason: str) -> Activity:
    """It is not held, or not any more: planned sessions fall away, recorded ones stay in the
    book. Raises NotFound, NotOpen, OutOfDate, ReasonMissing."""
    row = hold_open(actor, activity)
    if row.version != version:
        raise OutOfDate()
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    row.state, row.why_cancelled = State.CANCELLED, reason.strip()[:200]
    row.version += 1
    row.save(update_fields=["state", "why_cancelled", "version"])
    row.sessions.filter(state=SessionState.PLANNED).update(
        state=SessionState.CANCELLED, why_cancelled=row.why_cancelled
    )
    _note(actor, row)
    return row


def _last_recorded(row: Activity) -> Session:
    sessions = list(row.sessions.select_for_update().order_by("started_at", "planned_start"))
    left = sum(one.state == SessionState.PLANNED for one in sessions)
    if left:
        raise errors.SessionsLeft(left=left)
    done = [one for one in sessions if one.state == SessionState.RECORDED]
    if not done:
        raise errors.NothingRecorded()
    return done[-1]


def _check_evaluation(
    row: Activity, goal: str, before: Decimal | None, after: Decimal | None,
    asked: int | None, content: int | None,
) -> None:  # fmt: skip
    if rules.needs_evaluation(row):
        if not goal or not asked:
            raise errors.EvaluationMissing(field="asked" if goal else "goal")
        if row.measure and (before is None or after is None):
            raise errors.MeasureMissing(
                field="after" if before is not None else "before", measure=row.measure
            )
    if content is not None and (asked is None or content > asked):
        raise errors.OpinionsWrong(field="content")


def _group_line(actor: Actor, row: Activity, last: Session) -> UUID:
    """The group's own line, which closes its series: it stands where the last session ended, for
    that is when the group took place, whenever its evaluation is typed."""
    came = {one for session in row.sessions.all() for one in session.present}
    members = list(row.members.filter(part=Part.MEMBER, pk__in=came))
    return enter(
        actor, row, source_id=row.id, started_at=last.ended_at, ended_at=last.ended_at,
        members=members, heads=len(members) or last.heads, workers=row.workers, quantity=1,
        unit=Unit.GROUPS,
    )  # fmt: skip


def _note(actor: Actor, row: Activity) -> None:
    note(
        actor, Deed.CLOSE_ACTIVITY, kind="activity", id=row.id, community=row.community,
        cancelled=row.state == State.CANCELLED,
    )  # fmt: skip
