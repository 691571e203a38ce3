"""Numbers and predicates of intake."""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Duty
from sanshe.work.needs.queries import Need

from .enums import Fault, OurRole
from .models import Order

MOST_PHOTOS = 3  # our own decision
UNDO_HOURS = 48  # our own decision: a weekend's mistake is seen on Monday morning
LIST_DAYS = 30  # our own decision: so long do rows kept aside wait to be mended
PHOTO_DAYS = 180  # our own decision: after a matter was closed
ALIKE_DAYS = 30  # the same words within these days are likely the same matter

ARTICLE: dict[Fault, str | Promise] = {
    Fault.OUTSIDE: _(
        "这件事不在本社区公布的事项目录里。参照《北京市接诉即办工作条例》第十七条:"
        "不得向社区派发目录以外的事项。请派给有职责的部门。"
    ),
    Fault.MADE_LEAD: _(
        "目录里这件事社区只是协助。参照《北京市接诉即办工作条例》第十七条:"
        "协助事项不得由社区主办。请由有职责的部门主办,我们协助。"
    ),
}
"""What a wrongly sent order goes back with (§2.15)."""


def duties(community: int) -> dict[str, Duty]:
    """Whose duty each category is by the list in force; the first item by code decides."""
    version = catalogue.current_version(community)
    found: dict[str, Duty] = {}
    for line in catalogue.lines_of(version) if version else []:
        for category in line.item.categories:
            found.setdefault(category, Duty(line.duty))
    return found


def fault(order: Order, need: Need, known: dict[str, Duty]) -> Fault | None:
    """Why an order should not have come, by the list of its community. Where there is no list at
    all nothing can be said."""
    if not known:
        return None
    duty = known.get(need.category)
    if duty in (None, Duty.REFUSED):
        return Fault.OUTSIDE
    return Fault.MADE_LEAD if duty == Duty.ASSIST and order.our_role == OurRole.LEAD else None


UNDO_WITHIN = timedelta(hours=UNDO_HOURS)
