"""Who on a round list was reached by a visit or call that somebody recorded."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from sanshe.trust.policy.actor import Actor
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import Outcome

from .models import Round, RoundLine


def reached_by_visits(
    actor: Actor, round: Round, lines: list[RoundLine]
) -> list[tuple[RoundLine, datetime]]:
    """Lines not ticked whose person was met since the round began, with when."""
    waiting = {line.person_id: line for line in lines if line.reached_at is None}
    rows = visits.visible(actor).filter(
        person_id__in=list(waiting), outcome=Outcome.DONE, ended_at__gte=round.began_at
    )
    found = rows.order_by().values_list("person_id").annotate(at=Min("ended_at"))
    return [(waiting[person], at) for person, at in found]
