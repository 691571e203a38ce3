"""A worker falls ill or is away: their visits are shared out anew, all at once; and back again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries as visit_queries
from sanshe.work.visits.enums import VisitState

from .. import errors
from ..enums import Away
from ..models import Absence, Remake, RemakeLine
from ..moving import Move, digest, moves
from ._common import one_at_a_time

LONGEST = 62  # days; a longer absence is a matter for next month's plan


@action(Deed.MAKE_PLAN)
def remake(actor: Actor, *, worker: UUID, first: date, last: date, why: str, seen: str) -> Remake:
    """Note that a worker is away, and move their visits as the preview ``seen`` (its digest)
    showed. All or nothing; a visit that stays with a reason is a line as well. Raises OutOfDate
    where the preview no longer holds, DaysWrong, AwayAlready."""
    one_at_a_time(actor.org)
    name = {user.id: user.name for user in staff_of(actor.org)}.get(worker)
    if name is None:
        raise NotFound()
    _check_days(actor, worker, name, first, last)
    found = moves(actor, worker, first, last)
    if digest(found) != seen:
        raise OutOfDate()
    absence = Absence.objects.create(
        user=worker, org=actor.org, first=first, last=last, why=Away(why)
    )
    row = Remake.objects.create(
        org=actor.org, absence=absence, worker_name=name, made_by=actor.user or NOBODY,
        made_at=timezone.now(),
    )  # fmt: skip
    for move in found:  # all give up their hour before any takes another
        if move.moved:
            visits.cancel(
                actor, visit=move.visit.id, version=move.visit.version, quiet=True,
                reason=_("原来的同事来不了,已另作安排"),
            )  # fmt: skip
    for move in found:
        _carry_out(actor, row, move)
    _tell(actor, worker, {move.worker for move in found} | {move.second for move in found}, row)
    note(
        actor, Deed.MAKE_PLAN, kind="remake", id=row.id, visits=sum(m.moved for m in found),
        left=sum(not m.moved for m in found),
    )  # fmt: skip
    return row


@action(Deed.MAKE_PLAN)
def undo(actor: Actor, *, remake: UUID) -> Remake:
    """Put every moved visit back where it was; the worker was there after all. Raises Begun once
    one of them has begun or was changed, AlreadyUndone."""
    one_at_a_time(actor.org)
    row = Remake.objects.filter(pk=remake, org=actor.org).select_for_update().first()
    if row is None:
        raise NotFound()
    if row.undone_at is not None:
        raise errors.AlreadyUndone()
    pairs = _moved(row)
    ids = [id for pair in pairs for id in pair]
    known = {visit.id: visit for visit in visit_queries.visible(actor).filter(pk__in=ids)}
    if not all(_still_to_come(known.get(new), known.get(old)) for old, new in pairs):
        raise errors.Begun()
    for _old, new in pairs:
        visits.cancel(
            actor, visit=new, version=known[new].version, quiet=True,
            reason=_("原来的同事又能来了"),
        )  # fmt: skip
    for old, _new in pairs:
        _plan_again(actor, known[old])
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    Absence.objects.filter(pk=row.absence_id).update(ended=True)
    _tell(actor, row.absence.user, {known[new].worker for _old, new in pairs}, row)
    note(actor, Deed.MAKE_PLAN, kind="remake", id=row.id, undone=True, visits=len(pairs))
    return row


def _moved(remake: Remake) -> list[tuple[UUID, UUID]]:
    """Each moved visit: the one before, the one after."""
    rows = remake.lines.order_by("id").values_list("old_visit", "visit")
    return [(old, new) for old, new in rows if new is not None]


def _check_days(actor: Actor, worker: UUID, name: str, first: date, last: date) -> None:
    today = timezone.localdate()
    if last < first or last < today or last - first > timedelta(days=LONGEST - 1):
        raise errors.DaysWrong(field="last", days=LONGEST)
    known = Absence.objects.filter(
        user=worker, org=actor.org, ended=False, first__lte=last, last__gte=first
    )
    if known.exists():
        raise errors.AwayAlready(field="first", name=name)


def _carry_out(actor: Actor, remake: Remake, move: Move) -> None:
    """Plan a visit anew where the preview said. Where visits refuse it (its matter was closed
    meanwhile), the whole re-make fails with their words: nothing is lost on the way."""
    old = move.visit
    line = RemakeLine(
        remake=remake, person_id=old.person_id, whom=old.whom, community=old.community,
        privacy=old.privacy, seen_by=[actor.org], old_visit=old.id, old_start=old.planned_start,
        reason=move.reason, worker_name=move.worker_name,
    )  # fmt: skip
    if move.worker and move.start and move.end:
        made = visits.plan(
            actor, **_facts(old), worker=move.worker, start=move.start, end=move.end,
            companions=[*([move.second] if move.second else []), *move.guests],
        )  # fmt: skip
        line.visit, line.start = made.id, made.planned_start
    line.save()


def _plan_again(actor: Actor, old: Any) -> None:
    visits.plan(
        actor, **_facts(old), worker=old.worker, worker_name=old.worker_name,
        start=old.planned_start, end=old.planned_end, companions=old.companions,
    )  # fmt: skip


def _facts(old: Any) -> dict[str, Any]:
    """What stays the same wherever a visit goes."""
    return {
        "service": old.service, "need": old.need_id, "person": old.person_id, "whom": old.whom,
        "way": old.way, "alone_because": old.alone_because, "quiet": True,
        "escort": _escort(old),
    }  # fmt: skip


def _escort(old: Any) -> dict[str, Any] | None:
    """What was fixed with the person for the way goes along unchanged."""
    known = getattr(old, "escort", None)
    kept = ("destination", "risk", "contact", "transport", "insured", "back_by")
    return {name: getattr(known, name) for name in kept} if known else None


def _still_to_come(new: Any, old: Any) -> bool:
    """Neither the visit as it is now nor as it was has begun, and nobody has touched it."""
    now = timezone.now()
    return (
        new is not None
        and old is not None
        and new.state == VisitState.PLANNED
        and min(new.planned_start, old.planned_start) > now
    )


def _tell(actor: Actor, worker: UUID, others: Iterable[UUID | None], row: Remake) -> None:
    """Each worker once: theirs changed."""
    for user in sorted({one for one in others if one} | {worker}):
        if user != actor.user:
            tell(code=NoticeCode.CHANGED, link="/desk/plan/day/", user=user)
