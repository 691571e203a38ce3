"""The same told twice: joined into one work without losing a voice, and taken apart again."""

from __future__ import annotations

from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, handing_over

from .. import joining, rules
from ..enums import State, Step, Urgency
from ..errors import JoinedAlready, NotTheSame
from ..models import Need
from ..steps import keep, line, standing, take, turn_for


@action(Deed.SORT_NEED)
def join(actor: Actor, *, need: Need | UUID, version: int, to: UUID) -> Need:
    """Join a matter to one that tells the same. Its words, story and receipt stay; from now on it
    goes where ``to`` goes, and an alarm of either is an alarm of the one worked on.

    Raises OutOfDate, WrongState, NotYourTurn, NotTheSame, JoinedAlready.
    """
    first, second = sorted([need.pk if isinstance(need, Need) else need, to], key=str)
    taken = {one: take(actor, one) for one in (first, second)}  # always in this order: no deadlock
    main = taken[to]
    voice = take(actor, need, version)
    turn_for(rules.may_sort(actor, voice), voice.desk_org)
    standing(voice, State.HEARD, State.SORTED)
    standing(main, Step.JOINED)
    _check(voice, main)
    told_louder = _alarm(voice, main)
    voice.joined_to = main
    number = main.receipt
    keep(actor, voice, Deed.SORT_NEED, line(actor, voice, Step.JOINED, receipt=number))
    with handing_over():
        joining.follow(actor, voice, main)
    keep(
        actor, main, Deed.SORT_NEED,
        line(actor, main, Step.JOINED, receipt=voice.receipt, louder=told_louder),
    )  # fmt: skip
    return voice


@action(Deed.SORT_NEED)
def unjoin(actor: Actor, *, need: Need | UUID, version: int) -> Need:
    """Take a voice apart again: a matter of its own, where the joined one stood, at its desk.
    Raises OutOfDate, NotYourTurn, JoinedAlready (it is not joined)."""
    voice = take(actor, need, version)
    turn_for(rules.may_sort(actor, voice), voice.desk_org)
    if voice.joined_to_id is None:
        raise JoinedAlready()
    voice.joined_to = None
    return keep(actor, voice, Deed.SORT_NEED, line(actor, voice, Step.UNJOINED))


def _check(voice: Need, main: Need) -> None:
    if main.joined_to_id is not None or voice.joined_to_id is not None:
        raise JoinedAlready()
    with handing_over():
        if Need.objects.filter(joined_to=voice).exists():
            raise JoinedAlready()
    same = (voice.community, voice.privacy, voice.desk_org) == (
        main.community, main.privacy, main.desk_org,
    )  # fmt: skip
    if voice.pk == main.pk or not same:
        raise NotTheSame()


def _alarm(voice: Need, main: Need) -> bool:
    """Danger told by either is danger of the one worked on."""
    main.danger = list(dict.fromkeys([*main.danger, *voice.danger]))
    if voice.urgency == Urgency.P0 != main.urgency and main.state != State.ANSWERED:
        main.urgency, main.due_at = Urgency.P0, voice.due_at
        return True
    return False
