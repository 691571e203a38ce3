"""What every step on a matter does alike: take it under a lock, write it back, tell its story."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from sanshe.ground.kit import slips
from sanshe.ground.kit.errors import OutOfDate
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import handing_over

from . import desks, halves, joining, lessons, rules, transitions, waits
from .enums import Moving, State, Step
from .errors import NothingSaid, NotItsJudge, NotYourTurn, TooLong, WrongState
from .models import Event, Handover, Need
from .queries.matter import held
from .ringing import attend


def take(actor: Actor, need: Need | UUID, version: int | None = None) -> Need:
    """The matter, locked until the end of the transaction.

    Raises NotFound where the actor cannot see it, OutOfDate where somebody was faster than the
    form with this ``version`` (None: the step does not depend on what was shown).
    """
    row = held(actor, need)
    if version is not None and row.version != int(version):
        raise OutOfDate(field="version")
    row.stood, row.stood_due = row.state, row.due_at
    return row


def standing(need: Need, *where: State | Step) -> None:
    """Raise WrongState unless the matter stands in one of these states, or where one of these
    steps may be made."""
    states = [
        state
        for one in where
        for state in (transitions.froms(one) if isinstance(one, Step) else (one,))
    ]
    if need.state not in states:
        raise WrongState(state=need.get_state_display())


def turn_for(allowed: bool, whose: UUID | None) -> None:
    """Raise NotYourTurn, naming who does this step, unless it is allowed."""
    if not allowed:
        name = organisations.names_of([whose]).get(whose) if whose else None
        raise NotYourTurn(whose=name or "—")


def words(text: str, *, field: str = "text", needed: bool = True) -> str:
    """What was typed, without the blanks around it. Raises NothingSaid, TooLong."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if needed and not text:
        raise NothingSaid(field=field)
    if len(text) > rules.TEXT_LIMIT:
        raise TooLong(field=field, limit=rules.TEXT_LIMIT)
    return text


def keep(actor: Actor, need: Need, deed: Deed, *lines: Event, **detail: Any) -> Need:
    """Write the matter back with its new lines: version, place in the queue, who sees it.

    Under ``handing_over``: a step may move the matter out of the sight of whoever makes it.
    """
    joining.still_joined(need, lines)
    before = need.stood or transitions.START
    if not transitions.allowed([one.step for one in lines], before, need.state):
        raise AssertionError(f"not in transitions.MOVES: {before} → {need.state} by {lines}")
    need.stood = need.state
    need.version += 1
    if _place(need) and lines:  # the story itself tells whose move it is from here on
        lines[-1].data["holder"] = str(need.waits_for)
    parts = [need.desk_org, *need.helper_orgs, *([need.lead_org] if need.lead_org else [])]
    if need.against_org in parts:  # whichever way it would have come there
        raise NotItsJudge(org=organisations.get(need.against_org).name)
    need.seen_by = rules.seen_by(need, committees=desks.committees_among(parts))
    with handing_over():
        need.save()
        Event.objects.bulk_create(lines)
        joining.carry(actor, need, lines)
        lessons.guard(need)
        halves.guard(need)
    audit(
        actor, deed, kind="need", id=need.id, community=need.community,
        state=need.state, version=need.version, **detail,
    )  # fmt: skip
    attend(actor, need, before, lines)
    return need


def _place(need: Need) -> bool:
    """Whose move is next, and when; says whether it is another's. A new deadline or a new holder
    may be reminded anew. Who works no more does not wait either."""
    before = need.waits_for, need.stood_due
    need.waits_for = _waits_for(need)
    if need.state != State.DISPATCHED:
        waits.end_pause(need)
        need.ask_back_on = None
    if need.due_at is None:
        need.due_at = rules.due(need.urgency, need.heard_at)
    last = rules.limit_of(need)
    if last is not None and need.state not in (State.ANSWERED, State.CLOSED):
        need.due_at = min(need.due_at, last)
    need.turn = rules.turn_of(need.urgency, need.state, need.due_at)
    if need.ask_back_on is not None:
        need.turn = min(need.turn, waits.morning_of(need.ask_back_on))
    if before != (need.waits_for, need.due_at):
        need.reminded_at, need.stood_due = None, need.due_at
        need.warn_at = waits.warn_at(need.urgency, need.state, need.due_at)
    return before[0] != need.waits_for


def _waits_for(need: Need) -> UUID:
    """The lead works; everything else (sorting, following an outside body up, asking the
    resident) is the desk's."""
    if need.joined_to_id is not None:
        return NOBODY
    if need.state != State.DISPATCHED or need.lead_org is None or need.lead_org == need.desk_org:
        return need.desk_org
    lead = organisations.get(need.lead_org)
    return need.desk_org if lead.kind == OrgKind.EXTERNAL else need.lead_org


def line(
    actor: Actor, need: Need, step: Step, text: str = "", *, to_resident: bool = False, **data: Any
) -> Event:
    """A line of the story, not yet written. ``data`` holds codes and numbers."""
    return Event(
        need=need, step=step, at=timezone.now(), by_user=actor.user, by_name=actor.name,
        by_role=actor.role.value, by_org=actor.org, text=text, to_resident=to_resident, data=data,
    )  # fmt: skip


def call(need: Need, code: NoticeCode, *orgs: UUID | None) -> None:
    """Tell organisations that something waits; never what it is about."""
    for org in dict.fromkeys(orgs):
        if org is not None:
            tell(code=code, link=f"/desk/needs/{need.id}/", org=org)


def answered(need: Need) -> None:
    """It is the resident's turn; the desk asks them in time."""
    waits.end_pause(need)  # counted, before the next deadline begins
    need.state = State.ANSWERED
    need.attempts = 0
    need.due_at = rules.due(rules.ASK_AGAIN, timezone.now())


def back_to_work(need: Need, *, said: bool = True) -> None:
    """Whoever led it leads it again; what was never dispatched goes back to its desk. ``said``:
    the resident says so, which counts."""
    need.state = State.DISPATCHED if need.lead_org else State.SORTED
    need.closed_how, need.closed_at = "", None
    need.attempts = 0
    need.reopened += said
    need.ask_lasting_on = None
    need.due_at = rules.due(need.urgency, timezone.now())
    _ask_outside_again(need)


def _ask_outside_again(need: Need) -> None:
    """An outside body that had it is asked back about it once more."""
    row = Handover.objects.filter(need=need).order_by("-made_at").first()
    if row is None or (row.ended_at is not None and row.org != need.lead_org):
        return
    row.state, row.ended_at = Moving.WAITING, None
    row.ask_on = need.ask_back_on = waits.ask_day(None)
    row.save(update_fields=["state", "ended_at", "ask_on"])


def numbered(need: Need) -> bool:
    """Insert under a fresh receipt number; False where the message is already in."""
    try:
        slips.insert(need, "receipt")
    except IntegrityError:
        if Need.objects.filter(asked_as=need.asked_as).exists():
            return False
        raise
    return True
