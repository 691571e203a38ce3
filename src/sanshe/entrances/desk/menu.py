"""What the desk offers: one entry a page, shown to whoever may do its deed."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .alarm_bar import bar_of, counts_of, inside


class Entry(NamedTuple):
    """A page of the desk. ``key`` opens it from the keyboard, after ``g``; ``group`` is where
    it stands: the day's work, people and what was done for them, the house itself."""

    deed: Deed
    name: str
    label: str | Promise
    key: str
    group: int


MENU = (
    Entry(Deed.READ_NEEDS, "desk:queue", _("事项"), "s", 1),
    Entry(Deed.HEAR_NEED, "desk:hear", _("登记"), "d", 1),
    Entry(Deed.TAKE_ORDERS, "desk:orders", _("工单"), "t", 1),
    Entry(Deed.READ_VISITS, "desk:visits", _("探访"), "v", 1),
    Entry(Deed.READ_ACTIVITIES, "desk:activities", pgettext_lazy("菜单", "活动"), "e", 1),
    Entry(Deed.READ_CASES, "desk:cases", _("个案"), "w", 1),
    Entry(Deed.READ_PLANS, "desk:plan", _("计划"), "m", 1),
    Entry(Deed.TICK_ROUND, "desk:rounds", _("走访单"), "r", 1),
    Entry(Deed.READ_DUTY, "desk:duty", _("值班"), "z", 1),
    Entry(Deed.READ_PEOPLE, "desk:people", _("居民"), "p", 2),
    Entry(Deed.READ_LEDGER, "desk:ledger", _("台账"), "l", 2),
    Entry(Deed.READ_AGREEMENTS, "desk:agreements", _("项目"), "x", 2),
    Entry(Deed.READ_CHECKS, "desk:checks", _("核对"), "h", 2),
    Entry(Deed.READ_BOARDS, "desk:boards", _("看板"), "k", 2),
    Entry(Deed.READ_REPORTS, "desk:reports", pgettext_lazy("购买服务", "报告"), "b", 2),
    Entry(Deed.READ_STATUTORY, "desk:statutory", _("年报"), "y", 2),
    Entry(Deed.READ_CATALOGUE, "desk:catalogue", _("目录"), "c", 3),
    Entry(Deed.READ_ORGANISATIONS, "desk:organisations", _("组织"), "o", 3),
    Entry(Deed.READ_ACCOUNTS, "desk:accounts", _("账号"), "a", 3),
    Entry(Deed.READ_AUDIT, "desk:audit", _("审计"), "u", 3),
)


class Link(NamedTuple):
    """An entry as a template shows it; ``apart`` where a group begins."""

    name: str
    url: str
    text: str
    key: str
    current: bool
    apart: bool


def menu_of(actor: Actor, path: str = "") -> list[Link]:
    """The entries an actor may use; the nearest one that ``path`` lies under is current."""
    entries = [(entry, reverse(entry.name)) for entry in MENU if actor.may(entry.deed)]
    nearest = max((url for _entry, url in entries if path.startswith(url)), key=len, default="")
    groups = [0, *(entry.group for entry, _url in entries)]
    return [
        Link(entry.name, url, str(entry.label), entry.key, url == nearest, entry.group != before)
        for (entry, url), before in zip(entries, groups, strict=False)
    ]


def nearest(links: list[Link], path: str) -> str:
    """The words of the entry that ``path`` lies under, "" where there is none."""
    under = [link for link in links if path.startswith(link.url)]
    return max(under, key=lambda link: len(link.url)).text if under else ""


def page(request: HttpRequest) -> dict[str, Any]:
    """For every template: the menu, the alarms, what waits, and the organisation acted for. Asks
    the database only where a template shows it."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {
        "menu": menu_of(actor, request.path),
        "alarm_bar": SimpleLazyObject(lambda: inside(actor, bar_of)),
        "live_counts": SimpleLazyObject(lambda: inside(actor, counts_of)),
        "acting_org": SimpleLazyObject(lambda: _org_name(actor)),
    }


def _org_name(actor: Actor) -> str:
    from sanshe.registry.organisations.queries import names_of

    return names_of([actor.org]).get(actor.org, "")
