"""What waits on the start page: figures of several modules, each by what the actor may do."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from sanshe.ground.messages.queries import unread_count
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.work.casework import queries as cases
from sanshe.work.checks import queries as checks
from sanshe.work.needs import queries as needs
from sanshe.work.visits import queries as visits

VISITING = frozenset({Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER, Role.VOLUNTEER})


class Waiting(NamedTuple):
    """How many things of a kind wait, and where they are."""

    text: str
    figure: str
    url: str
    urgent: bool = False


def waiting_for(actor: Actor) -> list[Waiting]:
    """The most pressing first. Asked inside the actor's scope."""
    found: list[Waiting] = []
    if actor.may(Deed.READ_NEEDS):
        found += _needs(actor)
    if actor.may(Deed.READ_VISITS) and actor.role in VISITING:
        today = visits.count_today(actor)
        found.append(Waiting(_("今天要去的探访"), _up_to(today), reverse("desk:visits")))
    if actor.may(Deed.WORK_CASE) and (late := len(cases.overdue(actor))):
        found.append(
            Waiting(_("过期没联系的个案"), _up_to(late), reverse("desk:cases"), urgent=True)
        )
    if actor.may(Deed.ANSWER_FLAG) and (flags := checks.count_open(actor)):
        found.append(
            Waiting(_("要说明的核对提示"), _up_to(flags), f"{reverse('desk:checks')}?state=open")
        )
    if actor.may(Deed.CALL_BACK) and (calls := checks.count_to_make(actor)):
        found.append(Waiting(_("要问一问的居民"), _up_to(calls), reverse("desk:checks_calls")))
    unread = unread_count(actor.user, actor.org, actor.role)
    found.append(Waiting(_("没看的提醒"), _up_to(unread), reverse("desk:inbox")))
    return found


def _needs(actor: Actor) -> list[Waiting]:
    counts, queue = needs.counts(actor), reverse("desk:queue")
    return [
        Waiting(
            _("要马上办的事"),
            _up_to(counts.at_once),
            f"{queue}?urgency=P0",
            urgent=counts.at_once > 0,
        ),
        Waiting(
            _("超期的事"), _up_to(counts.overdue), f"{queue}?overdue=1", urgent=counts.overdue > 0
        ),
        Waiting(_("等我们办的事"), _up_to(counts.waiting), queue),
        Waiting(_("要跟进的"), _up_to(needs.count_follow_ups(actor)), reverse("desk:follow_up")),
    ]


def _up_to(count: int) -> str:
    return str(count) if count < 100 else "99+"
