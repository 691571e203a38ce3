"""Another organisation runs the platform from today: its open matters change hands with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope
from sanshe.trust.policy.walls import instead

from .. import handing
from ..enums import RulingKind, State, Step
from ..errors import NothingLeft
from ..models import Need
from ..steps import call, keep, line, take

OPEN = (State.HEARD, State.SORTED, State.DISPATCHED, State.ANSWERED)


@action(Deed.CARRY_TAKEOVER)
def change_operator(
    actor: Actor, *, need: Need | UUID, former: UUID, to: UUID | None, text: str = ""
) -> Need:
    """Wherever ``former`` stood in an open matter (desk, lead, helper), ``to`` stands now. With
    ``to`` None (the resident gave no yes to another agency) it goes back to its desk, which sees
    to it anew; ``text`` is told to the resident.

    Raises NothingLeft where the matter is at the former one's own desk and nobody takes it.
    """
    with scope(Actor.job("take-over")) as job:  # neither side sees all that moves
        held = take(job, need)
        if held.state in OPEN and former in _parts(held):
            _move(actor, held, former, to, text)
    audit(actor, Deed.CARRY_TAKEOVER, kind="need", id=held.id, community=held.community)
    return held


def _move(actor: Actor, held: Need, former: UUID, to: UUID | None, text: str) -> None:
    if to is None:
        _give_back(held, former)
    else:
        _hand_on(held, former, to)
    names = organisations.names_of([former, *([to] if to else [])])
    changed = line(
        actor, held, Step.TAKEN_OVER, text, to_resident=bool(text), former=names.get(former, ""),
        lead=names.get(to, "") if to else "",
    )  # fmt: skip
    keep(actor, held, Deed.CARRY_TAKEOVER, changed, lead=str(held.lead_org or ""))
    if to is None:
        call(held, NoticeCode.RETURNED, held.desk_org)


def _parts(need: Need) -> list[Any]:
    return [need.desk_org, need.lead_org, *need.helper_orgs]


def _hand_on(need: Need, former: UUID, to: UUID) -> None:
    if need.desk_org == former:
        need.desk_org = to
        Need.objects.filter(joined_to=need, desk_org=former).update(desk_org=to)  # voices stay
    if need.lead_org == former:
        need.lead_org = to
        handing.withdraw_ruling(need, RulingKind.DISPUTE)
    helpers = [to if one == former else one for one in need.helper_orgs]
    need.helper_orgs = [one for one in dict.fromkeys(helpers) if one != need.lead_org]


def _give_back(need: Need, former: UUID) -> None:
    """What is answered stays so, with its desk; anything else is to be dispatched anew."""
    if need.desk_org == former:
        raise NothingLeft(receipt=need.receipt)
    need.helper_orgs = [one for one in need.helper_orgs if one != former]
    if need.lead_org != former:
        return
    handing.end_handover(need)
    handing.withdraw_ruling(need, RulingKind.DISPUTE)
    need.fixed = False
    if need.state == State.ANSWERED:
        need.lead_org = need.desk_org
    else:
        need.state, need.lead_org = State.SORTED, None


@action(Deed.CARRY_TAKEOVER)
def pass_closed(
    actor: Actor, *, community: int, former: UUID, to: UUID | None = None,
    persons: Iterable[UUID] | None = None, anew: bool = False,
) -> int:  # fmt: skip
    """What is over stays as it was done, but ``former`` reads it no more; ``to`` does, of these
    ``persons`` who agreed (None: everybody's in the place). ``anew``: the yes came later. Opened
    again by its resident it is shown to whoever led it, who hands it back. Gives how many."""
    theirs = Q(seen_by__contains=[former])
    if anew:
        theirs = Q(lead_org=former) | Q(desk_org=former)
    rows = Need.objects.filter(theirs, community=community, state=State.CLOSED)
    if persons is not None:
        rows = rows.filter(person__in=list(persons))
    with scope(Actor.job("take-over")):
        count = rows.update(seen_by=instead(former, to))
    audit(actor, Deed.CARRY_TAKEOVER, kind="need", id="closed", community=community, items=count)
    return count
