"""Handing a matter to whoever is responsible, and handing it back once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import desks, handing, rules
from ..enums import RulingKind, State, Step
from ..errors import ReturnedBefore, TakenAsDecided
from ..models import Need
from ..steps import call, keep, line, standing, take, turn_for, words


@action(Deed.DISPATCH_NEED)
def dispatch(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    lead: Any,
    helpers: Iterable[Any] = (),
    reason: str = "",
) -> Need:
    """Hand it to the lead, who answers for it; the deadline still counts from the first word.

    The lead is whom the catalogue of the place names; anybody else needs a ``reason``. An outside
    body (110, 12345) is *referred* to: it leads, and the desk follows up and keeps the matter.
    A desk may dispatch anew what lies with a lead that does not move, with a reason; not what was
    decided by somebody above. Raises OutOfDate, WrongState, NotYourTurn, UnknownOrganisation,
    MayNotSee, NotItsJudge, ReasonNeeded, TakenAsDecided.
    """
    held = take(actor, need, version)
    turn_for(rules.may_dispatch(actor, held), held.desk_org)
    standing(held, Step.DISPATCHED)
    reason = words(reason, field="reason", needed=False)
    chosen = handing.organisation(lead, "lead")
    others = [handing.organisation(one, "helpers") for one in helpers]
    others = [one for one in others if one.id != chosen.id]
    if held.fixed and held.lead_org != chosen.id:
        raise TakenAsDecided(field="lead")
    desks.check_sight(held, chosen, others)
    handing.check_reason(held, chosen, reason)
    before, referred = held.lead_org, chosen.kind == OrgKind.EXTERNAL
    handing.hand_to(held, chosen, others)
    keep(
        actor, held, Deed.DISPATCH_NEED,
        line(actor, held, Step.DISPATCHED, reason, lead=chosen.name, referred=referred,
             helpers=[one.name for one in others], again=before is not None),
        lead=str(chosen.id), referred=referred,
    )  # fmt: skip
    handing.tell_hands(actor, held, chosen)
    return held


@action(Deed.RETURN_NEED)
def send_back(actor: Actor, *, need: Need | UUID, version: int, reason: str) -> Need:
    """The lead says it is not theirs: once, with a reason. After that whoever has it leads, and
    may only ask somebody above (``dispute``).

    Raises OutOfDate, WrongState, NotYourTurn, ReturnedBefore, NothingSaid.
    """
    held = take(actor, need, version)
    turn_for(rules.may_send_back(actor, held), held.lead_org)
    standing(held, Step.RETURNED)
    if held.returned or held.fixed:
        raise ReturnedBefore()
    reason = words(reason, field="reason")
    handing.end_handover(held)
    handing.withdraw_ruling(held, RulingKind.DISPUTE)
    held.state, held.returned = State.SORTED, True
    held.lead_org, held.helper_orgs = None, []
    keep(actor, held, Deed.RETURN_NEED, line(actor, held, Step.RETURNED, reason))
    call(held, NoticeCode.RETURNED, held.desk_org)
    return held
