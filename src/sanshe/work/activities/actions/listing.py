"""Who is on the list: taken in, let come by a guardian, made helper or leader, gone."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Part
from ..models import Activity, Member
from ._common import hold_open


@action(Deed.KEEP_ACTIVITIES)
def enrol(
    actor: Actor,
    *,
    activity: UUID,
    person: UUID | None = None,
    called: str = "",
    part: str = Part.MEMBER,
    guardian: str = "",
) -> Member:
    """Take somebody in: of the register, with what they are usually called, or only by that (a
    child without papers, a code name). ``guardian``: whose word lets a child come. Raises
    NotFound, NotOpen, NobodyNamed, OnTheList, Full."""
    row = hold_open(actor, activity)
    called = called.strip()[:40]
    if person is None and not called:
        raise errors.NobodyNamed(field="called")
    whose = people.subject(actor, person) if person is not None else None
    _check_room(row, part)
    member = Member(
        activity=row, person_id=whose.id if whose else None, called=called,
        part=Part(part), since=timezone.localdate(), **_word_of(guardian),
    )  # fmt: skip
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:
        raise errors.OnTheList(name=whose.called if whose else called) from error
    _note(actor, row)
    return member


@action(Deed.KEEP_ACTIVITIES)
def let_come(actor: Actor, *, member: UUID, guardian: str) -> Member:
    """A guardian's yes, with who they are. Raises NotFound, NotOpen, NobodyNamed."""
    if not guardian.strip():
        raise errors.NobodyNamed(field="guardian")
    row, one = _member(actor, member)
    one.guardian, one.guardian_on = guardian.strip()[:40], timezone.localdate()
    one.save(update_fields=["guardian", "guardian_on"])
    _note(actor, row)
    return one


@action(Deed.KEEP_ACTIVITIES)
def make(actor: Actor, *, member: UUID, part: str) -> Member:
    """Somebody who came now helps or leads, or the other way round. Raises NotFound, NotOpen."""
    row, one = _member(actor, member)
    one.part = Part(part)
    one.save(update_fields=["part"])
    _note(actor, row)
    return one


@action(Deed.KEEP_ACTIVITIES)
def part_with(actor: Actor, *, member: UUID) -> Member:
    """Somebody comes no more; where they came stays. Raises NotFound, NotOpen."""
    row, one = _member(actor, member)
    one.until = timezone.localdate()
    one.save(update_fields=["until"])
    _note(actor, row)
    return one


def _member(actor: Actor, member: UUID) -> tuple[Activity, Member]:
    whose = Member.objects.filter(pk=member).values_list("activity_id", flat=True).first()
    if whose is None:
        raise NotFound()
    return hold_open(actor, whose), Member.objects.get(pk=member)


def _check_room(row: Activity, part: str) -> None:
    """Helpers take nobody's seat."""
    if row.capacity is None or part != Part.MEMBER:
        return
    if row.members.filter(part=Part.MEMBER, until=None).count() >= row.capacity:
        raise errors.Full(capacity=row.capacity)


def _word_of(guardian: str) -> dict[str, object]:
    said = guardian.strip()[:40]
    return {"guardian": said, "guardian_on": timezone.localdate() if said else None}


def _note(actor: Actor, row: Activity) -> None:
    note(actor, Deed.KEEP_ACTIVITIES, kind="activity", id=row.id, community=row.community)
