"""Handing somebody what is kept about them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanshe.registry.people import actions as people_actions
from sanshe.registry.people import queries as people
from sanshe.registry.people.enums import Purpose
from sanshe.trust.audit.actions import note
from sanshe.trust.consent import queries as consents
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action
from sanshe.work.needs import queries as needs
from sanshe.work.planning import queries as planning
from sanshe.work.visits import queries as visits

from . import rules
from .enums import IdentityCheck, Withheld
from .errors import NotMadeSure, NotToGuardian, SupervisorHandsOver
from .queries import MOST, holds_sealed, matters_of
from .reading import Matter, Package, VisitLine, Yes


@action(Deed.EXPORT_PERSON)
def pack(actor: Actor, *, person: UUID, checked: str, leave_out: Iterable[UUID] = ()) -> Package:
    """Everything about a person, for themselves (个人信息保护法 art. 45), as far as the actor sees
    it. ``checked``: how it was made sure that it is they. ``leave_out``: matters somebody looked
    through and found to be about others too.

    Raises NotFound, NotMadeSure, SupervisorHandsOver, NotToGuardian.
    """
    card = people.get(actor, person)
    if checked not in IdentityCheck.values:
        raise NotMadeSure(field="checked")
    id = card.row.id
    if holds_sealed(actor, id):
        if not rules.may_hand_over_sealed(actor):
            raise SupervisorHandsOver()
        if checked == IdentityCheck.GUARDIAN:
            raise NotToGuardian(field="checked")
    full = people_actions.reveal(actor, person=id, purpose=Purpose.THEIR_WISH)
    left, looked = set(leave_out), people.looks(actor, id)
    own, _others = matters_of(actor, id)
    plans = planning.of_person(actor, id) if actor.may(Deed.READ_PLANS) else None
    package = Package(
        full=full,
        housemates=len(card.housemates) if card.row.household else None,
        wishes=plans.words if plans else (),
        groups=[str(mark.get_group_display()) for mark in plans.marks] if plans else (),
        consents=_consents(actor, id),
        matters=[_matter(actor, need) for need in own if need.id not in left],
        visits=_visits(actor, id),
        looks=looked or (),
        withheld=_withheld(chosen=any(n.id in left for n in own), looks=looked is None),
    )  # fmt: skip
    note(
        actor, Deed.EXPORT_PERSON, kind="person", id=id, community=card.row.community,
        purpose=checked, matters=len(package.matters), visits=len(package.visits),
        withheld=[str(one) for one in package.withheld],
    )  # fmt: skip
    return package


def _withheld(*, chosen: bool, looks: bool) -> list[Withheld]:
    """What stays. Most of it is named always: saying "somebody told us about you" only where
    somebody did, would tell it."""
    found = {Withheld.HOUSEMATES: True, Withheld.REPORTERS: True, Withheld.NOTES: True,
             Withheld.CHOSEN: chosen, Withheld.LOOKS: looks, Withheld.ELSEWHERE: True}  # fmt: skip
    return [one for one, held in found.items() if held]


def _consents(actor: Actor, person: UUID) -> list[Yes]:
    return [
        Yes(row.to_name, str(row.get_relation_display()), row.given_at, row.until, row.ended_at)
        for row in consents.of_person(actor, person)
    ]


def _matter(actor: Actor, need: needs.Need) -> Matter:
    answers = [line.text for line in needs.story(actor, need.id) if line.to_resident and line.text]
    return Matter(
        need.id, need.receipt, need.heard_at, str(need.get_kind_display()),
        str(need.get_state_display()), need.text, tuple(answers),
    )  # fmt: skip


def _visits(actor: Actor, person: UUID) -> list[VisitLine]:
    ids = people.ids_of(actor, person)
    rows = visits.visible(actor).filter(person_id__in=ids).order_by("-planned_start")[:MOST]
    return [
        VisitLine(
            row.started_at or row.planned_start, row.crew_names, str(row.get_way_display()),
            str(row.get_outcome_display() or row.get_state_display()),
        )
        for row in rows
    ]  # fmt: skip
