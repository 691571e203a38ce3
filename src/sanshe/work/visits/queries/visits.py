"""Reads of visits. The spoken code is read for the resident only: every other read leaves it
sealed in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role, Sight

from .. import ladders, rules
from ..enums import NextStep, Outcome, Said, VisitState
from ..models import Caution, Visit, Word

CALL_BACK_WITHIN = timedelta(days=30)


def visible(actor: Actor) -> QuerySet[Visit]:
    """The visits a member of staff may read, without the spoken code."""
    demand(actor, Deed.READ_VISITS)
    rows = Visit.objects.defer("spoken_code").select_related("service")
    if actor.sight == Sight.ALL:
        return rows
    own = Q(seen_by__contains=[actor.org])
    if not actor.sees_sealed:
        own &= ~Q(privacy=Privacy.SEALED)
    if actor.sight == Sight.AREA:
        own |= Q(privacy__in=OPEN)
    rows = rows.filter(own, community__gte=actor.lo, community__lte=actor.hi)
    return rows.filter(goes(actor)) if actor.role == Role.VOLUNTEER else rows


def goes(actor: Actor) -> Q:
    """Visits that the actor makes, alone or along with somebody."""
    return Q(worker=actor.user or NOBODY) | Q(companions__contains=[actor.user or NOBODY])


def cautions_of(actor: Actor, person: UUID) -> list[Caution]:
    """What stands about somebody that whoever goes must know; those kept from the actor not."""
    demand(actor, Deed.READ_VISITS)
    ids = people.ids_of(actor, person)  # merged entries are one person
    return list(Caution.objects.filter(person_id__in=ids, lifted_at=None).order_by("since", "id"))


def go_in_two(actor: Actor, persons: Iterable[UUID], way: str) -> set[UUID]:
    """To whom of some people two go on such a visit, because of what stands about them."""
    demand(actor, Deed.READ_VISITS)
    risks: dict[UUID, list[str]] = {}
    entries = people.entries_of(actor, persons)
    stands = Caution.objects.filter(person_id__in=list(entries), lifted_at=None)
    for entry, risk in stands.values_list("person_id", "risk"):
        risks.setdefault(entries[entry], []).append(risk)
    return {person for person, found in risks.items() if rules.needs_two(way, found)}


def week(actor: Actor, monday: date) -> list[Visit]:
    """The visits planned for the seven days from ``monday``, in order."""
    first = _midnight(monday)
    rows = visible(actor).filter(
        planned_start__gte=first, planned_start__lt=first + timedelta(days=7)
    )
    return list(rows.prefetch_related(_words()).order_by("planned_start", "id"))


def count_today(actor: Actor) -> int:
    """How many visits the actor themselves still has to make today."""
    first = _midnight(timezone.localdate())
    rows = visible(actor).filter(goes(actor), state=VisitState.PLANNED)
    return rows.filter(
        planned_start__gte=first, planned_start__lt=first + timedelta(days=1)
    ).count()


def get(actor: Actor, visit: UUID) -> Visit:
    """One visit. Raises NotFound, also to a stranger."""
    row = visible(actor).prefetch_related(_words()).filter(pk=visit).first()
    if row is None:
        raise NotFound()
    return row


def of_need(actor: Actor, need: Any) -> list[Visit]:
    """The visits of one need, the newest first."""
    rows = visible(actor).filter(need_id=getattr(need, "pk", need))
    return list(rows.prefetch_related(_words()).order_by("-planned_start"))


def to_call_back(actor: Actor, *, limit: int = 50) -> list[Visit]:
    """Visits made within the last month that nobody has borne out yet, the oldest first, without
    the actor's own."""
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    heard = Word.objects.exclude(said=Said.NOT_REACHED).filter(
        visit=OuterRef("pk"), at__gte=Coalesce(OuterRef("corrected_at"), Value(long_ago))
    )
    rows = (
        visible(actor)
        .filter(
            state=VisitState.RECORDED,
            outcome=Outcome.DONE,
            ended_at__gte=timezone.now() - CALL_BACK_WITHIN,
        )
        .exclude(Exists(heard))
        .exclude(goes(actor))
        .exclude(recorded_by=actor.user or NOBODY)
    )
    return list(rows.prefetch_related(_words()).order_by("ended_at")[:limit])


def for_receipt(actor: Actor) -> list[Visit]:
    """For the resident who holds a receipt: who comes, when, and the code to say. Of a sealed
    matter nothing: whoever looks over their shoulder must learn nothing."""
    if actor.role != Role.RESIDENT or not actor.receipt:
        return []
    rows = Visit.objects.filter(need__receipt=actor.receipt).exclude(
        Q(need__privacy=Privacy.SEALED) | Q(privacy=Privacy.SEALED)
    )
    return list(
        rows.select_related("service").prefetch_related(_words()).order_by("-planned_start")
    )


FOLLOWED_BACK = timedelta(days=92)
"""A relative sees the last quarter: whether somebody comes, not a file on their mother."""


