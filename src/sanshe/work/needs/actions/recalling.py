"""Taking back, within minutes, what was handed to the wrong one by a slip of the hand."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.messages.actions import settle
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import handing, rules
from ..enums import State, Step
from ..errors import InHand, RecallTooLate
from ..models import Need
from ..steps import keep, line, standing, take, turn_for


@action(Deed.DISPATCH_NEED)
def recall(actor: Actor, *, need: Need | UUID, version: int | None = None) -> Need:
    """Undo a first dispatch: it stands at the desk again, sorted, as if nobody had been asked;
    the story keeps both lines. Only by its desk, within ``rules.RECALL_WITHIN``, and as long as
    nobody but the desk has added anything since.

    Raises OutOfDate, WrongState, NotYourTurn, RecallTooLate, InHand.
    """
    held = take(actor, need, version)
    turn_for(rules.may_dispatch(actor, held), held.desk_org)
    standing(held, Step.RECALLED)
    sent = rules.sent_just_now(held)
    if sent is None:
        minutes = int(rules.RECALL_WITHIN.total_seconds() // 60)
        raise RecallTooLate(minutes=minutes)
    if held.fixed or rules.in_hand(held, sent):
        raise InHand()
    lead = held.lead_org
    handing.end_handover(held)
    held.state, held.lead_org, held.helper_orgs = State.SORTED, None, []
    keep(actor, held, Deed.DISPATCH_NEED, line(actor, held, Step.RECALLED), recalled=str(lead))
    for code in (NoticeCode.ASSIGNED, NoticeCode.WAITING):  # nobody opens what is gone again
        settle(code=code, link=f"/desk/needs/{held.id}/")
    return held
