"""What visits tell the matter they are made for. Called by ``work.visits``, inside its actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..enums import State, Step
from ..models import Event, Need
from ..steps import answered, back_to_work, call, keep, line, take, turn_for, words

ANSWERS = "done"
"""The outcome of a visit that answers the matter: somebody came and saw the resident."""
_OPENS_AGAIN = (Step.NOT_SOLVED, Step.REOPENED, Step.LASTING, Step.CHECKED)


def note_visit(
    actor: Actor,
    *,
    need: Need | UUID,
    visit: UUID,
    outcome: str = "",
    planned: bool = False,
    cancelled: bool = False,
    nobody_came: bool = False,
    start: datetime | None = None,
    worker: str = "",
    text: str = "",
) -> Need:
    """A visit for this matter was planned, cancelled, made (``outcome``), or, says the resident,
    never happened."""
    if nobody_came:
        return _denied(actor, need=need, visit=visit, text=text)
    if planned or cancelled:
        facts: dict[str, Any] = {"cancelled": cancelled, "worker": worker}
        if start is not None:
            facts["start"] = start.isoformat()
        return _planned(actor, need=need, visit=visit, facts=facts)
    return _made(actor, need=need, visit=visit, outcome=outcome, text=text)


note_visit.deed = Deed.RECORD_VISIT  # type: ignore[attr-defined]  # each way below asks for its own


@action(Deed.RECORD_VISIT)
def _planned(actor: Actor, *, need: Need | UUID, visit: UUID, facts: dict[str, Any]) -> Need:
    held = _theirs(actor, need)
    planned = line(actor, held, Step.VISIT_PLANNED, visit=str(visit), **facts)
    return keep(actor, held, Deed.PLAN_VISIT, planned)


@action(Deed.RECORD_VISIT)
def _made(actor: Actor, *, need: Need | UUID, visit: UUID, outcome: str, text: str) -> Need:
    """A visit that was made answers the matter; any other outcome leaves it with the lead, and
    where the visit was written down as made before and nothing else answers, gives it back."""
    held = _theirs(actor, need)
    text = words(text, needed=False)
    visited = line(
        actor, held, Step.VISITED, text, to_resident=True, visit=str(visit), outcome=outcome
    )
    answers = outcome == ANSWERS and held.state == State.DISPATCHED
    undone = outcome != ANSWERS and held.state == State.ANSWERED and _rests_on(held, visit)
    if answers:
        answered(held)
    if undone:
        back_to_work(held, said=False)
    keep(actor, held, Deed.RECORD_VISIT, visited, outcome=outcome)
    if (answers or undone) and held.desk_org != actor.org:
        code = NoticeCode.ANSWERED if answers else NoticeCode.REOPENED
        call(held, code, held.desk_org)
    return held


def _rests_on(need: Need, visit: UUID) -> bool:
    """Whether this visit alone answered the matter, since it was last opened again."""
    answers: set[str] = set()
    steps = [*_OPENS_AGAIN, Step.ANSWERED, Step.VISITED]
    for one in Event.objects.filter(need=need, step__in=steps).order_by("at", "id"):
        if one.step in _OPENS_AGAIN:
            answers.clear()
        elif one.step == Step.ANSWERED:
            answers.add(Step.ANSWERED)
        elif one.data["outcome"] == ANSWERS:
            answers.add(one.data["visit"])
        else:
            answers.discard(one.data["visit"])
    return answers == {str(visit)}


@action(Deed.DISPUTE_SERVICE)
def _denied(actor: Actor, *, need: Need | UUID, visit: UUID, text: str) -> Need:
    """Nobody came: an answer that rests on that visit is none."""
    held = take(actor, need)
    turn_for(rules.holds_receipt(actor, held), held.desk_org)
    denied: Event = line(
        actor, held, Step.NOT_SOLVED, words(text, needed=False), to_resident=True,
        visit=str(visit), nobody_came=True,
    )  # fmt: skip
    if held.state == State.ANSWERED:
        back_to_work(held)
    keep(actor, held, Deed.DISPUTE_SERVICE, denied)
    call(held, NoticeCode.REOPENED, held.desk_org, held.lead_org)
    return held


def _theirs(actor: Actor, need: Need | UUID) -> Need:
    """A matter the actor's organisation leads or helps with."""
    held = take(actor, need)
    part = rules.in_lead(actor, held) or actor.org in held.helper_orgs
    turn_for(part, held.lead_org)
    return held
