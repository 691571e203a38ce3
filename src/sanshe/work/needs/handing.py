"""How a matter comes into other hands: what dispatching, warm hand-overs and rulings do alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor

from . import waits
from .enums import RulingKind, State, Verdict
from .errors import (
    AnewWithReason,
    NobodyNamed,
    NotAsNamed,
    UnknownOrganisation,
)
from .models import Handover, Need, Ruling
from .steps import call

Organisation = organisations.Organisation


def organisation(which: Any, field: str) -> Organisation:
    """The organisation that was chosen. Raises UnknownOrganisation."""
    if isinstance(which, Organisation):
        return which
    try:
        return organisations.get(which)
    except NotFound as error:
        raise UnknownOrganisation(field=field) from error


def check_reason(need: Need, lead: Organisation, reason: str, field: str = "reason") -> None:
    """Whoever differs from the catalogue, or changes the lead, says why. Raises ReasonNeeded."""
    responsible = catalogue.responsible(need.community, category=need.category)
    if reason:
        return
    if responsible is None:
        raise NobodyNamed(field=field)
    if responsible.lead.id != lead.id:
        raise NotAsNamed(field=field, lead=responsible.lead.name)
    if need.state == State.DISPATCHED:
        raise AnewWithReason(field=field)


def hand_to(need: Need, lead: Organisation, helpers: Iterable[Organisation]) -> None:
    """Into other hands: what was asked of the former ones is over. What an outside body has, is
    asked back about on a day, whether or not somebody named one."""
    end_handover(need)
    if need.lead_org != lead.id:
        withdraw_ruling(need, RulingKind.DISPUTE)
    need.lead_org = lead.id
    need.helper_orgs = [one.id for one in helpers]
    need.state = State.DISPATCHED
    if lead.kind == OrgKind.EXTERNAL:
        begin_handover(need, lead)


def tell_hands(actor: Actor, need: Need, lead: Organisation) -> None:
    """Lead and helpers read that they have it."""
    if lead.kind != OrgKind.EXTERNAL and lead.id != actor.org:
        call(need, NoticeCode.ASSIGNED, lead.id)
    call(need, NoticeCode.WAITING, *(org for org in need.helper_orgs if org != actor.org))


def begin_handover(
    need: Need,
    body: Organisation,
    *,
    day: date | None = None,
    number: str = "",
    spoken_to: str = "",
) -> Handover:
    """An outside body has it; on ``day`` it is asked back. Raises DayWrong."""
    end_handover(need)
    need.ask_back_on = waits.ask_day(day)
    return Handover.objects.create(
        need=need, org=body.id, number=number, spoken_to=spoken_to, ask_on=need.ask_back_on,
        made_at=timezone.now(),
    )  # fmt: skip


def end_handover(need: Need) -> None:
    """Nobody outside is asked any more."""
    Handover.objects.filter(need=need, ended_at__isnull=True).update(ended_at=timezone.now())
    need.ask_back_on = None


def withdraw_ruling(need: Need, kind: str) -> None:
    """What was asked of somebody above needs no answer any more."""
    Ruling.objects.filter(need=need, kind=kind, decided_at__isnull=True).update(
        decided_at=timezone.now(), verdict=Verdict.WITHDRAWN
    )


def tell_deciders(row: Ruling, code: NoticeCode) -> None:
    """Whoever decides reads that something waits."""
    for role in row.decider_roles:
        tell(code=code, link=f"/desk/needs/{row.need_id}/", org=row.decider_org, role=role)
