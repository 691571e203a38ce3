"""Dispatching several at once: what would go where, and what stays and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from sanshe.ground.kit.errors import Problem
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed

from .. import desks, rules
from ..enums import Kind, State
from ..errors import BetterPassedOn, JoinedAlready, NoLeadNamed, NotAtYourDesk, WrongState
from ..models import Need
from .matter import visible
from .queue import EXCERPT

AT_ONCE = 50
"""So many at most in one go: a page of the queue."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One matter on its way to whom the catalogue names; or, with ``why``, kept aside."""

    id: UUID
    version: int
    receipt: str
    urgency: str
    excerpt: str
    lead: organisations.Organisation | None = None
    helpers: list[organisations.Organisation] = field(default_factory=list)
    why: str = ""


def parcels(actor: Actor, ids: Iterable[UUID]) -> list[Parcel]:
    """Those of the matters the actor sees, in the queue's order. What one could dispatch by hand
    with a reason, is kept aside: bulk is for what goes without saying."""
    demand(actor, Deed.DISPATCH_NEED)
    wanted = list(dict.fromkeys(ids))[:AT_ONCE]
    rows = list(visible(actor).filter(pk__in=wanted).order_by("turn", "id"))
    named = {place: _named_in(place) for place in {need.community for need in rows}}
    return [_parcel(actor, need, named[need.community].get(need.category)) for need in rows]


def recallable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Those of some matters that ``actions.recall`` would take back now."""
    found = set()
    for need in visible(actor).filter(pk__in=list(ids)[:AT_ONCE]):
        sent = rules.sent_just_now(need)
        ours = rules.may_dispatch(actor, need) and need.state == State.DISPATCHED and not need.fixed
        if ours and sent is not None and not rules.in_hand(need, sent):
            found.add(need.id)
    return found


def _named_in(community: int) -> dict[str, catalogue.Responsible]:
    """By category, whom the catalogue of a place names: of several, the first by code."""
    version = catalogue.current_version(community)
    found: dict[str, catalogue.Responsible] = {}
    for line in catalogue.everything_in(version) if version else []:
        for category in line.item.categories:
            found.setdefault(category, line)
    return found


def _parcel(actor: Actor, need: Need, named: catalogue.Responsible | None) -> Parcel:
    words = (need.part or need.text)[:EXCERPT]
    parcel = partial(Parcel, need.id, need.version, need.receipt, need.urgency, words)
    try:
        _ask(actor, need, named)
    except Problem as problem:
        return parcel(why=str(problem))
    assert named is not None
    helpers = named.helpers if need.privacy in OPEN else []
    return parcel(lead=named.lead, helpers=helpers)


def _ask(actor: Actor, need: Need, named: catalogue.Responsible | None) -> None:
    """Raise whatever speaks against sending it to whom the catalogue names."""
    if need.joined_to_id is not None:
        raise JoinedAlready()
    if not rules.may_dispatch(actor, need):
        raise NotAtYourDesk()
    if need.state != State.SORTED:
        raise WrongState(state=need.get_state_display())
    if need.kind == Kind.PRAISE:
        raise BetterPassedOn()
    if named is None:
        raise NoLeadNamed()
    desks.check_sight(need, named.lead, named.helpers if need.privacy in OPEN else [])
