"""The lists: drawn from the rooms, decided one by one; things checked off by both sides."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import listed
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import drawing, errors, transitions
from ..enums import Answer, Condition, Fate, MatterKind, Money, State, Step, ThingKind
from ..models import Client, Matter, Takeover, Thing
from ..unfinished import unfinished
from ._taking import at_work, keep, noted, step, take, take_for, tell_sides, unsign
from ._taking import words as said


@action(Deed.KEEP_TAKEOVER)
def draw(actor: Actor, *, takeover: UUID) -> Takeover:
    """Count anew what is open and who is to be asked; also before the day, when something came in.
    What is over drops out by itself; what is new stands undecided, and opens the lists again.
    Raises NotNow."""
    row = take_for(actor, takeover, leaving=True)
    if row.state not in transitions.UNTIL_THE_DAY:
        raise errors.NotNow(state=row.get_state_display())
    row.leaves_place = drawing.leaves_place(row.community, row.leaving, row.platforms)
    keep(row, "leaves_place")
    with scope(Actor.job("take-over")) as job:
        found = drawing.found(job, row)
        new = _keep_clients(row, found) + _keep_matters(row, found)
    if new or row.state == State.ANNOUNCED:
        step(actor, row, Step.DRAWN, Deed.KEEP_TAKEOVER, lines=new)
        unsign(row)
    else:
        noted(actor, row, Deed.KEEP_TAKEOVER, Step.DRAWN)
    return row


def _keep_clients(row: Takeover, found: drawing.Found) -> int:
    known = {one.person_id or one.need_id: one for one in Client.objects.filter(takeover=row)}
    fresh = {one.person or one.need: one for one in found.people}
    for key, old in known.items():
        if key not in fresh and old.answer == Answer.WAITING and not old.matters.exists():
            old.delete()  # moved away, or nothing of theirs is open any more
    made = [
        Client(
            takeover=row, person_id=one.person, need_id=one.need, called=one.called,
            young=one.young, community=row.community, privacy=one.privacy,
            seen_by=[row.leaving],
        )
        for key, one in fresh.items()
        if key not in known
    ]  # fmt: skip
    Client.objects.bulk_create(made)
    return len(made)


def _keep_matters(row: Takeover, found: drawing.Found) -> int:
    clients = {one.person_id or one.need_id: one for one in Client.objects.filter(takeover=row)}
    known = {(one.kind, one.ref): one for one in Matter.objects.filter(takeover=row)}
    now, new = timezone.now(), 0
    for fresh in found.matters:
        old = known.pop((fresh.kind.value, fresh.ref), None)
        if old is not None:
            if old.gone_at is not None:  # opened again
                old.gone_at, old.fate = None, Fate.OPEN
                new += 1
            old.due_at = fresh.due_at
            old.save(update_fields=["gone_at", "fate", "due_at"])
            continue
        new += 1
        Matter.objects.create(
            takeover=row, client=clients.get(fresh.person or fresh.need), kind=fresh.kind,
            ref=fresh.ref, what=fresh.what, due_at=fresh.due_at, community=row.community,
            privacy=fresh.privacy, seen_by=drawing.seen_by(row, fresh.privacy),
        )  # fmt: skip
    for over in known.values():
        if over.gone_at is None:
            over.gone_at = now
            over.save(update_fields=["gone_at"])
    return new


@action(Deed.KEEP_TAKEOVER)
def add_thing(
    actor: Actor, *, takeover: UUID, kind: str, name: str, count: int, condition: str = "",
    money: str = "", where: str = "",
) -> Thing:  # fmt: skip
    """The leaving side writes down a thing, key or paper, and has checked it by that. Written
    again under the same name and place it is mended, and the coming side counts it anew."""
    row = take_for(actor, takeover, leaving=True)
    if row.state != State.ANNOUNCED:
        at_work(row)
    facts = {
        "count": max(1, count), "left_by": actor.user, "left_at": timezone.now(),
        "condition": one_of(condition, Condition, field="condition") if condition else "",
        "money": one_of(money, Money, field="money") if money else "",
        "met_by": None, "met_at": None, "met_count": None, "difference": "",
    }  # fmt: skip
    thing, _made = Thing.objects.update_or_create(
        takeover=row, kind=one_of(kind, ThingKind, field="kind"), name=said(name, "name", 80),
        where=where.strip()[:120], defaults=facts,
    )  # fmt: skip
    unsign(row)
    noted(actor, row, Deed.KEEP_TAKEOVER, "thing")
    return thing


@action(Deed.KEEP_TAKEOVER)
def meet_thing(actor: Actor, *, thing: UUID, count: int, difference: str = "") -> Thing:
    """The coming side has counted it. Where it differs it says how; the two sign over the line as
    it stands, with the difference. Raises NothingNamed where a difference says nothing."""
    held = Thing.objects.filter(pk=thing).first()
    if held is None:
        raise NotFound()
    row = take_for(actor, held.takeover_id, coming=True)
    at_work(row)
    held = Thing.objects.select_for_update().get(pk=thing)
    held.met_count = max(0, count)
    held.difference = difference.strip()[:200]
    if held.met_count != held.count:
        held.difference = said(difference, "difference", 200)
    held.met_by, held.met_at = actor.user, timezone.now()
    held.save(update_fields=["met_count", "difference", "met_by", "met_at"])
    unsign(row)
    noted(actor, row, Deed.KEEP_TAKEOVER, "thing_met")
    return held


@action(Deed.KEEP_TAKEOVER)
def drop_thing(actor: Actor, *, thing: UUID) -> None:
    """Written down by mistake; as long as the coming side has not counted it."""
    held = Thing.objects.filter(pk=thing).first()
    if held is None:
        raise NotFound()
    row = take_for(actor, held.takeover_id, leaving=True)
    if held.met_at is not None:
        raise errors.NotNow(state=row.get_state_display())
    held.delete()
    noted(actor, row, Deed.KEEP_TAKEOVER, "thing_dropped")


@action(Deed.KEEP_TAKEOVER)
def decide(actor: Actor, *, matter: UUID, fate: str, words: str = "") -> Matter:
    """What becomes of one open matter. To go on with the coming one it needs the person's yes;
    a goodbye or another place says in words how. Raises NoYes, StillOpen, NothingNamed."""
    held = Matter.objects.filter(pk=matter).first()
    if held is None:
        raise NotFound()
    row = take_for(actor, held.takeover_id, leaving=True)
    at_work(row)
    chosen = one_of(fate, Fate, field="fate")
    if held.kind == MatterKind.LADDER:
        raise errors.StillOpen(field="fate")
    if chosen == Fate.TAKEN and held.client and held.client.answer != Answer.YES:
        raise errors.NoYes(field="fate")
    if chosen in (Fate.ENDED, Fate.REFERRED):
        held.words = said(words, "words")
    held.fate = chosen
    held.save(update_fields=["fate", "words"])
    unsign(row)
    noted(actor, row, Deed.KEEP_TAKEOVER, "matter", of=str(held.ref), of_kind=held.kind)
    return held


@action(Deed.KEEP_TAKEOVER)
def introduce(actor: Actor, *, takeover: UUID, worker: UUID, greeting: str = "") -> Takeover:
    """The coming side says who comes from now on: residents read it. Raises StrangeWorker."""
    row = take_for(actor, takeover, coming=True)
    if row.state not in transitions.UNTIL_THE_DAY:
        raise errors.NotNow(state=row.get_state_display())
    row.worker, row.worker_name = worker, _name(row, worker)
    row.greeting = greeting.strip()[:300]
    keep(row, "worker", "worker_name", "greeting")
    noted(actor, row, Deed.KEEP_TAKEOVER, "introduced")
    return row


@action(Deed.KEEP_TAKEOVER)
def assign(actor: Actor, *, matter: UUID, worker: UUID) -> Matter:
    """The coming side says who makes this visit. Raises StrangeWorker."""
    held = Matter.objects.filter(pk=matter, kind=MatterKind.VISIT).first()
    if held is None:
        raise NotFound()
    row = take_for(actor, held.takeover_id, coming=True)
    at_work(row)
    held.worker, held.worker_name = worker, _name(row, worker)
    held.save(update_fields=["worker", "worker_name"])
    noted(actor, row, Deed.KEEP_TAKEOVER, "assigned")
    return held


@action(Deed.KEEP_TAKEOVER)
def write_farewell(actor: Actor, *, takeover: UUID, text: str) -> Takeover:
    """The leaving one's words to everybody it served."""
    row = take_for(actor, takeover, leaving=True)
    if row.state not in transitions.UNTIL_THE_DAY:
        raise errors.NotNow(state=row.get_state_display())
    row.farewell = said(text, "text", 600)
    keep(row, "farewell")
    noted(actor, row, Deed.KEEP_TAKEOVER, "farewell")
    return row


