"""Who may do which step, in words; and the numbers these rules stand on.

Every predicate is about a need the actor can already see (``queries.visible``): what is out of
sight is answered "not found" long before.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sanshe.ground.calendars import deadlines
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role

from .enums import ClosedHow, Ground, Kind, State, Step, Urgency
from .models import Event, Need, Ruling, View

UNREACHED_ATTEMPTS = 3
"""So many honest attempts, on as many different days, before "not reached" may close a matter."""

REOPEN_DAYS = 30
"""How long a resident may open a closed matter again by its receipt."""

BADLY_AFTER = 2
"""So many times "not solved" before it may be appealed as answered badly (our own decision)."""

LASTING_AFTER = timedelta(weeks=4)
LASTING_KINDS = (Kind.NEED, Kind.COMPLAINT, Kind.REPORT)
"""Of what somebody once solved is asked, four weeks later, whether it lasts."""

CALL_AFTER = timedelta(days=3)
"""So long the question waits on the follow page before the desk calls (our own decision)."""

TEXT_LIMIT = 4000
ASK_AGAIN = "P2"
"""After an answer the desk asks whether it is solved, within the time of this urgency."""

RECALL_WITHIN = timedelta(minutes=10)
"""So long a dispatch may be taken back, while nobody has touched it (our own decision)."""

REMIND_AFTER = timedelta(minutes=15)
BEFORE_ALL = timedelta(days=36_500)
"""What is dangerous has its turn a century early: first in every queue, oldest first."""

MOST_VIEWS, MOST_TABS = 8, 16
"""Named filters of one person; and of those shown together with the shared ones (our own)."""

RIGHTS_LIMIT = "RIGHTS-REQUEST"
"""Somebody who asks for their own data is answered by this limit at the latest (PIPL art. 45)."""

RANK = {Privacy.NORMAL: 0, Privacy.THIRD_PARTY: 1, Privacy.CONFIDENTIAL: 2, Privacy.SEALED: 3}


def due(urgency: str, start: datetime) -> datetime:
    """When a matter of this urgency is due (§6.8); what needs no action is passed on like P3."""
    code = Urgency.P3 if urgency in ("", Urgency.P4) else urgency
    return deadlines.due(f"NEED-{code}", start)


def limit_of(need: Need) -> datetime | None:
    """The last moment a hotline or the law leaves until the answer; None where neither says."""
    law = (
        deadlines.due(RIGHTS_LIMIT, need.heard_at)
        if need.kind == Kind.RIGHTS and not need.reopened
        else None
    )
    return min((at for at in (need.outer_due, law) if at is not None), default=None)


def turn_of(urgency: str, state: str, due_at: datetime) -> datetime:
    """Where a matter stands in a queue. An answered one is no longer at once."""
    pressing = urgency == Urgency.P0 and state != State.ANSWERED
    return due_at - BEFORE_ALL if pressing else due_at


def is_open(need: Need) -> bool:
    return need.state != State.CLOSED


def at_desk(actor: Actor, need: Need) -> bool:
    """Works for the organisation whose desk it is."""
    return actor.org == need.desk_org


def in_lead(actor: Actor, need: Need) -> bool:
    return need.lead_org is not None and actor.org == need.lead_org


def takes_part(actor: Actor, need: Need) -> bool:
    """Works for the desk, the lead or a helper."""
    return at_desk(actor, need) or in_lead(actor, need) or actor.org in need.helper_orgs


def holds_receipt(actor: Actor, need: Need) -> bool:
    return actor.role == Role.RESIDENT and bool(actor.receipt) and actor.receipt == need.receipt


def may_sort(actor: Actor, need: Need) -> bool:
    return actor.may(Deed.SORT_NEED) and at_desk(actor, need)


def may_link(actor: Actor, need: Need) -> bool:
    """Desk and lead say who an open matter is about; they must read the register to know."""
    return (
        actor.may(Deed.SORT_NEED)
        and actor.may(Deed.READ_PEOPLE)
        and (at_desk(actor, need) or in_lead(actor, need))
    )


def may_be_about(kept: str, privacy: str) -> bool:
    """Whether somebody ``kept`` under one privacy may be named by a matter of another: never by
    one that more people see."""
    return kept in OPEN or RANK[Privacy(kept)] <= RANK[Privacy(privacy)]


def may_dispatch(actor: Actor, need: Need) -> bool:
    return actor.may(Deed.DISPATCH_NEED) and at_desk(actor, need)


def may_drop(actor: Actor, view: View) -> bool:
    """Its maker; a shared one also whoever decides for the organisation."""
    return view.owner == actor.user or (view.shared and actor.may(Deed.DECIDE_NEED))


def sent_just_now(need: Need) -> Event | None:
    """The line of a first dispatch that may still be taken back."""
    sent = Event.objects.filter(need=need, step=Step.DISPATCHED).order_by("-at", "-id").first()
    if sent is None or sent.data.get("again") or sent.by_org != need.desk_org:
        return None
    return sent if timezone.now() - sent.at <= RECALL_WITHIN else None


def in_hand(need: Need, sent: Event) -> bool:
    """Whether anybody has done anything since it was dispatched, but for the desk's own notes."""
    own = Q(by_org=need.desk_org, step__in=[Step.NOTE, Step.PERSON])
    return Event.objects.filter(need=need, id__gt=sent.id).exclude(own).exists()


def may_answer(actor: Actor, need: Need) -> bool:
    """The lead; and the desk, which follows up where the lead is an outside body."""
    return actor.may(Deed.ANSWER_NEED) and (
        in_lead(actor, need) or (at_desk(actor, need) and need.waits_for == need.desk_org)
    )


