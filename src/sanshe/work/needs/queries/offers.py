"""What an actor can do with a matter as it stands, for the page that shows it."""

from __future__ import annotations

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import State
from ..models import Need


def offers(actor: Actor, need: Need) -> set[str]:
    """The names of the actions that would not be refused now (the actions ask again)."""
    state, possible = need.state, set()
    if rules.takes_part(actor, need):
        possible |= {"note", "thank", "contact"}
    if state in (State.HEARD, State.SORTED) and rules.may_sort(actor, need):
        possible.add("sort")
    if rules.is_open(need) and rules.may_link(actor, need):
        possible |= {"link", "unlink"} if need.person_id else {"link"}
        if actor.may(Deed.KEEP_PEOPLE):
            possible.add("register")
    if state == State.SORTED and rules.may_pass_on(actor, need):
        possible.add("pass_on")
    if state in (State.SORTED, State.DISPATCHED) and rules.may_dispatch(actor, need):
        possible.add("dispatch")
    if state == State.DISPATCHED:
        possible |= _at_work(actor, need)
    elif state == State.ANSWERED:
        possible |= _answered(actor, need)
    elif state == State.CLOSED and rules.may_reopen(actor, need):
        possible.add("reopen")
    return possible


def _at_work(actor: Actor, need: Need) -> set[str]:
    possible = set()
    if rules.may_answer(actor, need):
        possible.add("answer")
    if rules.may_send_back(actor, need) and not need.returned:
        possible.add("send_back")
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
