"""What every step on a ladder does alike."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role

from .. import ladders
from ..enums import Found, LadderWhy, NextStep, Outcome, Pace, VisitState
from ..models import Ladder, Rung, Visit

FOUND_BY_VISIT = {
    Outcome.DONE: Found.REACHED,
    Outcome.REFUSED: Found.REACHED,
    Outcome.SUSPECTED_SCAM: Found.REACHED,
    Outcome.IN_HOSPITAL: Found.WHEREABOUTS,
    Outcome.MOVED: Found.WHEREABOUTS,
    Outcome.DIED: Found.WHEREABOUTS,
}
"""What a visit with this outcome says of somebody who was being looked for."""


def address(ladder: Ladder) -> str:
    return f"/desk/visits/ladders/{ladder.id}/"


def follow_visit(actor: Actor, visit: Visit) -> None:
    """A visit was written down: nobody answered, which opens a ladder or is its next rung; or
    somebody was met, which ends it."""
    at = visit.ended_at or visit.started_at or timezone.now()
    ladder = standing_for(actor, visit)
    if visit.outcome == Outcome.NO_ANSWER:
        if ladder is None:
            if not _met_since(actor, visit, at):
                open_for(actor, visit, LadderWhy.NO_ANSWER, since=at)
        elif ladder.visit_id != visit.id:
            step(actor, ladder, NextStep.AGAIN, Found.NOBODY, at=at, text=_("又去了一次,没人应"))
    elif ladder is not None and (at > ladder.opened_at or ladder.visit_id == visit.id):
        label = str(Outcome(visit.outcome).label)
        step(
            actor, ladder, ladder.rung, FOUND_BY_VISIT[Outcome(visit.outcome)], at=at,
            text=_("探访记录:%(outcome)s") % {"outcome": label}, source=visit.crew_names[:100],
        )  # fmt: skip


def standing_for(actor: Actor, visit: Visit) -> Ladder | None:
    """The open ladder for whom a visit is about, held."""
    same = Q(visit=visit)
    if visit.person_id:
        ids = people.ids_of(actor, visit.person_id)  # merged entries are one person
        same |= Q(person_id__in=ids, agency=visit.agency)
    elif visit.need_id:
        same |= Q(need_id=visit.need_id, agency=visit.agency)
    rows = Ladder.objects.select_for_update().filter(same, ended_at=None)
    return rows.order_by("opened_at").first()


def _met_since(actor: Actor, visit: Visit, at: datetime) -> bool:
    """Whether somebody met them later, and wrote that down first (paper is typed late)."""
    if not visit.person_id:
        return False
    later = Visit.objects.filter(
        person_id__in=people.ids_of(actor, visit.person_id),
        state=VisitState.RECORDED,
        started_at__gt=at,
    )
    return later.exclude(outcome=Outcome.NO_ANSWER).exists()


def open_for(actor: Actor, visit: Visit, why: LadderWhy, *, since: datetime) -> Ladder:
    """Somebody is not accounted for since then."""
    pace = Pace.QUICK if why == LadderWhy.NOT_BACK else _pace(actor, visit)
    ladder = Ladder.objects.create(
        visit=visit, need_id=visit.need_id, person_id=visit.person_id, whom=visit.whom,
        community=visit.community, privacy=visit.privacy, seen_by=visit.seen_by,
        agency=visit.agency, worker=visit.worker, worker_name=visit.worker_name, why=why,
        pace=pace, opened_at=since, rung=NextStep.AGAIN,
        due_at=ladders.due(pace, NextStep.AGAIN, since),
    )  # fmt: skip
    tell(code=NoticeCode.WAITING, link=address(ladder), org=ladder.agency, role=Role.SUPERVISOR)
    _note(actor, ladder, opened=why)
    return ladder


def _pace(actor: Actor, visit: Visit) -> Pace:
    """How fast, by what the register shows the actor of them."""
    person = people.standing(actor, visit.person_id) if visit.person_id else None
    if person is None:
        return Pace.SLOW
    there = 0
    with suppress(ObjectDoesNotExist):
        if person.household is not None:
            there = person.household.members.filter(people.PRESENT).count()
    return ladders.pace_for(person.tier, alone=there == 1)


def step(
    actor: Actor,
    ladder: Ladder,
    rung: str,
    found: Found,
    *,
    at: datetime,
    text: str = "",
    source: str = "",
    why_skipped: str = "",
) -> None:
    """Write down what was done on a rung, and what was skipped on the way there; then stand where
    the table of moves says. A rung below the present one is one more try and moves nothing."""
    rungs = ladders.rungs_for(ladder.privacy)
    lines = []
    if rungs.index(NextStep(rung)) > rungs.index(NextStep(ladder.rung)):
        left_out = ladders.between(ladder.rung, rung, ladder.privacy)
        lines += [_line(actor, ladder, one, at, text=why_skipped, skipped=True) for one in left_out]
        ladder.rung = rung
    lines.append(_line(actor, ladder, rung, at, found=found, text=text, source=source))
    _stand(actor, ladder, rung, found, at, lines)
    Rung.objects.bulk_create(lines)
    ladder.version += 1
    ladder.save(update_fields=["rung", "due_at", "told", "ended_at", "ended_how", "version"])
    _note(actor, ladder, rung=rung, found=found)


def _stand(
    actor: Actor, ladder: Ladder, rung: str, found: Found, at: datetime, lines: list[Rung]
) -> None:
    to = ladders.after(rung, found, ladder.privacy)
    if to == ladders.ENDED:
        ladder.ended_at, ladder.ended_how = max(at, ladder.opened_at), found
        return
    if rung != ladder.rung:
        return
    if found == Found.DANGER:
        left_out = ladders.between(ladder.rung, to, ladder.privacy)[1:]
        why = _("怀疑有危险,直接打110或120")
        lines += [_line(actor, ladder, one, at, text=why, skipped=True) for one in left_out]
    ladder.rung = to
    ladder.due_at = ladders.due(ladder.pace, ladder.rung, at)
    ladder.told = 0


def _line(actor: Actor, ladder: Ladder, rung: str, at: datetime, **facts: Any) -> Rung:
    facts = {name: value[:300] if name == "text" else value for name, value in facts.items()}
    return Rung(
        ladder=ladder, rung=rung, at=at, written_at=timezone.now(), by_user=actor.user,
        by_name=actor.name, by_org=actor.org, **facts,
    )  # fmt: skip


def _note(actor: Actor, ladder: Ladder, **facts: Any) -> None:
    said = {name: str(value) for name, value in facts.items()}
    note(actor, Deed.CLIMB_LADDER, kind="ladder", id=ladder.id, community=ladder.community, **said)
