"""Who held a matter, from when to when and why; and what of it waits to be followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.calendars import workdays
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role

from .. import rules, waits
from ..enums import Lasting, State, Step
from ..models import Check, Event, Handover, Need, Ruling
from .matter import visible

LIMIT = 200
"""So many lines of one kind are listed; whoever has more begins with the first."""


@dataclass(frozen=True, slots=True)
class Stint:
    """A time during which one organisation held a matter. ``until`` is None for the present one;
    ``days`` are working days; ``share`` is its part of the whole time, in percent."""

    org: str
    since: datetime
    until: datetime | None
    why: str
    reason: str
    days: int
    share: int
    paused: bool = False


_MARKS = (Step.PAUSED, Step.RESUMED)


def held_by(actor: Actor, id: UUID) -> list[Stint]:
    """Read off the story: each line that changed whose move it was, and each pause. A resident
    reads who and when; the reasons staff gave each other stay theirs. Raises NotFound."""
    need = visible(actor).filter(pk=id).first()
    if need is None:
        raise NotFound()
    rows = [
        row
        for row in Event.objects.filter(need=id).order_by("at", "id")
        if "holder" in row.data or row.step in _MARKS
    ]
    names = organisations.names_of({UUID(r.data["holder"]) for r in rows if "holder" in r.data})
    end = need.closed_at or timezone.now()
    return _stints(rows, names, end, need.closed_at is not None, actor.role == Role.RESIDENT)


def _stints(
    rows: list[Event], names: dict[UUID, str], end: datetime, over: bool, resident: bool
) -> list[Stint]:
    whole = max((end - rows[0].at).total_seconds(), 1) if rows else 1
    found, org = [], ""
    for at, row in enumerate(rows):
        last = at == len(rows) - 1
        until = end if last else rows[at + 1].at
        if "holder" in row.data:
            org = names.get(UUID(row.data["holder"]), "")
        if until <= row.at and not last:  # closed and opened again in one breath
            continue
        first, final = (timezone.localdate(moment) for moment in (row.at, until))
        found.append(
            Stint(
                org, row.at, None if last and not over else until, str(Step(row.step).label),
                row.text if row.to_resident or not resident else "",
                max(0, workdays.working_days_between(first, final)),
                max(4, round(100 * (until - row.at).total_seconds() / whole)),
                row.step == Step.PAUSED,
            )
        )  # fmt: skip
    return found


def handover_of(actor: Actor, need: Need) -> Handover | None:
    """The outside body that has it now, with whom and when to ask back."""
    if not visible(actor).filter(pk=need.pk).exists():
        return None
    rows = Handover.objects.filter(need=need, ended_at__isnull=True)
    return rows.first()


def rulings_of(actor: Actor, need: Need) -> list[Ruling]:
    """What somebody above was asked about a matter, oldest first."""
    if not visible(actor).filter(pk=need.pk).exists():
        return []
    return list(Ruling.objects.filter(need=need).order_by("made_at"))


def ruling(actor: Actor, id: UUID) -> Ruling:
    """One question. Raises NotFound."""
    row = Ruling.objects.filter(pk=id, need__in=visible(actor)).first()
    if row is None:
        raise NotFound()
    return row


def days_paused(need: Need) -> int:
    """Working days a matter has stood still so far."""
    return waits.total_paused(need)


def grounds(need: Need) -> list[str]:
    """For what an appeal is open now, without those used up."""
    used = Ruling.objects.filter(need=need).exclude(verdict="withdrawn")
    taken = set(used.values_list("ground", flat=True))
    return [ground for ground in rules.grounds(need) if ground not in taken]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What an organisation follows up beside its queue."""

    rulings: list[Ruling]
    ask_backs: list[Handover]
    calls: list[Need]
    checks: list[Check]

    @property
    def count(self) -> int:
        return len(self.rulings) + len(self.ask_backs) + len(self.calls) + len(self.checks)


def follow_ups(actor: Actor) -> FollowUps:
    """Questions the actor decides, outside bodies to ask back today, residents to call whether it
    lasts, and drawn callbacks; each the oldest first."""
    demand(actor, Deed.READ_NEEDS)
    return FollowUps(
        list(_to_decide(actor).select_related("need").order_by("due_at")[:LIMIT]),
        list(_to_ask(actor).select_related("need").order_by("ask_on")[:LIMIT]),
        list(_to_call(actor).order_by("ask_lasting_on", "id")[:LIMIT]),
        list(_to_check(actor).select_related("need").order_by("id")[:LIMIT]),
    )


def count_follow_ups(actor: Actor) -> int:
    """How many there are, each kind up to ``LIMIT``."""
    kinds: list[QuerySet[Any]] = [
        _to_decide(actor), _to_ask(actor), _to_call(actor), _to_check(actor),
    ]  # fmt: skip
    return sum(rows.order_by()[:LIMIT].count() for rows in kinds)


def _to_decide(actor: Actor) -> QuerySet[Ruling]:
    rows = Ruling.objects.filter(
        decider_org=actor.org, decider_roles__contains=[actor.role.value], decided_at__isnull=True
    )
    return rows.filter(need__in=visible(actor))


def _to_ask(actor: Actor) -> QuerySet[Handover]:
    return Handover.objects.filter(
        ended_at__isnull=True, ask_on__lte=timezone.localdate(), need__state=State.DISPATCHED,
        need__waits_for=actor.org, need__in=visible(actor),
    )  # fmt: skip


def _to_call(actor: Actor) -> QuerySet[Need]:
    """Asked on the follow page for some days, with no word yet. Whom we can call has left a
    telephone number, which is sealed: the page asks for a purpose before it shows it."""
    day = timezone.localdate() - timedelta(days=rules.CALL_AFTER.days)
    return visible(actor).filter(
        desk_org=actor.org, lasting=Lasting.ASKED, state=State.CLOSED, ask_lasting_on__lte=day
    )


def _to_check(actor: Actor) -> QuerySet[Check]:
    rows = Check.objects.filter(org=actor.org, ended_at__isnull=True)
    return rows.filter(need__in=visible(actor))
