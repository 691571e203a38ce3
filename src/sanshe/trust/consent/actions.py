"""Giving a yes, looking by it, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit import slips
from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action, scope
from sanshe.trust.policy.walls import instead

from . import errors, queries, rules
from .enums import GivenHow, Relation, Shown, Step, TakenBack
from .models import Consent, Line
from .subject import Subject

VOUCHED = (GivenHow.THUMB, GivenHow.GUARDIAN)


@dataclass(frozen=True, slots=True)
class Given:
    """The yes, with both secrets in clear: this once, for the two halves of the slip."""

    consent: Consent
    secret: str
    own: str


@action(Deed.KEEP_CONSENT)
def give(
    actor: Actor,
    *,
    about: Subject,
    to_name: str,
    relation: str,
    shares: Iterable[str],
    how: str,
    until: date,
    notice_read: bool,
    asked_alone: bool,
    vouched: str = "",
    to_contact: str = "",
) -> Given:
    """The person says yes: this relative may follow their visits, as far as ``shares``, ``until``.

    The notice is read to them first, they are asked alone, and each relative is asked for apart
    (个人信息保护法 art. 14, 17, 23). Nothing else is refused to somebody who says no (art. 16).
    Raises KeptClosed, NotAskedAlone, NotesUnread, NobodyNamed, WitnessMissing, TooLong, Invalid.
    """
    demand(actor, Deed.KEEP_CONSENT, community=about.community)
    _freely_asked(about, notice_read, asked_alone)
    if not to_name.strip():
        raise errors.NobodyNamed(field="to_name")
    if how in VOUCHED and not vouched.strip():
        raise errors.WitnessMissing(field="vouched")
    _within(until)
    wanted = dict.fromkeys([Shown.TIMES.value, *shares])
    secret, own = slips.new_secret(), slips.new_secret()
    assert actor.user is not None
    row = Consent(
        about=about.id, called=about.called, community=about.community, privacy=about.privacy,
        seen_by=list(about.seen_by), to_name=to_name.strip()[:40], until=until,
        relation=one_of(relation, Relation, field="relation"),
        shares=[one_of(one, Shown, field="shares") for one in wanted],
        how=one_of(how, GivenHow, field="how"), vouched=vouched.strip()[:40],
        to_contact=to_contact.strip()[:80], notice=rules.NOTICE, given_at=timezone.now(),
        heard_by=actor.user, secret_hash=slips.hash_of(secret), own_hash=slips.hash_of(own),
    )  # fmt: skip
    slips.insert(row, "number")
    _line(actor, row, Step.GIVEN)
    note(
        actor, Deed.KEEP_CONSENT, kind="person", id=about.id, community=about.community,
        consent=str(row.id), how=row.how, shares=" ".join(row.shares),
    )  # fmt: skip
    return Given(row, secret, own)


def _freely_asked(about: Subject, notice_read: bool, asked_alone: bool) -> None:
    if about.privacy not in OPEN:
        raise errors.KeptClosed()
    if not notice_read:
        raise errors.NotesUnread(field="notice_read")
    if not asked_alone:
        raise errors.NotAskedAlone(field="asked_alone")


@action(Deed.FOLLOW_PERSON)
def look(actor: Actor) -> Consent:
    """The relative opens the page: the person and those who serve them can see that they did.
    Raises NoLonger."""
    row = queries.mine(actor)
    _line(actor, row, Step.OPENED)
    note(
        actor, Deed.FOLLOW_PERSON, kind="person", id=row.about, community=row.community,
        consent=str(row.id),
    )  # fmt: skip
    return row


@action(Deed.END_CONSENT)
def end(actor: Actor, *, consent: UUID, how: str) -> Consent:
    """Taken back, told to a member of staff, or stopped by one for the person's safety. The
    relative sees nothing from this moment. Once is enough: a second time changes nothing."""
    demand(actor, Deed.KEEP_CONSENT)
    row = queries.visible(actor).select_for_update().filter(id=consent).first()
    if row is None:
        raise NotFound()
    _end(actor, row, one_of(how, TakenBack, field="how"))
    return row


@action(Deed.END_CONSENT)
def take_back(actor: Actor, *, number: str) -> Consent:
    """The person takes it back by their own half of the slip, without asking anybody. ``actor``
    is the resident who has shown its secret (``queries.held_by(…, own=True)``)."""
    if not actor.receipt or actor.receipt != number:
        raise NotFound()
    row = Consent.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise NotFound()
    _end(actor, row, TakenBack.SELF)
    return row


@action(Deed.END_CONSENT)
def end_about(actor: Actor, *, person: UUID, community: int, how: str) -> int:
    """End all that somebody has given (they died, or their file was marked confidential); gives
    how many there were. Of who is confidential now, whoever closed the file alone reads that
    there ever was one."""
    demand(actor, Deed.KEEP_CONSENT, community=community)
    rows = queries.visible(actor).select_for_update().filter(about=person, ended_at__isnull=True)
    ended = list(rows.order_by("id"))
    for row in ended:
        _end(actor, row, one_of(how, TakenBack, field="how"))
    if how == TakenBack.CLOSED:
        queries.visible(actor).filter(about=person).update(
            privacy=Privacy.CONFIDENTIAL, seen_by=[actor.org]
        )
    note(actor, Deed.END_CONSENT, kind="person", id=person, community=community, ended=len(ended))
    return len(ended)


@action(Deed.CARRY_TAKEOVER)
def change_operator(
    actor: Actor, *, persons: Iterable[UUID], former: UUID, to: UUID | None, stays: bool = False,
    anew: bool = False,
) -> int:  # fmt: skip
    """Who keeps what ``persons`` (all their entries) let their relatives see: ``to`` from now on,
    where the person said yes to it (``anew``: after the entry was locked). The yes to the relative
    stands as it was given."""
    rows = Consent.objects.filter(about__in=list(persons))
    if not anew:
        rows = rows.filter(seen_by__contains=[former])
    with scope(Actor.job("take-over")):
        held = list(rows.select_for_update().order_by("id").values_list("id", flat=True))
        moved = Consent.objects.filter(id__in=held).update(
            seen_by=instead(None if stays else former, to)
        )
    note(actor, Deed.CARRY_TAKEOVER, kind="consent", id=former, entries=moved)
    return moved


def _end(actor: Actor, row: Consent, how: str) -> None:
    if row.ended_at is None:
        row.ended_at, row.ended_how = timezone.now(), how
        row.save(update_fields=["ended_at", "ended_how"])
        _line(actor, row, Step.TAKEN_BACK)
    note(
        actor, Deed.END_CONSENT, kind="person", id=row.about, community=row.community,
        consent=str(row.id), how=row.ended_how,
    )  # fmt: skip


def _within(until: date) -> None:
    today = timezone.localdate()
    if until < today:
        raise Invalid(field="until", reason=str(until))
    if until > today + rules.LONGEST:
        raise errors.TooLong(field="until")


def _line(actor: Actor, row: Consent, step: Step) -> None:
    # on the connection itself: a relative may add a line, but not read the others
    Line.objects.bulk_create([Line(consent=row, step=step, at=timezone.now(), by_user=actor.user)])
