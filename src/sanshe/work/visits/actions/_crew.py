"""Who goes: at most in one place at a time, whoever plans it and for whichever organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from sanshe.ground.kit.lists import listed
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN

from .. import errors, rules
from ..enums import Outcome, Risk, VisitState
from ..models import Crew, Visit
from ..queries import cautions_of


def join(actor: Actor, visit: Visit, companions: Iterable[UUID]) -> None:
    """Write down who goes along: colleagues, or somebody of the place's committee, whose
    organisation then sees this visit. Raises CompanionElsewhere, CompanionMayNotSee."""
    ours = {user.id: user.name for user in staff_of(actor.org)}
    committee = organisations.committee_of(visit.community)
    theirs = {user.id: user.name for user in staff_of(committee.id)} if committee else {}
    wanted = [one for one in dict.fromkeys(companions) if one != visit.worker]
    for one in wanted:
        if one not in ours and one not in theirs:
            raise errors.CompanionElsewhere(field="companions")
    if committee and any(one not in ours for one in wanted):
        if visit.privacy not in OPEN:
            raise errors.CompanionMayNotSee(field="companions")
        visit.seen_by = sorted({*visit.seen_by, committee.id})
    visit.companions = wanted
    visit.companion_names = [ours.get(one) or theirs[one] for one in wanted]


def check_two(actor: Actor, visit: Visit, *, field: str = "companions") -> None:
    """Raise NotAlone where somebody's risks ask for two and one goes without saying why."""
    if visit.person_id is None or visit.companions or visit.alone_because:
        return
    risks = [one.risk for one in cautions_of(actor, visit.person_id)]
    if rules.needs_two(visit.way, risks):
        said = listed(str(Risk(risk).label) for risk in risks)
        raise errors.NotAlone(field=field, risks=said)


def take_places(visit: Visit, problem: Any, *, field: str) -> None:
    """Let the rows of who is where follow the visit. Raises ``problem``, a WorkerBusy or
    TwoPlacesAtOnce, with the name of who is elsewhere then."""
    Crew.objects.filter(visit=visit).delete()
    times = _times(visit)
    if times is None:
        return
    names = dict(zip(visit.crew, [visit.worker_name, *visit.companion_names], strict=True))
    for worker in sorted(names):  # always in one order: two visits at once never wait in a ring
        try:
            with transaction.atomic():
                Crew.objects.create(
                    visit=visit, worker=worker, start=times[0], end=times[1],
                    made=visit.state == VisitState.RECORDED,
                )  # fmt: skip
        except IntegrityError as error:
            if "one_place_" in str(error):
                raise problem(field=field, name=names[worker]) from error
            raise


def _times(visit: Visit) -> tuple[datetime, datetime] | None:
    """From when to when it keeps its people; None where it keeps nobody."""
    if visit.state == VisitState.PLANNED:
        return visit.planned_start, visit.planned_end
    if visit.outcome == Outcome.DONE and visit.started_at and visit.ended_at:
        return visit.started_at, visit.ended_at
    return None
