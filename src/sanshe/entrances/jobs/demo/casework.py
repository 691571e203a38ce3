"""Four cases of the station: one waits for its assessment, one runs, one is late, one is closed.

Under a service of their own that no indicator of the demo contract counts: its year is told by
``agreement``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.registry.catalogue import actions as catalogue
from sanshe.trust.policy.scope import scope
from sanshe.work.casework import actions, queries

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

EVENING = timedelta(hours=9, minutes=40)
"""After the day's visits: nobody is in two places at once."""
CODE = "FX-24"


def lay_out(laid: Laid) -> None:
    like = laid.services["FX-08"]
    laid.services[CODE] = catalogue.add_service(
        laid.job, code=CODE, name="居民个案服务", community=PLACES["FX"], item=like.item,
        platform=like.platform, unit="cases", target_group="遇到难处的居民", planned_per_year=6,
    )  # fmt: skip
    _Case(laid, "xu", "B9", 2, "女儿上高中,想多做点工,不知道从哪里问起。")
    ran = _Case(laid, "meng", "B5", 40, "腿不好,半年没下楼,整天一个人。", second="xu")
    ran.planned("每两周去一次,陪着从三楼走到院子。", ("每周下楼两次", 0), ("自己打电话给儿子", 1))
    ran.met((25, "visit", "走到二楼,歇了一次。说年轻时在火车站上班。"),
            (11, "visit", "走到院子,坐了二十分钟,碰到两位老邻居。"))  # fmt: skip
    late = _Case(laid, "meng", "C6", 60, "老伴走了,晚上睡不好,不想让儿女操心。")
    late.planned("先听她说,再一起看看合唱队。", ("一周出门一次", 1))
    late.met(
        (38, "office", "说了一个小时老伴的事。"), (20, "phone", "夜里还是醒,白天愿意出去走走。")
    )
    done = _Case(laid, "xu", "C8", 120, "低保停了,看不懂通知。")
    done.planned("陪着去窗口问清楚,补材料。", ("弄清为什么停", 0), ("材料交上去", 0))
    done.met((110, "office", "一起看通知。"), (103, "along", "陪到街道窗口。"),
             (96, "visit", "帮着把材料理好。"), (82, "phone", "窗口说还差一张证明。"),
             (75, "along", "交上去了。"), (50, "phone", "批下来了,很高兴。"))  # fmt: skip
    done.closed(45, "低保恢复了,以后自己看得懂通知。", "以后我自己会去问了。")


class _Case:
    """A case as it went on, so many days before today."""

    def __init__(
        self, laid: Laid, who: str, key: str, opened: int, why: str, second: str = ""
    ) -> None:
        self.laid, self.opened = laid, opened
        self.actor = laid.staff[who]
        with self._on(opened):
            self.row = actions.open_case(
                self.actor, id=new_id(), person=laid.people[key].id, agreed_how="signed",
                service=laid.services[CODE].pk, why=why,
                second=laid.staff[second].user if second else None,
            )  # fmt: skip

    def planned(self, plan: str, *goals: tuple[str, int]) -> None:
        with self._on(self.opened - 6) as today:
            self._step(actions.assess, assessment="和本人、邻居都聊过。愿意有人来,想自己做主。")
            self._step(
                actions.plan, plan=plan, goals=goals, review_by=today + timedelta(days=91),
                next_on=today + timedelta(days=14),
            )  # fmt: skip

    def met(self, *contacts: tuple[int, str, str]) -> None:
        for ago, way, note in contacts:
            with self._on(ago) as today:
                made = actions.contact(
                    self.actor, case=self.row.id, id=new_id(), way=way, note=note, minutes=40,
                    started_at=timezone.now() - timedelta(minutes=45),
                    next_on=today + timedelta(days=14),
                )  # fmt: skip
                self.row = made.case

    def closed(self, ago: int, evaluation: str, words: str) -> None:
        with self._on(ago) as today:
            with scope(self.actor):
                reading = queries.read(self.actor, self.row)
            row = self._step(
                actions.close, evaluation=evaluation, opinion="good", opinion_words=words,
                scales={goal.id: 4 for goal in reading.goals},
                follow_up_on=today + timedelta(days=90),
            )  # fmt: skip
        with self._on(ago - 2):
            ledger.confirm(
                self.laid.staff["feng"], county=county_of(row.community), record=row.record,
                method="co_signed",
            )  # fmt: skip

    def _step(self, act: Any, **facts: Any) -> Any:
        self.row = act(self.actor, case=self.row.id, version=self.row.version, **facts)
        return self.row

    @contextmanager
    def _on(self, ago: int) -> Iterator[date]:
        """The evening of a working day about so long ago."""
        day = timezone.localdate() - timedelta(days=ago)
        while not is_working_day(day):
            day -= timedelta(days=1)
        with clock.at(clock.morning(day) + EVENING):
            yield day
