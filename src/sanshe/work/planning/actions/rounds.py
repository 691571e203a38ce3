"""Round lists: opened after an alarm or a shock, ticked off, rung for when overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.kit.places import span_of
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, scope

from .. import errors, sharing
from ..enums import WEATHER, Reached, Shock
from ..models import Round, RoundLine
from ..policy import in_force
from ..reaching import reached_by_visits
from ..roster import Elder, elders, with_contacts
from ._common import person_of

LONGEST = timedelta(days=3)
JOB = "rounds"


@action(Deed.OPEN_ROUND)
def open_round(
    actor: Actor,
    *,
    shock: str,
    area: int | None = None,
    person: UUID | None = None,
    until: datetime | None = None,
) -> Round:
    """List who must be seen or phoned within the day, share them out, and tell who goes. Weather
    is for an ``area``, the other shocks for one ``person``. ``until`` may only shorten the 24
    hours. Raises NotFound, UntilWrong, NobodyOnRound."""
    kind = Shock(shock)
    now = timezone.now()
    if kind in WEATHER:
        lo, hi = span_of(area) if area else (0, -1)
        if not (area and actor.lo <= lo <= hi <= actor.hi):
            raise NotFound(field="area")
        ids = None
    else:
        row = person_of(actor, person) if person else None
        if row is None:
            raise NotFound(field="person")
        lo = hi = row.community
        ids = [row.pk]
    hours = in_force(lo, timezone.localdate()).shock_hours
    round = Round(
        shock=kind, lo=lo, hi=hi, began_at=now, due_at=_due(now, hours, until),
        opened_by=actor.user or NOBODY, opened_by_org=actor.org,
    )  # fmt: skip
    with scope(Actor.job(JOB)):
        count = _write(round, ids)
    note(actor, Deed.OPEN_ROUND, kind="round", id=round.id, community=lo, people=count)
    return round


@action(Deed.TICK_ROUND)
def tick(actor: Actor, *, line: UUID, how: str) -> RoundLine:
    """Somebody was reached. A volunteer ticks their own lines only. Raises AlreadyReached."""
    row = RoundLine.objects.filter(pk=line).select_for_update().first()
    if row is None or not actor.covers(row.community):
        raise NotFound()
    if actor.role == Role.VOLUNTEER and row.worker != actor.user:
        raise NotFound()
    if row.reached_at is not None:
        raise errors.AlreadyReached()
    row.reached_at, row.how, row.reached_by = timezone.now(), Reached(how), actor.user
    row.save(update_fields=["reached_at", "how", "reached_by"])
    note(actor, Deed.TICK_ROUND, kind="round", id=row.round_id, community=row.community, how=how)
    return row


@action(Deed.OPEN_ROUND)
def close_round(actor: Actor, *, round: UUID) -> Round:
    """The alarm is over. Who was not reached stays on the list, and stays named."""
    row = Round.objects.filter(pk=round).select_for_update().first()
    if row is None or row.closed_at is not None:
        raise NotFound()
    if row.opened_by_org != actor.org and not actor.lo <= row.lo <= row.hi <= actor.hi:
        raise NotFound()
    with scope(Actor.job(JOB)):
        _settle(row)
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    note(actor, Deed.OPEN_ROUND, kind="round", id=row.id, community=row.lo, closed=True)
    return row


@action(Deed.TICK_ROUND)
def ring_overdue(actor: Actor) -> int:
    """Tell those in charge of rounds whose time is up while somebody is missing: once. A round
    in which nobody is missing closes by itself. Gives how many rang."""
    now = timezone.now()
    rows = Round.objects.filter(closed_at=None, rung_at=None, due_at__lte=now)
    rung = 0
    for row in rows.select_for_update(skip_locked=True):
        _settle(row)
        left = list(row.lines.filter(reached_at=None))
        if left:
            _ring(row, left)
            rung += 1
            row.rung_at = now
        else:
            row.closed_at = now
        row.save(update_fields=["rung_at", "closed_at"])
    note(actor, Deed.TICK_ROUND, kind="round", reminded=rung)
    return rung


def _due(now: datetime, hours: int, until: datetime | None) -> datetime:
    latest = now + timedelta(hours=hours)
    if until is None:
        return latest
    if not now < until <= now + LONGEST:
        raise errors.UntilWrong(field="until")
    return min(until, latest)


def _write(round: Round, ids: list[UUID] | None) -> int:
    job, today = Actor.job(JOB), timezone.localdate()
    found: list[Elder] = elders(job, within=(round.lo, round.hi), only=ids)
    if not found:
        raise errors.NobodyOnRound(field="area")
    round.save(force_insert=True)
    rows = sharing.lines(round, with_contacts(job, found, since=today), today)
    RoundLine.objects.bulk_create(rows, batch_size=500)
    for worker in sorted({row.worker for row in rows if row.worker}):
        tell(code=NoticeCode.WAITING, link=f"/desk/rounds/{round.id}/", user=worker)
    return len(rows)


def _settle(round: Round) -> None:
    """Write down what visits have shown meanwhile."""
    for line, at in reached_by_visits(Actor.job(JOB), round, list(round.lines.all())):
        line.reached_at, line.how = at, Reached.VISIT
        line.save(update_fields=["reached_at", "how"])


def _ring(round: Round, left: list[RoundLine]) -> None:
    """The heads of the agencies, the committees of the places, and who opened it."""
    link = f"/desk/rounds/{round.id}/"
    for org in sorted({line.org for line in left if line.org}):
        tell(code=NoticeCode.DUE, link=link, org=org, role=Role.AGENCY_MANAGER)
    committees = {organisations.committee_of(place) for place in {row.community for row in left}}
    orgs = {one.id for one in committees if one} | {round.opened_by_org}
    for org in sorted(orgs):
        tell(code=NoticeCode.DUE, link=link, org=org)
