"""Reads of consents: by whoever serves the person, and by the relative who holds the slip."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sanshe.ground.kit import slips, tries
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.kit.places import LOWEST
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Sight
from sanshe.trust.policy.scope import scope

from . import errors, rules
from .enums import Step
from .models import Consent, Line, Tries
from .subject import Subject

__all__ = ["Subject", "follow", "get", "held_by", "mine", "of_person", "stands", "visible"]


def visible(actor: Actor) -> QuerySet[Consent]:
    """The consents of people the actor's organisation serves, or of open ones in their area."""
    demand(actor, Deed.KEEP_CONSENT)
    rows = Consent.objects.all()
    if actor.sight == Sight.ALL:
        return rows
    own = Q(seen_by__contains=[actor.org])
    if actor.sight == Sight.AREA:
        own |= Q(privacy__in=OPEN)
    return rows.filter(own, community__range=(actor.lo, actor.hi))


def of_person(actor: Actor, *entries: UUID) -> list[Consent]:
    """Every yes somebody has given, the newest first; each with when it was last looked at.
    ``entries``: all that are the one person in the register."""
    looked = Line.objects.filter(consent=OuterRef("pk"), step=Step.OPENED).order_by("-at")
    rows = visible(actor).filter(about__in=entries).order_by("-given_at")
    return list(rows.annotate(looked_at=Subquery(looked.values("at")[:1])))


def stands(consent: Consent) -> bool:
    """Whether it holds today."""
    return rules.stands(consent)


def get(actor: Actor, id: UUID) -> Consent:
    """One consent. Raises NotFound, also to a stranger."""
    row = visible(actor).filter(id=id).first()
    if row is None:
        raise NotFound()
    return row


def mine(actor: Actor) -> Consent:
    """The consent a relative looks by. Raises NoLonger from the moment it is taken back."""
    demand(actor, Deed.FOLLOW_PERSON)
    row = Consent.objects.filter(id=actor.consent or NOBODY).first()
    if row is None or not rules.stands(row):
        raise errors.NoLonger()
    return row


def follow(number: str, secret: str) -> Consent:
    """The consent whose number and relative's secret these are. Call it outside any scope.

    Raises NotFound for a wrong number or secret alike, TooManyTries after five wrong tries an
    hour, NoLonger where both are right but the yes is over.
    """
    row = held_by(number, secret)
    if not rules.stands(row):
        raise errors.NoLonger()
    return row


def held_by(number: str, secret: str, *, own: bool = False) -> Consent:
    """The consent whose slip somebody holds: the relative's half, or the person's ``own``."""
    clean = slips.clean(number)
    if not clean:
        raise NotFound(field="number")
    tries.count(Tries, clean)
    row = _numbered(clean)
    kept = (row.own_hash if own else row.secret_hash) if row else slips.hash_of("nobody")
    if not slips.fits(secret, kept):
        raise NotFound(field="number")
    Tries.objects.filter(number=clean).delete()
    assert row is not None  # nobody's secret is empty
    return row


def _numbered(number: str) -> Consent | None:
    """By its number, before anybody is known: the wall shows whoever names one that one."""
    with scope(Actor.resident(community=LOWEST, receipt=number), read_only=True):
        return Consent.objects.filter(number=number).first()
