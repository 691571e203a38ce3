"""Three sides sign, each once; the third signature hands over. Afterwards somebody looks back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotAllowed
from sanshe.ground.kit.lists import listed
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import carrying, drawing, errors, rules
from ..enums import Side, State, Step
from ..models import Client, Matter, Signature, Takeover
from ..queries import figures_after, overdue, still_named
from ..unfinished import unfinished
from ._taking import keep, step, take, tell_sides


@action(Deed.SIGN_TAKEOVER)
def sign(actor: Actor, *, takeover: UUID) -> Takeover:
    """One side signs what the lists say, from the day on. With the third signature everything
    changes hands in this transaction, or nothing does and the signature is not given.

    Raises NotAllowed, NotNow, TooEarly, SignedAlready, NotFinished, NewMatters, WriteTodayFirst,
    and what the rooms refuse (a worker in two places, a matter nobody takes).
    """
    row = take(actor, takeover)
    side = rules.side_of(actor, row)
    if side is None:
        raise NotAllowed()
    _check_signed(row, side)
    if row.state != State.READY:
        raise errors.NotNow(state=row.get_state_display())
    if timezone.localdate() < row.day:
        raise errors.TooEarly(day=row.day.isoformat())
    _check_lists(row, side)
    assert actor.user is not None
    Signature.objects.create(
        takeover=row, side=side, at=timezone.now(), by_user=actor.user, by_name=actor.name[:40],
        by_org=actor.org,
    )  # fmt: skip
    step(actor, row, Step.SIGNED, Deed.SIGN_TAKEOVER, side=side.value)
    if Signature.objects.filter(takeover=row).count() == len(Side):
        _hand_over(actor, row)
    return row


def _check_signed(row: Takeover, side: Side) -> None:
    given = Signature.objects.filter(takeover=row, side=side).first()
    if given is not None:
        raise errors.SignedAlready(name=given.by_name)


def _check_lists(row: Takeover, side: Side) -> None:
    """What is signed must still be true: nothing open was added since."""
    if unfinished(row, told=True):
        told = unfinished(row, told=True, everything=side == Side.LEAVING)
        raise errors.NotFinished(what=listed(told) or _("交出的机构的清单"))
    with scope(Actor.job("take-over")) as job:
        live = Matter.objects.filter(takeover=row, gone_at__isnull=True)
        known = {(kind, ref) for kind, ref in live.values_list("kind", "ref")}
        clients = Client.objects.filter(takeover=row).values_list("person_id", "need_id")
        known |= {("asked", person or need) for person, need in clients}
        row.leaves_place = drawing.leaves_place(row.community, row.leaving, row.platforms)
        row.save(update_fields=["leaves_place"])
        new = bool(drawing.found(job, row).keys() - known)
        unwritten = drawing.unwritten_today(row)
    if new:
        raise errors.NewMatters()
    if unwritten:
        raise errors.WriteTodayFirst(count=unwritten)


def _hand_over(actor: Actor, row: Takeover) -> None:
    row.handed_at = timezone.now()
    keep(row, "handed_at")
    with scope(Actor.job("take-over")), translation.override(settings.LANGUAGE_CODE):
        carrying.carry(actor, row)  # what residents will read is kept in the place's language
    step(actor, row, Step.HANDED_OVER, Deed.SIGN_TAKEOVER)
    tell_sides(row, NoticeCode.CHANGED)
    committee = organisations.committee_of(row.community)
    if committee is not None and still_named(row):
        tell_sides(row, NoticeCode.WAITING, committee.pk)


@action(Deed.ANNOUNCE_TAKEOVER)
def look_back(actor: Actor, *, takeover: UUID, version: int, text: str) -> Takeover:
    """Thirty days later: who was not reached, complaints, what is missing. The figures are
    counted; ``text`` says what is done about it. Raises TooEarly, NotNow, NothingNamed."""
    row = take(actor, takeover, version)
    demand(actor, Deed.ANNOUNCE_TAKEOVER, community=row.community)
    if row.state != State.HANDED_OVER:
        raise errors.NotNow(state=row.get_state_display())
    assert row.handed_at is not None
    day = timezone.localdate(row.handed_at) + timedelta(days=rules.LOOK_BACK_DAYS)
    if timezone.localdate() < day:
        raise errors.TooEarly(day=day.isoformat())
    if not text.strip():
        raise errors.NothingNamed(field="text")
    row.findings = figures_after(row)
    keep(row, "findings")
    step(actor, row, Step.LOOKED_BACK, Deed.ANNOUNCE_TAKEOVER, text.strip(), **row.findings)
    tell_sides(row, NoticeCode.CHANGED)
    return row


def remind(actor: Actor) -> int:
    """Tell whose step is late, once for each step. Gives how many were told."""
    with scope(actor, read_only=True):
        anything = bool(overdue(actor))
    return _remind(actor) if anything else 0


remind.deed = Deed.READ_TAKEOVER  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_TAKEOVER)
def _remind(actor: Actor) -> int:
    told: list[Any] = overdue(actor)
    for row in told:
        row.reminded = row.state
        row.save(update_fields=["reminded"])
        link = f"/desk/takeovers/{row.id}/"
        for org in sorted({rules.waits_for(row), row.by_org}):
            tell(code=NoticeCode.DUE, link=link, org=org)
    note(actor, Deed.READ_TAKEOVER, kind="takeover", id="overdue", reminded=len(told))
    return len(told)
