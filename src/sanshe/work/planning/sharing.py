"""A round list: in which order of risk, and who goes to whom. Read under a job's eyes, because a
danger is for everybody who must be looked after, also for those whom the opener may not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.enums import Role

from .enums import Contact
from .models import Absence, Round, RoundLine
from .roster import Elder


def by_risk(found: Iterable[Elder], today: date) -> list[Elder]:
    """Tier, alone, age, then who was not reached for longest."""

    def risk(one: Elder) -> tuple[object, ...]:
        unreached = one.unreached(today)
        return (
            one.tier or "D", not one.alone, -(one.age or 0),
            -(9999 if unreached is None else unreached), one.id,
        )  # fmt: skip

    return sorted(found, key=risk)


def lines(round: Round, found: list[Elder], today: date) -> list[RoundLine]:
    """One line each. Who came last goes again; else who has least on this list. Somebody who
    wants nobody is nobody's to visit: the committee asks a neighbour."""
    free = _Free(today)
    load: Counter[UUID] = Counter()
    rows = []
    for rank, one in enumerate(by_risk(found, today)):
        wants = one.wish.contact if one.wish else Contact.ANY
        who = None if wants == Contact.NONE else free.choose(one, load)
        if who:
            load[who[1]] += 1
        rows.append(
            RoundLine(
                round=round, person_id=one.id, whom=one.whom, building=one.building, rank=rank,
                phone_only=wants != Contact.ANY, org=who[0] if who else None,
                worker=who[1] if who else None, community=one.community, privacy=one.privacy,
                seen_by=sorted({*one.seen_by, *([who[0]] if who else [])}),
            )
        )  # fmt: skip
    return rows


class _Free:
    """Workers and volunteers of the organisations a person is known to, who are there today."""

    def __init__(self, today: date) -> None:
        rows = Absence.objects.filter(ended=False, first__lte=today, last__gte=today)
        self.away = set(rows.values_list("org", "user"))
        self.known: dict[tuple[UUID, int], list[UUID]] = {}

    def of(self, org: UUID, community: int) -> list[UUID]:
        key = (org, community)
        if key not in self.known:
            self.known[key] = [
                user.id
                for role in (Role.WORKER, Role.VOLUNTEER)
                for user in accounts.staff_in(org, community, role)
                if (org, user.id) not in self.away
            ]
        return self.known[key]

    def choose(self, one: Elder, load: Counter[UUID]) -> tuple[UUID, UUID] | None:
        never = set(one.wish.not_workers) if one.wish else set()
        there = [
            (org, user) for org in sorted(one.seen_by) for user in self.of(org, one.community)
            if user not in never
        ]  # fmt: skip
        last = {user: rank for rank, user in enumerate(one.history())}
        return min(
            there, key=lambda who: (last.get(who[1], len(last)), load[who[1]], who[1]),
            default=None,
        )  # fmt: skip
