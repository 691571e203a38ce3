"""A small platform of 广福 is about to change hands: lists half checked, most people asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.people import actions as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.takeover import actions, queries
from sanshe.work.visits import actions as visits

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

PLATFORM, SERVICE = "广福居家养老服务点", "GF-03"
IN_DAYS, AGO = 9, 12
ELDERS = (("杜奶奶", "2栋", 84), ("老范", "6栋", 79), ("苏奶奶", "6栋", 87), ("老包", "11栋", 81),
          ("鲁爷爷", "12栋", 90))  # fmt: skip
ANSWERS = ("yes", "yes", "no", "unreached")  # the fifth is not asked yet
THINGS = (
    ("asset", "轮椅", 3, "good", "lottery_fund", "服务点门口"),
    ("asset", "血压计", 2, "worn", "fiscal", "柜子第二层"),
    ("asset", "电饭煲", 1, "good", "donation", "厨房"),
    ("key", "服务点大门", 4, "", "", ""),
    ("paper", "签到册", 6, "", "", "文件柜"),
)


def lay_out(laid: Laid) -> None:
    luo, bao, jin, yin = (laid.staff[key] for key in ("luo", "bao", "jin", "yin"))
    day = timezone.localdate() + timedelta(days=IN_DAYS)
    _open_matters(laid, luo, day)
    with clock.at(clock.morning(timezone.localdate() - timedelta(days=AGO))):
        row = actions.announce(
            yin, platforms=[laid.platforms[PLATFORM].pk], coming=laid.bodies["LX"].id, day=day,
            why="ended", words="合同到期,新一年由连心中标。",
        )  # fmt: skip
        actions.draw(bao, takeover=row.pk)
    for kind, name, count, condition, money, where in THINGS:
        actions.add_thing(
            bao, takeover=row.pk, kind=kind, name=name, count=count, condition=condition,
            money=money, where=where,
        )  # fmt: skip
    actions.introduce(
        jin,
        takeover=row.pk,
        worker=laid.staff["wu"].user or NOBODY,
        greeting="我姓邬,以后常来看您。",
    )
    _counted(jin, row.pk)
    _asked(bao, row.pk)
    actions.write_farewell(
        bao, takeover=row.pk,
        text="这几年谢谢您让我们常来坐坐。以后由连心的邬社工来看您,她人很好。我们会想您的。",
    )  # fmt: skip


def _open_matters(laid: Laid, luo: Any, day: Any) -> None:
    """Visits after the day, and one matter that somebody told on the web."""
    for number, (name, building, age) in enumerate(ELDERS):
        key = f"G{number}"
        laid.people[key] = people.keep_person(
            luo, community=PLACES["GF"], name=name, building=building, even_so=True,
            birth_year=timezone.localdate().year - age, phone=f"100-0000-02{number:02d}",
        )  # fmt: skip
        start = clock.morning(day + timedelta(days=1 + number // 2)) + timedelta(hours=number % 2)
        visits.plan(
            luo, service=laid.services[SERVICE], person=laid.people[key], worker=luo.user,
            worker_name=luo.name, start=start, end=start + timedelta(minutes=45),
        )  # fmt: skip
    resident = Actor.resident(community=PLACES["GF"])
    heard = needs.hear(
        resident, community=PLACES["GF"], text="我妈一个人在家,中午想有人送饭", channel="web"
    )
    clerk = laid.staff["yang"]
    need = needs.sort(
        clerk, need=heard.need.id, version=heard.need.version, kind="need",
        category="meal_service", urgency="P2", privacy="normal",
    )  # fmt: skip
    needs.dispatch(clerk, need=need.id, version=need.version, lead=laid.bodies["LZW"])


def _counted(jin: Actor, id: Any) -> None:
    with scope(jin, read_only=True):
        things = queries.whole(jin, id).things
    for one in things[:3]:
        short = one.name == "轮椅"
        actions.meet_thing(
            jin, thing=one.pk, count=one.count - short, difference="一把借在居民家" * short
        )


def _asked(bao: Actor, id: Any) -> None:
    with scope(bao, read_only=True):
        clients = sorted(queries.whole(bao, id).clients, key=lambda one: one.person_id is None)
    for one, answer in zip(clients, ANSWERS, strict=False):
        actions.ask(
            bao, client=one.pk, answer=answer, how="home" if answer != "unreached" else "phone",
            notice_read=True,
        )  # fmt: skip
    with scope(bao, read_only=True):
        matters = queries.whole(bao, id).matters
    for matter in matters:
        if matter.client and matter.client.answer == "yes":
            actions.decide(bao, matter=matter.pk, fate="taken")