@action(Deed.KEEP_TAKEOVER)
def finish_lists(actor: Actor, *, takeover: UUID, version: int) -> Takeover:
    """Everything counted by both sides, every matter decided, everybody asked. Raises NotFinished
    with what is missing, NobodyComes, OutOfDate."""
    row = _finished(actor, takeover, version, State.PREPARING)
    if row.worker is None:
        raise errors.NobodyComes()
    step(actor, row, Step.LISTED, Deed.KEEP_TAKEOVER)
    return row


@action(Deed.KEEP_TAKEOVER)
def finish_farewell(actor: Actor, *, takeover: UUID, version: int) -> Takeover:
    """Everybody was told, or it is written down that nobody could. Raises NotFinished."""
    row = _finished(actor, takeover, version, State.FAREWELL)
    step(actor, row, Step.TOLD, Deed.KEEP_TAKEOVER)
    tell_sides(row, NoticeCode.WAITING)
    return row


def _finished(actor: Actor, id: UUID, version: int, state: State) -> Takeover:
    take_for(actor, id, leaving=True)
    row = take(actor, id, version)
    if row.state != state:
        raise errors.NotNow(state=row.get_state_display())
    if missing := unfinished(row, told=state == State.FAREWELL):
        raise errors.NotFinished(what=listed(missing))
    return row


def _name(row: Takeover, worker: UUID) -> str:
    with scope(Actor.job("take-over")):
        names = {user.id: user.name for user in staff_of(row.coming)}
    if worker not in names:
        raise errors.StrangeWorker(field="worker")
    return names[worker][:40]
