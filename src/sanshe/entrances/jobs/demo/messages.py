"""The 60 messages, arriving as residents would send them, over the last days; the older ones have
gone their way, the newest wait at the desks."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.registry.catalogue.queries import responsible
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries
from sanshe.work.visits import actions as visits

from . import clock, duty
from .catalogue import CLERKS
from .tables import PLACES, SCENARIO

if TYPE_CHECKING:
    from .lay_out import Laid

DAYS = 8
FRESH = frozenset((
    2, 4, 8, 10, 13, 14,  # 复兴
    21, 25, 26, 33, 34, 37, 38,  # 王家桥
    43, 44, 48, 52, 57, 60,  # 广福小区
))  # fmt: skip
"""Those that came in last, mixed in kind and urgency: nobody has sorted them yet."""
AGENCY_DESKS = {"FX": "meng", "WJQ": "tang", "GF": "luo"}
STREET_DESKS = {"FX": "zhao", "WJQ": "bai", "GF": "yin"}
ANSWERS = {
    "need": "我们收到了,已经安排人办。有变化会在这里告诉您。",
    "offer": "太好了!站里会给您打电话,约个时间见面说。",
    "complaint": "谢谢您说出来。已经转给负责的单位,号码记在这里,三天后我们回头问结果。",
    "report": "谢谢您留意。已经有人去看过,后续我们跟着。",
    "rights": "按您说的办好了。哪里还不对,随时告诉我们。",
    "enquiry": "您问的事,答复在这里。还不清楚就打社区电话,一句一句说给您听。",
}
KNOWN = {
    1: "alone",  # an elder of tier A who lives alone
    6: "P01", 12: "P02", 18: "P05", 28: "P04", 41: "P07", 42: "P07",
}  # fmt: skip
"""Whom the desk knows by what is said. Of the others nobody knows who they are about."""
THANKS = "小姑娘小伙子们跑得快,谢谢你们。"

Step = tuple[datetime, int, Callable[[], None]]


def lay_out(laid: Laid) -> None:
    """Let the messages come in, and what follows happen, in the order of time."""
    Stream(laid).run()


class Stream:
    """What happens next, earliest first."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.now = timezone.now()
        self.steps: list[Step] = []
        self.order = count()

    def run(self) -> None:
        for number, message in enumerate(SCENARIO["messages"]):
            self.at(self.now - _age(number, message["id"]), partial(self.arrive, message))
        while self.steps:
            moment, _order, step = heapq.heappop(self.steps)
            with clock.at(moment):
                step()

    def at(self, moment: datetime, step: Callable[[], None]) -> None:
        """Do ``step`` then, if that has already been."""
        if moment < self.now:
            heapq.heappush(self.steps, (moment, next(self.order), step))

    def arrive(self, message: dict[str, Any]) -> None:
        community = PLACES[message["place"]]
        heard = needs.hear(
            Actor.resident(community=community), community=community, text=message["text"],
            channel="web", keep_from_committee=message["privacy"] == "confidential",
        )  # fmt: skip
        duty.attend(self, message, heard.need)
        if message["id"] in FRESH:
            return
        wait = timedelta(minutes=4) if message["urgency"] == "P0" else timedelta(hours=3)
        self.at(timezone.now() + wait, lambda: self.sort(message, heard.need.id))

    def look(self, id: Any) -> Any:
        """The matter as it stands."""
        with scope(self.laid.job):
            return queries.get(self.laid.job, id)

    def desk(self, message: dict[str, Any], need: Any) -> Actor | None:
        """Whoever sits at the desk the message went to."""
        place = message["place"]
        for key in (CLERKS[place], AGENCY_DESKS[place], STREET_DESKS[place]):
            if self.laid.staff[key].org == need.desk_org:
                return self.laid.staff[key]
        return None

    def sort(self, message: dict[str, Any], id: Any) -> None:
        need = self.look(id)
        desk = self.desk(message, need)
        if desk is None:
            return
        lowered = need.privacy == "sealed" and message["privacy"] != "sealed"
        need = needs.sort(
            desk, need=id, version=need.version, kind=message["kind"],
            category=message["category"], urgency=message["urgency"],
            privacy=need.privacy if lowered else message["privacy"], reason="核对过原话",
        )  # fmt: skip
        if message["id"] in KNOWN and desk.may(Deed.READ_PEOPLE):
            person = self.known(KNOWN[message["id"]])
            needs.link_person(desk, need=id, version=need.version, person=person.id)
        if message["kind"] == "praise":
            return
        with scope(desk):
            duty = responsible(need.community, category=message["category"])
        lead = duty.lead if duty else None
        if lead is None:
            return
        self.at(
            timezone.now() + timedelta(minutes=10),
            lambda: self.dispatch(message, id, lead),
        )

    def known(self, key: str) -> Any:
        """Somebody of the register."""
        if key == "alone":
            elders = (self.laid.people[f"A{number}"] for number in range(2, 13))
            return next(elder for elder in elders if elder.sex == "female")
        return self.laid.people[key]

    def dispatch(self, message: dict[str, Any], id: Any, lead: Any) -> None:
        need = self.look(id)
        desk = self.desk(message, need)
        if desk is None:
            return
        needs.dispatch(desk, need=id, version=need.version, lead=lead)
        worker = self.laid.staff[AGENCY_DESKS[message["place"]]]
        if lead.id == worker.org:
            if message["category"] == "elder_visit":
                self.at(
                    timezone.now() + timedelta(hours=20), lambda: self.visit(worker, message, id)
                )
            self.at(timezone.now() + timedelta(days=2), lambda: self.answer(worker, message, id))
        elif lead.id == desk.org:
            self.at(timezone.now() + timedelta(days=1), lambda: self.answer(desk, message, id))

    def visit(self, worker: Actor, message: dict[str, Any], id: Any) -> None:
        assert worker.user
        hour = 13 + message["id"] % 2  # so that two of a day do not meet
        start = timezone.localtime().replace(hour=hour, minute=10, second=0, microsecond=0)
        start += timedelta(days=1)
        visit = visits.plan(
            worker, service=self.laid.services["FX-01"], need=id,
            whom="" if self.look(id).person_id else "来话的老人家",
            worker=worker.user, worker_name=worker.name, start=start,
            end=start + timedelta(minutes=40),
        )  # fmt: skip

        def made() -> None:
            visits.record(
                worker, visit=visit, version=visit.version, outcome="done", started_at=start,
                ended_at=start + timedelta(minutes=34),
                checks=dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine"),
                talked_about="听老人说老伴,陪着看了一集电视", spoken_code=visit.spoken_code,
            )  # fmt: skip

        self.at(start + timedelta(minutes=36), made)

    def answer(self, actor: Actor, message: dict[str, Any], id: Any) -> None:
        need = self.look(id)
        if need.state == "dispatched":  # a visit that was made has answered it already
            need = needs.answer(actor, need=id, text=ANSWERS[message["kind"]])
        if message["id"] % 3:
            self.at(
                timezone.now() + timedelta(hours=5), lambda: self.say(message, need.receipt, id)
            )

    def say(self, message: dict[str, Any], receipt: str, id: Any) -> None:
        resident = Actor.resident(community=PLACES[message["place"]], receipt=receipt)
        if message["id"] % 7 == 4:
            needs.not_solved(resident, need=id, text="还没弄好,麻烦再看看")
            return
        needs.confirm(resident, need=id)
        if message["id"] % 2:
            needs.thank(resident, need=id, text=THANKS)


def _age(number: int, id: int) -> timedelta:
    """How long ago a message came: the fresh ones within the last day, the others before that,
    well mixed."""
    if id in FRESH:
        place = sorted(FRESH).index(id) * 7 % len(FRESH)
        return timedelta(minutes=25) + timedelta(hours=20) * place / len(FRESH)
    return timedelta(days=1.2) + timedelta(days=DAYS - 1.2) * (number * 11 % 60) / 60
