"""Who may do what in a take-over, in words; and the days it keeps to.

No law sets these days: all of them are our own decision (the community's own contract may say
otherwise). What is law: the receiver's name and contact are told, and another agency gets a file
only with a separate yes (个人信息保护法 art. 22–23); under fourteen the guardian says it (art. 31);
nothing is refused to who says no (art. 16).
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Sight

from .enums import Side, State
from .models import Takeover

NOTICE = "1"
"""Which wording is read to somebody (``takeover_notice.html``); kept with the answer."""

YOUNG = 14
"""Under this age the guardian answers (个人信息保护法 art. 31)."""

REACH_BACK = timedelta(days=365)
"""Where the leaving one stays in the place with other platforms: whoever these platforms have
visited within this time is asked (our own decision)."""

LIST_DAYS, ASK_DAYS, TELL_DAYS, LOOK_BACK_DAYS = 20, 7, 3, 30
"""Days before the day by which lists are begun, everybody is asked, everybody is told; and days
after it until somebody looks back (our own decision)."""


def due_on(state: str, day: date) -> date | None:
    """By when the step that a take-over waits for should be made; None where it waits for none."""
    days = {
        State.ANNOUNCED: -LIST_DAYS, State.PREPARING: -ASK_DAYS, State.FAREWELL: -TELL_DAYS,
        State.READY: 0, State.HANDED_OVER: LOOK_BACK_DAYS,
    }.get(State(state))  # fmt: skip
    return None if days is None else day + timedelta(days=days)


def waits_for(row: Takeover) -> UUID:
    """Whose move it is: the leaving one's until everything is ready; then and after the day that
    of who watches over it."""
    late = (State.READY, State.HANDED_OVER)
    return row.by_org if State(row.state) in late else row.leaving


def leaves(actor: Actor, row: Takeover) -> bool:
    return actor.org == row.leaving


def comes(actor: Actor, row: Takeover) -> bool:
    return actor.org == row.coming


def oversees(actor: Actor, row: Takeover) -> bool:
    """The street or bureau of the place, but never one that is a side itself."""
    return (
        actor.may(Deed.ANNOUNCE_TAKEOVER)
        and actor.covers(row.community)
        and actor.org not in (row.leaving, row.coming)
    )


def side_of(actor: Actor, row: Takeover) -> Side | None:
    """For which side somebody signs."""
    if not actor.may(Deed.SIGN_TAKEOVER):
        return None
    if leaves(actor, row):
        return Side.LEAVING
    if comes(actor, row):
        return Side.COMING
    return Side.OVERSEER if oversees(actor, row) else None


def may_read(actor: Actor, row: Takeover) -> bool:
    """The two sides, and who watches over the place; another agency does not."""
    if leaves(actor, row) or comes(actor, row):
        return True
    return actor.sight in (Sight.AREA, Sight.COUNTS) and actor.covers(row.community)


def asks(actor: Actor, row: Takeover) -> bool:
    """Before the day the leaving one asks, who knows them. After it the committee of the place
    asks those who were not reached: neither agency sees them any more."""
    if not actor.may(Deed.ASK_FOR_TAKEOVER):
        return False
    if row.state == State.HANDED_OVER:
        return actor.sight == Sight.AREA and actor.covers(row.community)
    return leaves(actor, row)
