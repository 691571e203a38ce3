"""Round lists as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts.queries import names_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..enums import Reached
from ..models import Round, RoundLine
from ..reaching import reached_by_visits

LISTED = 30


@dataclass(frozen=True, slots=True)
class RoundHead:
    """A round in a list: how many the actor sees on it, how many of them wait."""

    round: Round
    people: int
    left: int

    @property
    def overdue(self) -> bool:
        return self.round.closed_at is None and bool(self.left) and (
            self.round.due_at < timezone.now()
        )  # fmt: skip


def rounds_of(actor: Actor) -> list[RoundHead]:
    """The rounds that concern the actor's area, open ones first."""
    demand(actor, Deed.TICK_ROUND)
    rows = (
        Round.objects.filter(lo__lte=actor.hi, hi__gte=actor.lo)
        .annotate(people=Count("lines"), left=Count("lines", Q(lines__reached_at=None)))
        .order_by("closed_at", "-began_at")
    )
    found = sorted(rows[:LISTED], key=lambda row: (row.closed_at is not None, -_seconds(row)))
    return [RoundHead(row, row.people, row.left) for row in found]


def _seconds(row: Round) -> float:
    return row.began_at.timestamp()


def any_overdue(actor: Actor) -> bool:
    """Whether the time of some round is up and nobody was told yet."""
    demand(actor, Deed.TICK_ROUND)
    rows = Round.objects.filter(closed_at=None, rung_at=None, due_at__lte=timezone.now())
    return rows.exists()


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: who is left by risk, who was reached, and the count hour by hour."""

    round: Round
    left: list[RoundLine]
    reached: list[RoundLine]
    by_hour: list[tuple[datetime, int]]
    names: dict[UUID, str]

    @property
    def overdue(self) -> bool:
        return bool(self.left) and self.round.due_at < timezone.now()


def round_page(actor: Actor, id: UUID) -> RoundPage:
    """What the actor sees of one round; visits recorded meanwhile count. Raises NotFound."""
    demand(actor, Deed.TICK_ROUND)
    round = Round.objects.filter(pk=id, lo__lte=actor.hi, hi__gte=actor.lo).first()
    if round is None:
        raise NotFound()
    lines = list(round.lines.order_by("rank", "id"))
    if actor.may(Deed.READ_VISITS):
        for line, at in reached_by_visits(actor, round, lines):
            line.reached_at, line.how = at, Reached.VISIT
    left = [line for line in lines if line.reached_at is None]
    reached = sorted(
        (line for line in lines if line.reached_at),
        key=lambda line: line.reached_at or round.due_at,
    )
    names = names_of({line.worker for line in lines if line.worker})
    return RoundPage(round, left, reached, _by_hour(round, lines), names)


def _by_hour(round: Round, lines: list[RoundLine]) -> list[tuple[datetime, int]]:
    """How many were left at each full hour since it began, and now."""
    now = min(timezone.now(), round.closed_at or timezone.now())
    hours = min(int((now - round.began_at).total_seconds() // 3600), 72)
    moments = [round.began_at + timedelta(hours=n) for n in range(hours + 1)]
    times = [line.reached_at for line in lines if line.reached_at]
    return [(at, len(lines) - sum(one <= at for one in times)) for at in [*moments, now]]
