"""What befalls a few matters on their way and after their end, so that a newcomer sees it: one in
dispute, one outside to be asked back about today, one that stands still, one appealed, some that
were closed weeks ago, and some that staff closed last week."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.ground.calendars import workdays
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions as needs

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

PAST = (
    ("一楼过道的扶手松了,老人抓不住", "home_safety"),
    ("想请人教我用手机挂号", "digital_help"),
    ("一个人在家,想有人来坐坐", "elder_visit"),
)
LAST_WEEK = (
    ("帮忙念一下物业的通知", "reading_help"),
    ("卫生间想装个扶手", "home_safety"),
    ("想报名唱歌班,不知道找哪个", "culture_leisure"),
)


def lay_out(laid: Laid) -> None:
    """Everything in 复兴, in the order of time."""
    Way(laid).run()


class Way:
    """The hands it goes through."""

    def __init__(self, laid: Laid) -> None:
        self.clerk, self.worker = laid.staff["li"], laid.staff["meng"]
        self.street = laid.staff["zhao"]
        self.colleague = laid.staff["xu"]
        self.secretary, self.job = laid.staff["zhou"], laid.job
        self.bodies = laid.bodies
        self.now = timezone.now()

    def run(self) -> None:
        for n, (text, category) in enumerate(PAST):
            self.closed_weeks_ago(text, category, days=33 - n)
        needs.ask_lasting(self.job)
        for n, (text, category) in enumerate(LAST_WEEK):
            self.closed_by_phone(text, category, n)
        needs.draw_checks(self.job)
        self.disputed()
        self.outside()
        self.paused()
        self.appealed()

    def ago(self, days: float) -> Any:
        return clock.at(self.now - timedelta(days=days))

    def dispatched(self, text: str, category: str, lead: str, urgency: str = "P3") -> Any:
        place = PLACES["FX"]
        need = needs.hear(
            Actor.resident(community=place), community=place, text=text, channel="web",
            contact_name="复兴居民",
        ).need  # fmt: skip
        desks = (self.clerk, self.worker, self.street)
        desk = next(one for one in desks if one.org == need.desk_org)
        need = needs.sort(
            desk, need=need.id, version=need.version, kind="need", category=category,
            urgency=urgency, privacy=need.privacy, reason="核对过原话",
        )  # fmt: skip
        return needs.dispatch(
            desk, need=need.id, version=need.version, lead=self.bodies[lead].id,
            reason="站里熟悉这几户",
        )  # fmt: skip

    def resident(self, need: Any) -> Actor:
        return Actor.resident(community=need.community, receipt=need.receipt)

    def closed_weeks_ago(self, text: str, category: str, days: float) -> None:
        with self.ago(days):
            need = self.dispatched(text, category, "CX")
            need = needs.answer(self.worker, need=need.id, text="去看过了,弄好了。")
            needs.confirm(self.resident(need), need=need.id)

    def closed_by_phone(self, text: str, category: str, n: int) -> None:
        """On a day of last week, whatever day it is today."""
        monday = timezone.localdate(self.now) - timedelta(days=timezone.localdate().weekday() + 7)
        day = datetime.combine(monday + timedelta(days=n), time(10), self.now.tzinfo)
        with clock.at(day):
            need = self.dispatched(text, category, "CX")
            need = needs.answer(self.worker, need=need.id, text="办好了,您看看。")
            colleague = self.secretary if need.desk_org == self.secretary.org else self.colleague
            needs.confirm(colleague, need=need.id, said="好了,谢谢")

    def disputed(self) -> None:
        with self.ago(1.3):
            need = self.dispatched("楼顶的太阳能漏水,滴到我家阳台", "property_repair", "CX")
            need = needs.send_back(
                self.worker, need=need.id, version=need.version, reason="是物业和住建的事"
            )
            need = needs.dispatch(
                self.clerk, need=need.id, version=need.version, lead=self.bodies["CX"].id,
                reason="物业撤走了,请社工站先牵头",
            )  # fmt: skip
            needs.dispute(
                self.worker, need=need.id, version=need.version,
                reason="漏水要动公共维修资金,社工站做不了主",
            )  # fmt: skip

    def outside(self) -> None:
        """Handed over some days ago; today is the day to ask back."""
        today = timezone.localdate(self.now)
        with self.ago(4.1):
            need = self.dispatched("对面工地夜里还在打桩,娃娃睡不着", "noise", "FXC")
            needs.hand_over(
                self.clerk, need=need.id, version=need.version, to=self.bodies["12345"].id,
                number="KM-20-4471", spoken_to="话务员", ask_on=today,
                text="这事归城管,我们帮您打了12345,今天回头问。",
            )  # fmt: skip

    def paused(self) -> None:
        with self.ago(1.1):
            need = self.dispatched("想装扶手,房产证在儿子那里", "home_safety", "CX")
            until = workdays.add_working_days(timezone.localdate(), 6)
            needs.pause(
                self.worker, need=need.id, version=need.version, why="papers", until=until,
                text="等您儿子把房产证寄回来,我们接着办。",
            )  # fmt: skip

    def appealed(self) -> None:
        with self.ago(9.2):
            need = self.dispatched("楼下单车堆到门口,轮椅出不去", "accessibility", "FXC", "P2")
        with self.ago(0.4):
            needs.appeal(
                self.resident(need), need=need.id, ground="overdue",
                text="说好三天,过了一个多星期还是老样子。",
            )  # fmt: skip
