"""Bodies outside the platform that matters are handed to: their national short numbers, and what
the law says about how long they may take.

Extend the list here; any organisation registered as an outside body can be handed to, whether it
is listed or not: one that has the number in its name or as its telephone is recognised.
Only limits that were read in the source (``calendars.table``, tag R) are told as law. Short numbers
marked ``sure=False`` are from memory: a place checks them before it relies on them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.calendars import deadlines


class Outside(NamedTuple):
    """An outside body. ``words`` are parts of the names it goes by."""

    name: str | Promise
    number: str = ""
    sure: bool = True
    words: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


BODIES = (
    Outside(_("公安报警"), "110"),
    Outside(_("消防救援"), "119"),
    Outside(_("医疗急救"), "120"),
    Outside(_("交通事故"), "122"),
    Outside(_("政务服务便民热线"), "12345", words=("热线",), limits=("HOT-DEFAULT",)),
    Outside(_("劳动保障监察"), "12333", sure=False, words=("劳动监察", "劳动保障监察", "人社"),
            limits=("WAGE-INSPECT",)),
    Outside(_("劳动争议仲裁"), words=("仲裁",), limits=("WAGE-ARB-ACCEPT", "WAGE-ARB-AWARD")),
    Outside(_("法律援助"), "12348", sure=False, words=("法律援助", "司法所"),
            limits=("AID-DECIDE", "AID-APPOINT")),
    Outside(_("法院"), words=("法院",), limits=("DV-ORDER", "DV-ORDER-URGENT")),
    Outside(_("信访"), words=("信访",), limits=("PET-ACCEPT", "PET-FINISH")),
    Outside(_("社会救助窗口"), words=("救助", "民政")),
    Outside(_("妇联"), "12338", sure=False, words=("妇联",)),
    Outside(_("未成年人保护"), "12355", sure=False, words=("未成年人", "共青团")),
    Outside(_("心理援助"), "12356", sure=False, words=("心理援助",)),
    Outside(_("医院和社区卫生"), words=("医院", "卫生服务")),
    Outside(_("网格"), words=("网格",)),
    Outside(_("城管"), words=("城管",)),
    Outside(_("教育部门"), words=("教育",)),
)  # fmt: skip


def of(organisation: Any) -> Outside | None:
    """What is known of a registered outside body, by its number, else by its name."""
    name, phone = str(organisation.name), str(organisation.phone)
    for body in BODIES:
        if body.number and (phone == body.number or body.number in name):
            return body
    return next((body for body in BODIES if any(word in name for word in body.words)), None)


def limits_in_words(body: Outside) -> list[str]:
    """How long they may take by law: each with its basis."""
    return [f"{deadlines.row(code).trigger}:{deadlines.words(code)}" for code in body.limits]