def followed(actor: Actor) -> list[Visit]:
    """For the relative somebody lets follow them: when visits are and were, and how they went.
    What else a consent shows of them, its page decides; words that were said are not even read."""
    demand(actor, Deed.FOLLOW_PERSON)
    rows = Visit.objects.filter(planned_start__gte=timezone.now() - FOLLOWED_BACK)
    rows = rows.exclude(state=VisitState.CANCELLED)
    kept_back = ("spoken_code", "noticed", "talked_about", "why_cancelled", "whom")
    return list(rows.defer(*kept_back).order_by("-planned_start")[:100])


def stands(visit: Visit) -> str:
    """What others said of a visit, by the last word that reached anybody; "" before any.
    Reads the words that were fetched with it."""
    since = visit.corrected_at
    heard = [word for word in visit.words.all() if since is None or word.at >= since]
    said = [word.said for word in heard if word.said != Said.NOT_REACHED]
    return said[-1] if said else ""


@dataclass(frozen=True, slots=True)
class May:
    """Which steps a page offers."""

    record: bool
    cancel: bool
    call_back: bool
    try_code: bool
    tell_code: bool
    correct: bool
    follow_up: bool


def may(actor: Actor, visit: Visit) -> May:
    """What an actor who sees a visit can do with it now."""
    planned = visit.state == VisitState.PLANNED
    made = rules.was_made(visit)
    theirs = actor.may(Deed.RECORD_VISIT) and rules.may_record(actor, visit)
    open_tries = visit.code_tries < rules.CODE_TRIES and stands(visit) != Said.CAME
    return May(
        record=planned and theirs,
        cancel=planned and actor.may(Deed.CANCEL_VISIT) and rules.may_cancel(actor, visit),
        call_back=made and actor.may(Deed.CALL_BACK) and rules.may_call_back(actor, visit),
        try_code=made and theirs and open_tries,
        tell_code=planned and actor.may(Deed.CALL_BACK) and rules.may_tell_code(actor, visit),
        correct=visit.state == VisitState.RECORDED and theirs,
        follow_up=_may_follow_up(actor, visit),
    )


def _may_follow_up(actor: Actor, visit: Visit) -> bool:
    """Whether what was noticed can still become a matter."""
    fresh = bool(visit.noticed) and visit.follow_up_id is None
    ours = actor.org == visit.agency and actor.may(Deed.HEAR_NEED)
    return fresh and ours and visit.privacy != Privacy.SEALED


def noticed_on(actor: Actor, need: UUID) -> list[Visit]:
    """On which visit a matter was noticed, for its page."""
    if not actor.may(Deed.READ_VISITS):
        return []
    return list(visible(actor).filter(follow_up_id=need).order_by("started_at"))


def unrecorded(actor: Actor, monday: date) -> list[Visit]:
    """The visits of a week that are over and not written down, which the actor may type in."""
    first = _midnight(monday)
    rows = visible(actor).filter(
        state=VisitState.PLANNED, agency=actor.org, planned_start__gte=first,
        planned_start__lt=min(first + timedelta(days=7), timezone.now()),
    )  # fmt: skip
    mine = rows.filter(goes(actor)) if actor.role == Role.VOLUNTEER else rows
    return list(mine.order_by("planned_start", "id"))


def odd(visit: Visit, started: datetime | None, ended: datetime | None) -> list[str]:
    """What looks like a slip of the pencil: asked about, never forbidden."""
    return rules.odd(visit, started, ended)


def tries_left(visit: Visit) -> int:
    """How often the spoken code may still be typed."""
    return max(rules.CODE_TRIES - visit.code_tries, 0)


def countable(services: Iterable[Any]) -> list[Any]:
    """The services whose unit a single visit can fill."""
    return [service for service in services if service.unit in rules.COUNTED]


def next_step(actor: Actor, visit: Visit) -> NextStep | None:
    """What is proposed after a visit that did not reach the person."""
    if visit.outcome != Outcome.NO_ANSWER:
        return rules.step_after(visit.outcome)
    return rules.step_after(visit.outcome, unanswered=_unanswered(actor, visit))


def _unanswered(actor: Actor, visit: Visit) -> int:
    """How many times in a row nobody answered, up to and with this visit."""
    if visit.need_id:
        same = Q(need_id=visit.need_id)
    elif visit.person_id:
        same = Q(person_id__in=people.ids_of(actor, visit.person_id))
    else:
        return 1
    rows = visible(actor).filter(
        same, state=VisitState.RECORDED, planned_start__lte=visit.planned_start
    )
    outcomes = rows.order_by("-planned_start", "-id").values_list("outcome", flat=True)
    times = 0
    for outcome in outcomes[: len(ladders.RUNGS)]:
        if outcome != Outcome.NO_ANSWER:
            break
        times += 1
    return times


def _words() -> Prefetch:
    return Prefetch("words", Word.objects.order_by("at", "id"))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
