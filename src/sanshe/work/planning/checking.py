"""Whether a line may stand where somebody puts it by hand: the wish, the hours, the other lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit.lists import listed
from sanshe.registry.people.enums import Sex
from sanshe.trust.policy.actor import Actor
from sanshe.work.visits.enums import Way

from . import errors
from .enums import Contact, Language, LineState
from .hands import Hand, hands, minutes, seats
from .models import Plan, PlanLine, Wish
from .roster import elders


def check(
    actor: Actor, plan: Plan, row: PlanLine, *, day: date, start: time, end: time,
    who: Sequence[UUID], way: str,
) -> None:  # fmt: skip
    """Raises AgainstWish, NotThere, Collides."""
    team = {hand.id: hand for hand in hands(actor, plan.org, plan.community)}
    if not all(one in team for one in who):
        raise errors.NotThere(field="worker", name="")
    elder = next(iter(elders(actor, only=[row.person_id])), None)
    if elder is not None and elder.wish is not None:
        broken = against(elder.wish, [team[one] for one in who], day, start, end, way)
        if broken:
            raise errors.AgainstWish(field=broken[0], wish=broken[1])
    if elder is not None and elder.risky and way == Way.HOME and len(who) < 2:
        raise errors.AgainstWish(field="second", wish=_("要两个人去"))
    for seat in seats(actor, [team[one] for one in who], day, day):
        name = team[seat.id].name
        begin, finish = seat.spans.get(day, (0, 0))
        if not begin <= minutes(start) < minutes(end) <= finish:
            raise errors.NotThere(field="day", name=name)
        if any(one.start < minutes(end) and minutes(start) < one.end for one in seat.taken[day]):
            raise errors.Collides(field="start", name=name)
    _others(plan, row, day, start, end, {one: team[one].name for one in who})


def _others(
    plan: Plan, row: PlanLine, day: date, start: time, end: time, names: dict[UUID, str]
) -> None:
    lines = plan.lines.filter(state=LineState.PLACED, day=day, start__lt=end, end__gt=start)
    for other in lines.exclude(pk=row.pk):
        for one in (other.worker, other.second):
            if one in names:
                raise errors.Collides(field="start", name=names[one])


def against(
    wish: Wish, who: Sequence[Hand], day: date, start: time, end: time, way: str
) -> tuple[str, str] | None:
    """The field that breaks a wish, and the wish in words; None where it is kept."""
    if wish.contact == Contact.NONE:
        return "way", _("都不要")
    if wish.contact == Contact.PHONE and way != Way.PHONE:
        return "way", _("只打电话")
    if wish.weekdays and day.weekday() not in wish.weekdays:
        return "day", _("只要%(days)s") % {"days": weekdays_in_words(wish.weekdays)}
    if (wish.earliest and start < wish.earliest) or (wish.latest and end > wish.latest):
        return "start", hours_in_words(wish)
    if any(hand.id in wish.not_workers for hand in who):
        return "worker", _("不要这位同事")
    if wish.worker_sex and any(hand.working.sex != wish.worker_sex for hand in who):
        return "worker", _("只要%(sex)s同事") % {"sex": Sex(wish.worker_sex).label}
    if wish.language and wish.language not in who[0].working.languages:
        return "worker", str(Language(wish.language).label)
    if wish.two and way == Way.HOME and len(who) < 2:
        return "second", _("要两个人去")
    return None


def weekday_names() -> list[str]:
    return [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]


def weekdays_in_words(days: Sequence[int]) -> str:
    names = weekday_names()
    return listed(names[day] for day in days)


def hours_in_words(wish: Wish) -> str:
    if wish.earliest and wish.latest:
        return f"{wish.earliest:%H:%M}–{wish.latest:%H:%M}"
    if wish.earliest:
        return _("%(clock)s以后") % {"clock": f"{wish.earliest:%H:%M}"}
    return _("%(clock)s以前") % {"clock": f"{wish.latest:%H:%M}"} if wish.latest else ""


def in_words(wish: Wish, names: dict[Any, str]) -> list[str]:
    """The whole wish, for a page."""
    parts = [str(Contact(wish.contact).label)] if wish.contact != Contact.ANY else []
    if wish.weekdays:
        parts.append(weekdays_in_words(wish.weekdays))
    if hours_in_words(wish):
        parts.append(hours_in_words(wish))
    if wish.worker_sex:
        parts.append(_("只要%(sex)s同事") % {"sex": Sex(wish.worker_sex).label})
    if wish.same_worker:
        parts.append(_("总是同一位"))
    if wish.not_workers:
        kept_out = listed(names.get(one, "—") for one in wish.not_workers)
        parts.append(_("不要%(names)s") % {"names": kept_out})
    if wish.language:
        parts.append(str(Language(wish.language).label))
    if wish.two:
        parts.append(_("要两个人去"))
    return parts