def may_send_back(actor: Actor, need: Need) -> bool:
    return actor.may(Deed.RETURN_NEED) and in_lead(actor, need)


def may_reach(actor: Actor, need: Need) -> bool:
    return actor.may(Deed.ASK_RESIDENT) and (at_desk(actor, need) or in_lead(actor, need))


def may_confirm(actor: Actor, need: Need) -> bool:
    """The resident; or staff of desk or lead, with the resident on the phone."""
    return holds_receipt(actor, need) or (
        actor.user is not None
        and actor.may(Deed.CONFIRM_NEED)
        and (at_desk(actor, need) or in_lead(actor, need))
    )


def did_the_work(actor: Actor, need: Need) -> bool:
    """Whether this very person answered the matter or visited for it."""
    return Event.objects.filter(
        need=need, by_user=actor.user, step__in=[Step.ANSWERED, Step.VISITED]
    ).exists()


def may_pause(actor: Actor, need: Need) -> bool:
    """Whoever works on it now."""
    return actor.may(Deed.PAUSE_NEED) and actor.org == need.waits_for


def may_refer(actor: Actor, need: Need) -> bool:
    """The desk hands on what is not ours; a lead takes an outside body in and stays the lead."""
    return actor.may(Deed.REFER_NEED) and (at_desk(actor, need) or in_lead(actor, need))


def may_ask_back(actor: Actor, need: Need) -> bool:
    return actor.may(Deed.REFER_NEED) and actor.org == need.waits_for


def may_dispute(actor: Actor, need: Need) -> bool:
    """A lead that is not its own desk: the desk dispatches anew by itself."""
    return actor.may(Deed.DISPUTE_NEED) and in_lead(actor, need) and not at_desk(actor, need)


def may_decide(actor: Actor, row: Ruling) -> bool:
    """By one of the roles named, for the organisation named."""
    return actor.org == row.decider_org and actor.role.value in row.decider_roles


def may_appeal(actor: Actor, need: Need) -> bool:
    return holds_receipt(actor, need) or (actor.may(Deed.APPEAL_NEED) and takes_part(actor, need))


def may_hide(actor: Actor, need: Need) -> bool:
    """Desk and lead may keep it closer, once it is dispatched."""
    return actor.may(Deed.SORT_NEED) and (at_desk(actor, need) or in_lead(actor, need))


def may_ask_lasting(actor: Actor, need: Need) -> bool:
    """The resident; or staff with the resident on the telephone, who did not do the work."""
    return holds_receipt(actor, need) or (
        actor.user is not None and actor.may(Deed.CHECK_NEED) and takes_part(actor, need)
    )


def grounds(need: Need) -> list[str]:
    """For what somebody above may be asked, as the matter stands now."""
    if not is_open(need):
        return []
    late = need.due_at is not None and need.due_at < timezone.now()
    found = {Ground.OVERDUE: late, Ground.BOUNCED: need.returned,
             Ground.BADLY: need.reopened >= BADLY_AFTER}  # fmt: skip
    return [ground.value for ground, true in found.items() if true]


def may_reopen(actor: Actor, need: Need) -> bool:
    return holds_receipt(actor, need) or (
        actor.user is not None and actor.may(Deed.REOPEN_NEED) and takes_part(actor, need)
    )


def may_pass_on(actor: Actor, need: Need) -> bool:
    """Praise is passed on, not worked off."""
    return may_sort(actor, need) and (need.kind == Kind.PRAISE or need.urgency == Urgency.P4)


def may_lower(actor: Actor, need: Need) -> bool:
    """Only the sealed desk itself takes a seal off."""
    return need.privacy != Privacy.SEALED or (at_desk(actor, need) and actor.sees_sealed)


def still_reopens(need: Need) -> bool:
    """Whether a resident may still open it again."""
    return need.closed_at is not None and timezone.now() - need.closed_at <= timedelta(
        days=REOPEN_DAYS
    )


def lasting_asked_on(need: Need) -> date | None:
    """When to ask whether it lasts: once in a matter's life, and nothing of what is sealed."""
    said = need.closed_how in (ClosedHow.RESIDENT, ClosedHow.BY_PHONE)
    if need.lasting or not said or need.kind not in LASTING_KINDS or need.closed_at is None:
        return None
    if need.privacy == Privacy.SEALED:
        return None
    return timezone.localdate(need.closed_at + LASTING_AFTER)


def counted_on(need: Need) -> set[date]:
    """The local days on which an attempt since the last answer was counted."""
    since = (
        Event.objects.filter(need=need, step=Step.ANSWERED)
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )
    days = Event.objects.filter(need=need, step=Step.ATTEMPT, data__counted=True)
    if since is not None:
        days = days.filter(at__gte=since)
    return {timezone.localdate(at) for at in days.values_list("at", flat=True)}


def seen_by(need: Need, *, committees: set[UUID]) -> list[UUID]:
    """Whom a matter is shown to: desk, lead and helpers; sealed, desk and lead only; a
    confidential one never to a committee."""
    parts = [need.desk_org, need.lead_org]
    if need.privacy != Privacy.SEALED:
        parts += need.helper_orgs
        parts.append(need.overseer)
    hidden = committees if need.privacy in (Privacy.CONFIDENTIAL, Privacy.SEALED) else set()
    hidden = hidden | ({need.against_org} if need.against_org else set())
    return list(dict.fromkeys(p for p in parts if p is not None and p not in hidden))
