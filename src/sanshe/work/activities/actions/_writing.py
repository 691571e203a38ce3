"""How a session is written: its facts checked, its one line in the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Source
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Privacy

from .. import errors, rules
from ..enums import HELPING, Kind, Part, SessionState
from ..models import Activity, Member, Session
from ._common import names_of_staff

FACTS = ("started_at", "ended_at", "present", "guests", "workers", "happened")


def facts_of(
    actor: Actor,
    activity: Activity,
    row: Session,
    *,
    started_at: datetime,
    ended_at: datetime,
    present: Iterable[UUID],
    guests: int,
    workers: Iterable[UUID],
    happened: str,
) -> tuple[dict[str, Any], list[Member]]:
    """The values to write, checked, and who of the list was there."""
    _check_times(started_at, ended_at)
    most = 0 if activity.kind == Kind.GROUP else rules.MOST_GUESTS  # its membership is closed
    if not 0 <= guests <= most:
        raise errors.TooManyGuests(field="guests", most=most)
    there = list(dict.fromkeys(workers))
    names_of_staff(actor, there, field="workers")
    came = _members(activity, row, set(present))
    heads = sum(one.part == Part.MEMBER for one in came) + guests
    if not heads:
        raise errors.NobodyCame(field="present")
    _check_people(actor, came, timezone.localdate(started_at))
    if activity.for_children:
        _check_children(actor, came, len(there))
    return {
        "started_at": started_at, "ended_at": ended_at,
        "present": sorted(one.id for one in came), "guests": guests,
        "workers": there, "happened": happened.strip(),
    }, came  # fmt: skip


def same(row: Session, facts: dict[str, Any]) -> bool:
    return all(getattr(row, name) == facts[name] for name in FACTS)


def write(
    actor: Actor, activity: Activity, row: Session, facts: dict[str, Any], came: list[Member]
) -> None:
    """Let it stand: the session, and its line in the book."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.heads = sum(one.part == Part.MEMBER for one in came) + row.guests
    row.state, row.version = SessionState.RECORDED, row.version + 1
    row.recorded_at, row.recorded_by = timezone.now(), actor.user
    row.record = _session_line(actor, activity, row, came)
    row.lines += 1
    row.save()


def _named(actor: Actor, activity: Activity, members: Iterable[Member]) -> list[UUID]:
    """Whom the book may name: those who came to what is open to all, and whom the register does
    not keep from the committee that reads the book of its place."""
    if activity.privacy != Privacy.NORMAL:
        return []
    ids = [one.person_id for one in members if one.person_id and one.part == Part.MEMBER]
    rows = people.visible(actor).filter(pk__in=ids, privacy__in=OPEN)
    return sorted(rows.values_list("pk", flat=True))


def _session_line(actor: Actor, activity: Activity, row: Session, came: list[Member]) -> UUID:
    """The session's one line in the ledger."""
    unit = rules.session_unit(activity)
    return enter(
        actor, activity, source_id=row.id, revision=row.lines, started_at=row.started_at,
        ended_at=row.ended_at, members=came, heads=row.heads, workers=row.workers,
        quantity=rules.quantity(unit, row.heads), unit=unit,
    )  # fmt: skip


def enter(
    actor: Actor, activity: Activity, *, started_at: datetime | None, ended_at: datetime | None,
    members: Iterable[Member], **facts: Any,
) -> UUID:  # fmt: skip
    """A line in the ledger, of the activity's series. ``facts`` as the ledger takes them."""
    assert started_at is not None and ended_at is not None  # of what is recorded, says the database
    service = activity.service
    return ledger.record(
        actor, community=activity.community, agency=activity.agency, item=service.item_id,
        service=service.pk, platform=service.platform_id, started_at=started_at,
        ended_at=ended_at, persons=_named(actor, activity, members), source=Source.ACTIVITY,
        sealed=activity.privacy == Privacy.SEALED, series=activity.id, **facts,
    )  # fmt: skip


def _check_times(started: datetime, ended: datetime) -> None:
    hours = int(rules.LONGEST.total_seconds() // 3600)
    if not started < ended <= started + rules.LONGEST:
        raise errors.TimesWrong(field="ended_at", hours=hours)
    if ended > timezone.now():
        raise errors.TimesWrong(field="started_at", hours=hours)


def _members(activity: Activity, row: Session, present: set[UUID]) -> list[Member]:
    """Those of the list who are ticked; whoever had left by then was not there."""
    rows = list(activity.members.filter(pk__in=present))
    return [one for one in rows if one.until is None or one.until >= row.day]


def _check_people(actor: Actor, came: list[Member], day: date) -> None:
    """The day of death itself still counts."""
    died = people.days_of_death(actor, [one.person_id for one in came if one.person_id])
    for one in came:
        when = died.get(one.person_id) if one.person_id else None
        if when is not None and day > when:
            raise errors.AfterDeath(field="present", name=_called(actor, one), day=when)


def _check_children(actor: Actor, came: list[Member], workers: int) -> None:
    """Two adults are there, and each child's guardian has said yes."""
    for one in came:
        if one.part == Part.MEMBER and one.guardian_on is None:
            raise errors.GuardianMissing(field="present", name=_called(actor, one))
    if workers + sum(one.part in HELPING for one in came) < rules.ADULTS:
        raise errors.TwoAdults(field="workers")


def _called(actor: Actor, one: Member) -> str:
    if one.called or one.person_id is None:
        return one.called
    return people.names_of(actor, [one.person_id]).get(one.person_id, "")
