"""Who is on the list of an activity, how often they came, how long they helped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import HELPING, Part, SessionState
from ..models import Activity, Correction, Member, Session
from .activities import visible


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody on the list. ``name`` is masked as the register shows it, after what they are
    usually called; "" where it shows the actor nobody. ``hours`` are those they helped or led."""

    row: Member
    name: str
    times: int
    hours: Decimal

    @property
    def helps(self) -> bool:
        return self.row.part in HELPING


def listed_in(actor: Actor, member: UUID) -> UUID:
    """The activity on whose list somebody is. Raises NotFound, also to a stranger."""
    found = Member.objects.filter(pk=member, activity__in=visible(actor))
    whose = found.values_list("activity_id", flat=True).first()
    if whose is None:
        raise NotFound()
    return whose


def members_of(
    actor: Actor, activity: Activity, sessions: list[Session], *, gone: bool = False
) -> list[MemberLine]:
    """Who is on the list now (``gone``: with those who come no more), helpers first. Nobody to
    whoever may not know."""
    if not rules.may_see_members(actor, activity):
        return []
    rows = list(activity.members.all() if gone else activity.members.filter(until=None))
    ids = [one.person_id for one in rows if one.person_id]
    names = people.names_of(actor, ids) if actor.may(Deed.READ_PEOPLE) else {}
    came = _came(sessions)
    lines = [
        MemberLine(
            row=one,
            name=_name(one, names),
            times=len(came[one.id]),
            hours=sum(came[one.id], Decimal(0)) if one.part in HELPING else Decimal(0),
        )
        for one in rows
    ]
    return sorted(lines, key=lambda line: (not line.helps, line.name, line.row.id))


def _name(one: Member, names: dict[UUID, str]) -> str:
    """What they are usually called; of whom the register keeps from the actor, nothing."""
    if one.person_id is None:
        return one.called
    known = names.get(one.person_id, "")
    return f"{one.called}({known})" if known and one.called else known


def _came(sessions: list[Session]) -> dict[UUID, list[Decimal]]:
    """Of each member, the hours of the sessions they were at."""
    found: dict[UUID, list[Decimal]] = defaultdict(list)
    for one in sessions:
        if one.state == SessionState.RECORDED and one.started_at and one.ended_at:
            for member in one.present:
                found[member].append(rules.hours(one.started_at, one.ended_at))
    return found


def waiting_for_guardians(activity: Activity, lines: list[MemberLine]) -> list[MemberLine]:
    """The children whose guardian has not said yes yet: they cannot be ticked."""
    if not activity.for_children:
        return []
    waiting = (line for line in lines if line.row.part == Part.MEMBER)
    return [line for line in waiting if line.row.guardian_on is None]


def corrections_of(session: Session) -> list[Correction]:
    """What was mended of a session, in order."""
    return list(session.corrections.order_by("at"))
