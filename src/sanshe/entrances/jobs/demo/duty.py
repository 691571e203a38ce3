"""Who is on duty in the three communities, the alarms of the last days and who took them, the
shift that was handed over this morning, and one alarm that rings now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions
from sanshe.work.duty import queries as duty
from sanshe.work.duty.enums import Pressing
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid
    from .messages import Stream

# (who keeps it, on working days, at weekends)
ROSTERS = (
    ("zhou", "li", "zhou"),
    ("fang", "duan", "fang"),
    ("ma", "yang", "ma"),
    ("su", "meng", "xu"),
    ("zhao", "zhao", None),
    ("bai", "bai", None),
    ("yin", "yin", None),
)
BEFORE, AHEAD = 1, 2
"""So many weeks before this one, and after it."""
RINGS = ("FX", "一楼好大煤气味,有人晕倒了")
WORDS = "三楼夜里咳嗽的爷爷,中午再打个电话。钥匙在值班台抽屉里。"


def roster(laid: Laid) -> None:
    """Written two weeks ago, and carried on."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * BEFORE)
    with clock.at(clock.morning(monday - timedelta(days=1))):
        for keeper, weekdays, weekend in ROSTERS:
            for number in range(7):
                who, deputy = (weekdays, weekend) if number < 5 else (weekend, weekdays)
                if who is not None:
                    _shift(laid, keeper, monday + timedelta(days=number), who, deputy)
            actions.copy_week(laid.staff[keeper], monday=monday, weeks=BEFORE + AHEAD)


def _shift(laid: Laid, keeper: str, day: date, who: str, deputy: str | None) -> None:
    actions.add_shift(
        laid.staff[keeper], day=day, start=time(8, 30), end=time(18), user=_user(laid.staff[who]),
        deputy=laid.staff[deputy].user if deputy else None,
    )  # fmt: skip


def attend(stream: Stream, message: dict[str, Any], need: queries.Need) -> None:
    """A message that came as P0: somebody at its desk takes it within minutes."""
    desk = stream.desk(message, need)
    if need.urgency != "P0" or desk is None:
        return
    now = timezone.now()
    stream.at(now + timedelta(minutes=1), partial(_ring, stream.laid.job))
    stream.at(now + timedelta(minutes=3), partial(_take, desk, need))
    stream.at(now + timedelta(minutes=21), partial(_over, desk, need))


def _ring(job: Actor) -> None:
    actions.ring(job)


def _take(desk: Actor, need: queries.Need) -> None:
    if alarm := _alarm(desk, need):
        actions.take(desk, alarm=alarm.id)


def _over(desk: Actor, need: queries.Need) -> None:
    if alarm := _alarm(desk, need):
        did, text = ["spoke", "contact"], "和家人通了话,人没事,下午再去看一眼。"
        actions.report(desk, alarm=alarm.id, did=did, text=text, over=True)


def _alarm(desk: Actor, need: queries.Need) -> duty.Alarm | None:
    """The open alarm of a matter, as far as this desk still sees it."""
    with scope(desk):
        return next((one for one in duty.open_ones(desk) if one.need == need.id), None)


def now(laid: Laid) -> None:
    """This morning's hand-over, and an alarm a minute old."""
    giver, taker = laid.staff["zhou"], laid.staff["li"]
    with clock.at(_last_morning()):
        with scope(giver):
            found = queries.at_shift_end(giver)
            rows = {Pressing.OVERDUE: found.overdue, Pressing.CALL_BACK: found.call_back}
        items = {kind: [row.id for row in some] for kind, some in rows.items()}
        given = actions.hand_over(giver, to=_user(taker), words=WORDS, items=items)
        actions.accept(taker, handover=given.id, words="收到")
    place, text = RINGS
    with clock.at(timezone.now() - timedelta(minutes=1)):
        needs.hear(
            Actor.resident(community=PLACES[place]), community=PLACES[place], text=text,
            channel="web",
        )  # fmt: skip


def _last_morning() -> datetime:
    """The last time the desks opened."""
    morning, day = clock.morning(timezone.localdate()), timedelta(days=1)
    return morning if morning < timezone.now() else morning - day


def _user(actor: Actor) -> Any:
    return actor.user
