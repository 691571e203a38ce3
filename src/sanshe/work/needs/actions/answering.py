"""Words to the resident, among those who work on a matter, and back to them as thanks."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..enums import Step
from ..models import Need
from ..steps import answered, call, keep, line, standing, take, turn_for, words


@action(Deed.ANSWER_NEED)
def answer(actor: Actor, *, need: Need | UUID, text: str, version: int | None = None) -> Need:
    """Tell the resident, in plain words, what was done. Not the end: their word is.

    Raises OutOfDate, WrongState, NotYourTurn, NothingSaid.
    """
    held = take(actor, need, version)
    turn_for(rules.may_answer(actor, held), held.waits_for)
    standing(held, Step.ANSWERED)
    text = words(text)
    answered(held)
    keep(actor, held, Deed.ANSWER_NEED, line(actor, held, Step.ANSWERED, text, to_resident=True))
    if held.desk_org != actor.org:
        call(held, NoticeCode.ANSWERED, held.desk_org)
    return held


@action(Deed.ANSWER_NEED)
def note(actor: Actor, *, need: Need | UUID, text: str, to_resident: bool = False) -> Need:
    """A remark in the story, at any time; ``to_resident`` lets the resident read it.

    Raises NotYourTurn for those who take no part, NothingSaid.
    """
    held = take(actor, need)
    turn_for(rules.takes_part(actor, held), held.waits_for)
    remark = line(actor, held, Step.NOTE, words(text), to_resident=to_resident)
    return keep(actor, held, Deed.ANSWER_NEED, remark, remark=True)


@action(Deed.THANK)
def thank(actor: Actor, *, need: Need | UUID, text: str, to: str = "") -> Need:
    """Thanks, in the resident's words or told to staff. Whoever it is for reads it; it feeds no
    figure about anybody. Raises NotYourTurn, NothingSaid."""
    held = take(actor, need)
    turn_for(rules.holds_receipt(actor, held) or rules.takes_part(actor, held), held.waits_for)
    keep(
        actor, held, Deed.THANK,
        line(actor, held, Step.THANKED, words(text), to_resident=True, to=to.strip()[:40]),
    )  # fmt: skip
    call(held, NoticeCode.THANKED, held.lead_org or held.desk_org)
    return held
