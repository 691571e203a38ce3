"""A morning at the clerk's desk: sorted matters that go out in one go, filters with a name; and
周奶奶, whose son is called first, whose data two people have asked for, and who wants to see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from sanshe.registry.people import actions as people
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions as needs
from sanshe.work.needs.queries import Need

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

WAITING = (
    ("need", "elder_visit", "P2", "我腿脚不好,想有个人隔几天来坐坐"),
    ("need", "elder_visit", "P3", "老伴走了以后家里太静,想有人来说说话"),
    ("need", "elder_visit", "P3", "一个人住,想让站里的小姑娘有空来看看"),
    ("praise", "thanks", "P4", "上次来的小何真耐心,替我谢谢她"),
)
VIEWS = (
    ("该派的", {"state": "sorted"}, True),
    ("探访的事", {"category": "elder_visit", "whose": "all"}, False),
    ("超期的", {"overdue": "1", "whose": "all"}, True),
)
ASKED = "我想看看你们记了我些什么"


def lay_out(laid: Laid) -> None:
    li, meng = laid.staff["li"], laid.staff["meng"]
    for name, filters, shared in VIEWS:
        needs.keep_view(li, name=name, filters=filters, shared=shared)
    for kind, category, urgency, text in WAITING:
        _sorted(laid, text, kind=kind, category=category, urgency=urgency)
    granny = laid.people["P01"]
    son = people.keep_person(
        meng, community=PLACES["FX"], name="周建国", birth_year=date.today().year - 60, sex="male",
        building="3栋", phone="100-0000-0078", even_so=True,
    )  # fmt: skip
    people.relate(meng, person=granny.id, other=son.id, relation="child", call_first=True)
    people.share_with(meng, person=granny.id, org=li.org, agreed=True)
    for who, purpose, days in ((laid.staff["feng"], "serve", 3), (li, "check", 1)):
        with clock.at(timezone.now() - timedelta(days=days)):
            people.reveal(who, person=granny.id, purpose=purpose)
    asked = _sorted(laid, ASKED, kind="rights", category="data_access", urgency="P3")
    needs.link_person(li, need=asked.id, version=asked.version, person=granny.id)


def _sorted(laid: Laid, text: str, **said: str) -> Need:
    community, li = PLACES["FX"], laid.staff["li"]
    heard = needs.hear(
        Actor.resident(community=community), community=community, text=text, channel="web"
    ).need
    return needs.sort(
        li, need=heard.id, version=heard.version, privacy="normal", reason="核对过原话", **said
    )
