"""Looking for somebody who does not answer: rung after rung, and telling when a rung is late."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Role
from sanshe.trust.policy.scope import action, scope

from .. import errors, ladders, rules
from ..enums import Found, NextStep, Pace
from ..models import Ladder
from ._climbing import address, step
from ._common import key

BATCH = 200
TYPING = timedelta(minutes=2)  # clocks of a phone and a server differ


@action(Deed.CLIMB_LADDER)
def climb(
    actor: Actor,
    *,
    ladder: Ladder | UUID,
    version: int,
    rung: str,
    found: str,
    text: str = "",
    source: str = "",
    at: datetime | None = None,
    why_skipped: str = "",
) -> Ladder:
    """Write down what was done on a rung and what came of it. ``at``: when it was, now by default.

    Nothing is skipped without a reason, except to 110/120 where danger is suspected
    (``Found.DANGER``), which needs no word. Only somebody reached, their whereabouts with a
    source, or 110/120 taking over ends it. Raises NotFound, OutOfDate, RungMissing, SaysNothing,
    SourceMissing, SkippedSilently, NotTakenOver, InTheFuture.
    """
    row = Ladder.objects.select_for_update().filter(pk=key(ladder)).first()
    if row is None or not rules.may_climb(actor, row):
        raise NotFound()
    if row.ended_at is not None or row.version != version:
        raise OutOfDate()
    if rung not in ladders.rungs_for(row.privacy) or found not in Found.values:
        raise Invalid(field="rung", reason=rung)
    text, source, why = text.strip(), source.strip()[:100], why_skipped.strip()
    found, rung = Found(found), NextStep(rung)
    _check_words(row, rung, found, text, source)
    why = _check_skipping(row, rung, found, why)
    at = _when(row, at)
    step(actor, row, rung, found, at=at, text=text, source=source, why_skipped=why)
    return row


def _check_words(row: Ladder, rung: NextStep, found: Found, text: str, source: str) -> None:
    if found == Found.TAKEN_OVER and rung != NextStep.POLICE:
        raise errors.NotTakenOver(field="found")
    if found == Found.WHEREABOUTS and not source:
        raise errors.SourceMissing(field="source")
    if found != Found.DANGER and not text:
        raise errors.SaysNothing(field="text")


def _check_skipping(row: Ladder, rung: NextStep, found: Found, why: str) -> str:
    """Why the rungs in between are left out; "" where none is. Once somebody is found, the rest
    is left out because of that, and it says so."""
    rungs = ladders.rungs_for(row.privacy)
    if rungs.index(rung) <= rungs.index(NextStep(row.rung)):
        return ""
    if not why and found in (Found.REACHED, Found.WHEREABOUTS):
        return _("人已经有下落")
    if not why and found == Found.DANGER:
        return _("怀疑有危险,直接打110或120")
    if not why:
        raise errors.SkippedSilently(field="why_skipped")
    return why


def _when(row: Ladder, at: datetime | None) -> datetime:
    now = timezone.now()
    if at is None:
        return now
    if at > now + TYPING:
        raise errors.InTheFuture(field="at")
    if at < row.opened_at:
        raise errors.BeforeIt(field="at")
    return min(at, now)


def ring_ladders(actor: Actor) -> int:
    """Tell of every rung that is overdue: the worker, then the supervisor, then the committee,
    each once a rung. Run by the jobs loop; where nothing is late it writes nothing."""
    with scope(actor, read_only=True):
        anything = _late().exists()
    return _ring(actor) if anything else 0


ring_ladders.deed = Deed.READ_VISITS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_VISITS)
def _ring(actor: Actor) -> int:
    """What another run holds at this moment is left to it."""
    rows = list(_late().select_for_update(skip_locked=True).order_by("due_at")[:BATCH])
    for row in rows:
        _tell_of(row)
        row.told += 1
        row.save(update_fields=["told"])
    note(actor, Deed.READ_VISITS, kind="ladder", id="overdue", reminded=len(rows))
    return len(rows)


def _late() -> QuerySet[Ladder]:
    now = timezone.now()
    waits = Q()
    for told, after in enumerate(ladders.TELL_AFTER):
        waits |= Q(told=told, due_at__lt=now - after)
    return Ladder.objects.filter(waits, ended_at=None)


def _tell_of(row: Ladder) -> None:
    """Whose turn it is to be told. What is kept from the committee goes to the manager."""
    code = NoticeCode.ALARM if row.pace == Pace.QUICK else NoticeCode.DUE
    committee = organisations.committee_of(row.community) if row.privacy in OPEN else None
    if row.told == 0:
        tell(code=code, link=address(row), user=row.worker)
    elif row.told == 1:
        tell(code=code, link=address(row), org=row.agency, role=Role.SUPERVISOR)
    elif committee is not None:
        tell(code=code, link=address(row), org=committee.id)
    else:
        tell(code=code, link=address(row), org=row.agency, role=Role.AGENCY_MANAGER)
