"""How much lies with whom: so that a desk sees it before it hands over more.

Figures of organisations, and of the workers of one's own; in the order of their names, never of
their figures: this is no ranking of persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils import timezone

from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..enums import State, Step
from ..models import Event
from .matter import visible

SOON = timedelta(days=1)
WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Load:
    """What lies with one party. ``days``: half of the answers of the last 90 days took at most so
    long, in days, from the first word on; None where nothing was answered."""

    name: str
    open: int
    overdue: int
    soon: int
    answered: int
    days: float | None


def load(actor: Actor) -> list[Load]:
    """By organisation, of the matters the actor may see."""
    demand(actor, Deed.READ_NEEDS)
    now = timezone.now()
    rows = (
        visible(actor)
        .exclude(state=State.CLOSED)
        .filter(waits_for__isnull=False)
        .order_by()
        .values("waits_for")
        .annotate(
            open=Count("pk"),
            overdue=Count("pk", filter=Q(due_at__lt=now)),
            soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=now + SOON)),
        )
    )
    open_ = {row["waits_for"]: row for row in rows}
    answers = _answers(visible(actor), "by_org")
    names = organisations.names_of({*open_, *answers})
    found = [_line(name, open_.get(id), answers.get(id)) for id, name in names.items()]
    return sorted(found, key=lambda line: line.name)


def load_of(actor: Actor, ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """Open and overdue matters of some organisations, for the page that chooses among them."""
    now = timezone.now()
    rows = (
        visible(actor).exclude(state=State.CLOSED).filter(waits_for__in=ids).order_by()
        .values_list("waits_for")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    )  # fmt: skip
    return {id: (open_, late) for id, open_, late in rows}


def load_of_workers(actor: Actor) -> list[Load]:
    """By worker of the actor's own organisation: the open matters they were the last to do
    something on, and what they answered."""
    demand(actor, Deed.READ_NEEDS)
    now = timezone.now()
    last = (
        Event.objects.filter(by_org=actor.org, by_user__isnull=False)
        .filter(need__in=visible(actor).filter(waits_for=actor.org).exclude(state=State.CLOSED))
        .order_by("need_id", "-at")
        .distinct("need_id")
        .values_list("by_user", "by_name", "need__due_at")
    )
    open_: dict[UUID, dict[str, int]] = {}
    names: dict[UUID, str] = {}
    for user, name, due_at in last:
        assert user is not None
        names[user] = name
        line = open_.setdefault(user, {"open": 0, "overdue": 0, "soon": 0})
        line["open"] += 1
        if due_at is not None:
            line["overdue"] += due_at < now
            line["soon"] += now <= due_at < now + SOON
    answers = _answers(visible(actor), "by_user", org=actor.org)
    unnamed = set(answers) - set(names)
    rows = Event.objects.filter(by_user__in=unnamed, by_org=actor.org).order_by("by_user", "-at")
    names |= {row.by_user: row.by_name for row in rows.distinct("by_user") if row.by_user}
    found = [_line(name, open_.get(id), answers.get(id)) for id, name in names.items()]
    return sorted(found, key=lambda line: line.name)


def _answers(needs: Any, by: str, org: UUID | None = None) -> dict[UUID, tuple[int, float]]:
    """How many answers in the window, and the median of the days each took from the first
    word of the matter on: what a resident waits, whoever had it before."""
    answers = Event.objects.filter(
        step=Step.ANSWERED, at__gte=timezone.now() - WINDOW, need__in=needs
    )
    if org is not None:
        answers = answers.filter(by_org=org, by_user__isnull=False)
    took: dict[UUID, list[float]] = {}
    rows = answers.values_list(by, F("at") - F("need__heard_at"))
    for who, time in rows.iterator(chunk_size=2000):
        took.setdefault(who, []).append(time.total_seconds() / 86_400)
    return {who: (len(times), sorted(times)[len(times) // 2]) for who, times in took.items()}


def _line(name: str, open_: Any, answers: tuple[int, float] | None) -> Load:
    counts = {key: open_[key] if open_ else 0 for key in ("open", "overdue", "soon")}
    count, days = answers or (0, None)
    return Load(name, **counts, answered=count, days=None if days is None else round(days, 1))
