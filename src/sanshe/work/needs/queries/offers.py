"""What an actor can do with a matter as it stands, for the page that shows it."""

from __future__ import annotations

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy

from .. import rules, waits
from ..enums import Lasting, State
from ..models import Need


def offers(actor: Actor, need: Need) -> set[str]:
    """The names of the actions that would not be refused now (the actions ask again)."""
    state, possible = need.state, set()
    if need.joined_to_id is not None:
        return _joined(actor, need)
    if rules.takes_part(actor, need):
        possible |= {"note", "thank", "contact"}
    if state in (State.HEARD, State.SORTED) and rules.may_sort(actor, need):
        possible |= {"sort", "split", "join"}
    if rules.is_open(need) and rules.may_link(actor, need):
        possible |= {"link", "unlink"} if need.person_id else {"link"}
        if actor.may(Deed.KEEP_PEOPLE):
            possible.add("register")
    if state == State.SORTED and rules.may_pass_on(actor, need):
        possible.add("pass_on")
    if state in (State.SORTED, State.DISPATCHED) and not need.fixed:
        possible |= {"dispatch"} if rules.may_dispatch(actor, need) else set()
        possible |= {"hand_over"} if rules.may_refer(actor, need) else set()
    if state in (State.DISPATCHED, State.ANSWERED) and rules.may_hide(actor, need):
        possible |= {"raise_privacy"} if need.privacy != Privacy.SEALED else set()
    if rules.takes_part(actor, need):
        possible.add("complain")
        possible |= {"appeal"} if rules.grounds(need) else set()
    if state == State.DISPATCHED:
        possible |= _at_work(actor, need)
    elif state == State.ANSWERED:
        possible |= _answered(actor, need)
    elif state == State.CLOSED:
        if rules.may_reopen(actor, need):
            possible.add("reopen")
        if need.lasting == Lasting.ASKED and rules.may_ask_lasting(actor, need):
            possible |= set() if rules.did_the_work(actor, need) else {"say_lasting"}
    return possible


def _joined(actor: Actor, need: Need) -> set[str]:
    """A voice goes where its main matter goes; by itself it is only spoken with, or taken apart."""
    possible = {"note", "thank", "contact"} if rules.takes_part(actor, need) else set()
    return possible | ({"unjoin"} if rules.may_sort(actor, need) else set())


def _at_work(actor: Actor, need: Need) -> set[str]:
    possible = set()
    if rules.may_dispatch(actor, need) and not need.fixed:
        sent = rules.sent_just_now(need)
        possible |= {"recall"} if sent is not None and not rules.in_hand(need, sent) else set()
    if rules.may_answer(actor, need):
        possible.add("answer")
    if not need.fixed:
        if rules.may_send_back(actor, need) and not need.returned:
            possible.add("send_back")
        if rules.may_dispute(actor, need) and need.returned:
            possible.add("dispute")
    if rules.may_ask_back(actor, need) and need.ask_back_on is not None:
        possible.add("ask_back")
    if rules.may_pause(actor, need):
        possible |= _pausing(need)
    return possible


def _answered(actor: Actor, need: Need) -> set[str]:
    possible = set()
    if rules.may_confirm(actor, need):
        possible |= {"not_solved"} if rules.did_the_work(actor, need) else {"confirm", "not_solved"}
    if rules.may_reach(actor, need):
        possible.add("attempt")
        if need.attempts >= rules.UNREACHED_ATTEMPTS:
            possible.add("close_unreached")
    return possible


def _pausing(need: Need) -> set[str]:
    """What is late is not paused, nor what is urgent."""
    if need.paused_since is not None:
        return {"resume"}
    late = need.due_at is not None and need.due_at < timezone.now()
    return set() if late or need.urgency in waits.NEVER_PAUSED else {"pause"}
