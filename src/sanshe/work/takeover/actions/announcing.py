"""Announcing that another organisation takes over, breaking it off, sending lists back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OPERATORS
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, transitions
from ..drawing import leaves_place
from ..enums import Step, Why
from ..models import Event, Takeover
from ._taking import noted, step, take, tell_sides, unsign
from ._taking import words as said

_NAMESPACE = 7 * 10**15
"""Keeps this advisory lock apart from others that use an area code."""


@action(Deed.ANNOUNCE_TAKEOVER)
def announce(
    actor: Actor, *, platforms: Collection[int], coming: UUID, day: date, why: str,
    words: str = "", agreement: UUID | None = None,
) -> Takeover:  # fmt: skip
    """Say which organisation takes which platforms of one place over, on which day, and why.

    Raises NotOnePlace, NobodyThere, SameAgency, MayNotRun, NoContact, UnderWay, DayWrong.
    """
    rows = [organisations.history_of(organisations.platform(id)) for id in sorted(set(platforms))]
    places = {row.platform.community for row in rows}
    if len(places) != 1:
        raise errors.NotOnePlace(field="platforms")
    community = places.pop()
    demand(actor, Deed.ANNOUNCE_TAKEOVER, community=community)
    leaving = _leaving(rows)
    _check_coming(coming, leaving)
    if day < timezone.localdate():
        raise errors.DayWrong(field="day")
    _one_at_a_time(community)
    _check_free(community, rows)
    made = Takeover.objects.create(
        community=community, platforms=[row.platform.pk for row in rows], leaving=leaving,
        coming=coming, leaves_place=leaves_place(community, leaving, platforms),
        agreement=agreement,
        why=one_of(why, Why, field="why"), words=words.strip()[:300], day=day, by_org=actor.org,
        announced_at=timezone.now(),
    )  # fmt: skip
    Event.objects.create(
        takeover=made, step=Step.ANNOUNCED, at=made.announced_at, by_user=actor.user,
        by_name=actor.name[:40], by_org=actor.org, text=made.words,
    )  # fmt: skip
    tell_sides(made, NoticeCode.WAITING, leaving, coming)
    noted(actor, made, Deed.ANNOUNCE_TAKEOVER, Step.ANNOUNCED, org=str(coming))
    return made


@action(Deed.ANNOUNCE_TAKEOVER)
def announce_agreement(
    actor: Actor, *, agreement: UUID, coming: UUID, day: date, why: str, words: str = ""
) -> list[Takeover]:
    """All platforms of an agreement that its supplier still runs: one take-over for each place,
    all or none. Raises what ``announce`` raises, and NotOnePlace where there is none left."""
    row = agreements.get(actor, agreement)
    places: dict[int, list[int]] = {}
    for one in row.platforms.order_by("community", "pk"):
        operator = organisations.operator_of(one.pk)
        if operator is not None and operator.pk == row.supplier_id:
            places.setdefault(one.community, []).append(one.pk)
    if not places:
        raise errors.NotOnePlace(field="agreement")
    return [
        announce(
            actor, platforms=ids, coming=coming, day=day, why=why, words=words,
            agreement=row.pk,
        )
        for ids in places.values()
    ]  # fmt: skip


@action(Deed.ANNOUNCE_TAKEOVER)
def break_off(actor: Actor, *, takeover: UUID, version: int, reason: str) -> Takeover:
    """It does not happen: until it is handed over. Nothing has moved, so nothing moves back.
    Raises TooLate, NothingNamed, OutOfDate."""
    row = take(actor, takeover, version)
    demand(actor, Deed.ANNOUNCE_TAKEOVER, community=row.community)
    if row.state not in transitions.UNTIL_THE_DAY:
        raise errors.TooLate()
    step(actor, row, Step.BROKEN_OFF, Deed.ANNOUNCE_TAKEOVER, said(reason, "reason"))
    unsign(row)
    tell_sides(row, NoticeCode.CHANGED)
    return row


@action(Deed.SIGN_TAKEOVER)
def send_back(actor: Actor, *, takeover: UUID, version: int, reason: str) -> Takeover:
    """Either side or who watches over it says what is still missing; what was signed is void.
    Raises NotNow, NothingNamed, OutOfDate."""
    row = take(actor, takeover, version)
    if rules.side_of(actor, row) is None:
        demand(actor, Deed.ANNOUNCE_TAKEOVER, community=row.community)
    step(actor, row, Step.BACK, Deed.SIGN_TAKEOVER, said(reason, "reason"))
    unsign(row)
    tell_sides(row, NoticeCode.RETURNED, row.leaving)
    return row


def _leaving(rows: list[organisations.PlatformRow]) -> UUID:
    for row in rows:
        if row.now is None or row.platform.closed_on is not None:
            raise errors.NobodyThere(field="platforms", name=row.platform.name)
    found = {row.now.operator_id for row in rows if row.now}
    if len(found) != 1:
        raise errors.NotOnePlace(field="platforms")
    return found.pop()


def _check_coming(coming: UUID, leaving: UUID) -> None:
    body = organisations.get(coming)
    if body.pk == leaving:
        raise errors.SameAgency(field="coming", name=body.name)
    if body.kind not in OPERATORS or body.ended_on is not None:
        raise errors.MayNotRun(field="coming", name=body.name)
    if not body.phone.strip():
        raise errors.NoContact(field="coming", name=body.name)


def _check_free(community: int, rows: list[organisations.PlatformRow]) -> None:
    ids = [row.platform.pk for row in rows]
    open_ones = Takeover.objects.filter(
        community=community, state__in=transitions.UNTIL_THE_DAY, platforms__overlap=ids
    )
    held = open_ones.values_list("platforms", flat=True).first()
    if held is not None:
        busy = next(row.platform.name for row in rows if row.platform.pk in held)
        raise errors.UnderWay(field="platforms", name=busy)


def _one_at_a_time(community: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMESPACE + community])
