"""Who is called at a stage: only people who could open the alarm, and never nobody.

The ladder of who is asked instead, where a stage finds nobody: the whole desk; whoever else may
see the matter; and at the very last the street office, which is told only that an alarm rings
unheard (the bar and the page of it stay shut to whoever may not see it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sanshe.ground.kit.places import STEPS
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.accounts.queries import Acting
from sanshe.trust.policy.enums import OPEN

from . import rules, stages
from .models import Alarm, Shift
from .stages import Whom


def whom(alarm: Alarm, stage: int, now: datetime) -> list[UUID]:
    """The accounts to call, in one fixed order (two alarms at once must not wait crosswise).

    Asked inside a scope that sees all rosters.
    """
    found = Circle(alarm, now)
    called = found.at(stages.whom(stage)) or found.desk() or found.everybody()
    return sorted(called)


def unheard(alarm: Alarm) -> list[UUID]:
    """Nobody at all may see the matter and could be called: the people of the street office."""
    street = organisations.street_office_of(alarm.community)
    if street is None:
        return []
    held = accounts.who_acts([street.id], lo=alarm.community, hi=alarm.community)
    return sorted({one.user for one in held if one.role in rules.HEADS})


def colleagues(alarm: Alarm) -> dict[UUID, str]:
    """Account and name of everybody to whom an alarm can be handed on."""
    everybody = Circle(alarm, alarm.round_at).able()
    return {one.user: one.name for one in everybody}


class Circle:
    """Everybody one alarm could call, read once."""

    def __init__(self, alarm: Alarm, now: datetime) -> None:
        self.alarm, self.now = alarm, now
        self.street = organisations.street_office_of(alarm.community)
        orgs = {alarm.desk_org, *alarm.seen_by}
        if self.street is not None and alarm.privacy in OPEN:
            orgs.add(self.street.id)
        self._held = accounts.who_acts(orgs, lo=alarm.community, hi=alarm.community)

    def at(self, ring: Whom) -> set[UUID]:
        """Who belongs to a stage."""
        answers: dict[Whom, Callable[[], set[UUID]]] = {
            Whom.ON_DUTY: self.first,
            Whom.DESK: lambda: self.desk() | self.on_duty(self.alarm.desk_org, deputies=True),
            Whom.HEADS: self.heads,
            Whom.STREET: lambda: self.above() or (self.heads() | self.desk()),
            Whom.EVERYBODY: lambda: self.desk() | self.heads() | self.above(),
        }
        return answers[ring]()

    def able(self, orgs: Iterable[UUID] | None = None) -> list[Acting]:
        """Those (of some organisations) who could open the alarm and take it."""
        wanted = None if orgs is None else set(orgs)
        return [
            one for one in self._held
            if (wanted is None or one.org in wanted)
            and rules.may_be_called(
                one.role, one.org, privacy=self.alarm.privacy, seen_by=self.alarm.seen_by
            )
        ]  # fmt: skip

    def everybody(self) -> set[UUID]:
        return {one.user for one in self.able()}

    def desk(self) -> set[UUID]:
        return {one.user for one in self.able([self.alarm.desk_org])}

    def heads(self) -> set[UUID]:
        return {one.user for one in self.able([self.alarm.desk_org]) if one.role in rules.HEADS}

    def first(self) -> set[UUID]:
        """The colleague it was handed on to, else whoever is on duty."""
        if self.alarm.asked is not None:
            return {self.alarm.asked} & self.everybody()
        return self.on_duty(self.alarm.desk_org)

    def above(self) -> set[UUID]:
        """The street officer on duty, else all of them; none where the street may not see it."""
        if self.street is None:
            return set()
        able = {one.user for one in self.able([self.street.id])}
        return (self.on_duty(self.street.id) & able) or able

    def on_duty(self, org: UUID, *, deputies: bool = False) -> set[UUID]:
        """Whom the roster names now, as far as they still work there."""
        place = self.alarm.community
        shifts = Shift.objects.filter(
            org=org, start__lte=self.now, end__gt=self.now,
            community__in=[0, *(place // step * step for step in STEPS)],
        )  # fmt: skip
        rows = shifts.values_list("user", "deputy")
        named = {who for row in rows for who in row[: 2 if deputies else 1] if who is not None}
        return named & {one.user for one in self.able([org])}
