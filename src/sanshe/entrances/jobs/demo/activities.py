"""A group of elders who live alone, the after-school hour, the paper-cutting class whose teacher
came as a newcomer, and a tea party to come.

Their sessions are written under services that the demo's contract does not count, so that its
figures stay the scenario's."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars.workdays import add_working_days
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.activities import actions, queries

from . import clock

if TYPE_CHECKING:
    from .lay_out import Laid

CHILDREN = (("豆豆", ""), ("小宝", "妈妈"), ("可可", "爸爸"), ("轩轩", "奶奶"), ("朵朵", "妈妈"))
"""Called names and who said yes; of one the guardian is still to be asked (P06)."""
CALLED = ("周奶奶", "花灯爷爷", "种花的嬢嬢", "老师傅", "爱笑的奶奶", "三楼爷爷", "毛线奶奶",
          "下棋的爷爷", "唱歌的嬢嬢", "早起的奶奶")  # fmt: skip
SAID = ("大家互相留了电话。", "聊第一次坐地铁的事。", "约好一起去赶集。", "学会了打视频。")


def lay_out(laid: Laid) -> None:
    today = timezone.localdate()
    _lonely_elders(laid, today)
    _after_school(laid, today)
    _paper_cutting(laid, today)
    _tea_party(laid, today)


def _lonely_elders(laid: Laid, today: date) -> None:
    """GR-01: four of eight sessions have been held."""
    xu, feng = laid.staff["xu"], laid.staff["feng"]
    first = today - timedelta(days=26)
    with clock.at(clock.morning(first)):
        group = actions.plan(
            xu, kind="group", name="独居长者支持小组", service=laid.services["FX-16"].pk,
            workers=[_user(xu)], room="社工站活动室",
            aim="一个人住的老人互相认得、互相有照应", capacity=12, measure="孤独量表",
            first=first, starts=time(15), ends=time(16, 30), every="week", count=8,
        )  # fmt: skip
        members = [
            _take(xu, group, person=laid.people[f"A{n}"].id, called=called)
            for n, called in enumerate(CALLED, 1)
        ]
        actions.make(xu, member=members[0], part="helper")
    for place, session in enumerate(_held(xu, group)[:4]):
        missing = {members[1 + place]} if place % 2 else set()
        came = [one for one in members if one not in missing]
        _record(xu, session, present=came, workers=[_user(xu)], happened=SAID[place])
        if place < 3:
            _bear_out(feng, session)


def _after_school(laid: Laid, today: date) -> None:
    """GF-05: every school day, two adults, and each guardian's yes."""
    luo, mi = laid.staff["luo"], laid.staff["mi"]
    first = add_working_days(today, -5)
    with clock.at(clock.morning(first)):
        hour = actions.plan(
            luo, kind="class", name="流动儿童课后一小时", service=laid.services["GF-05"].pk,
            workers=[_user(luo), _user(mi)], room="会所1楼", aim="放学到爸妈下班,有人陪着写作业",
            capacity=15, for_children=True, public=True, first=first, starts=time(16, 30),
            ends=time(18, 30), every="workday", count=20,
        )  # fmt: skip
        members = [_take(luo, hour, called=name, guardian=guardian) for name, guardian in CHILDREN]
    for session in _held(luo, hour):
        _record(luo, session, present=members[1:], workers=[_user(luo), _user(mi)])


def _paper_cutting(laid: Laid, today: date) -> None:
    """GF-02: 宋姨 came as a newcomer, learned, and teaches now."""
    mi, bao = laid.staff["mi"], laid.staff["bao"]
    first = today - timedelta(days=19)
    with clock.at(clock.morning(first)):
        cutting = actions.plan(
            mi, kind="class", name="宋姨的剪纸课", service=laid.services["GF-02"].pk,
            workers=[_user(mi)], room="文化学校2楼", aim="居民教居民", capacity=20, public=True,
            first=first, starts=time(14), ends=time(15, 30), every="week", count=10,
        )  # fmt: skip
        teacher = _take(mi, cutting, person=laid.people["P07"].id, part="leader")
    for place, session in enumerate(_held(mi, cutting)):
        _record(mi, session, present=[teacher], guests=9 + place, workers=[_user(mi)])
        _bear_out(bao, session)


def _tea_party(laid: Laid, today: date) -> None:
    """AC-02, still to come."""
    meng = laid.staff["meng"]
    actions.plan(
        meng, kind="event", name="“时髦的话”茶话会", service=laid.services["FX-05"].pk,
        workers=[_user(meng)], room="社区活动室", aim="年轻人的新词,老人也听得懂", capacity=20,
        public=True, first=today + timedelta(days=2), starts=time(14, 30), ends=time(16),
    )  # fmt: skip


def _user(actor: Actor) -> UUID:
    assert actor.user is not None
    return actor.user


def _take(actor: Any, activity: Any, **facts: Any) -> Any:
    return actions.enrol(actor, activity=activity.id, **facts).id


def _held(actor: Any, activity: Any) -> list[Any]:
    """The sessions that lie behind."""
    with scope(actor, read_only=True):
        sessions = queries.sessions_of(actor, activity)
    return [one for one in sessions if one.planned_end < timezone.now()]


def _record(actor: Any, session: Any, **facts: Any) -> None:
    with clock.at(session.planned_end + timedelta(minutes=5)):
        actions.record(
            actor, session=session.id, version=session.version,
            started_at=session.planned_start, ended_at=session.planned_end, **facts,
        )  # fmt: skip


def _bear_out(actor: Any, session: Any) -> None:
    with clock.at(session.planned_end + timedelta(hours=20)):
        actions.bear_out(actor, session=session.id, how="list")
