"""What the agreement's indicator asks of an activity, and how far its sessions have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Rule

from .. import rules
from ..enums import SessionState
from ..models import Activity, Session


@dataclass(frozen=True, slots=True)
class Asked:
    """``heads`` and ``sessions`` are what the rule asks for (0: nothing); ``full`` how many
    recorded sessions had enough people; ``whole`` whether the activity counts as one in the end."""

    indicator: str
    heads: int
    sessions: int
    full: int
    whole: bool

    @property
    def enough(self) -> bool:
        return self.full >= self.sessions


def asked_of(activity: Activity, sessions: list[Session]) -> Asked | None:
    """The first indicator of the agency's agreements in force that counts the activity's service;
    None where none does. Whether each record counts, settlement says."""
    for agreement in agreements.signed_by(activity.agency):
        if agreement.starts_on is None or agreement.ends_on is None:
            continue
        if not agreement.starts_on <= _first_day(sessions) <= agreement.ends_on:
            continue
        for promise in agreements.promises(agreement):
            if promise.rule and activity.service_id in promise.rule.services:
                return _asked(activity, sessions, promise.indicator.name, promise.rule)
    return None


def _asked(activity: Activity, sessions: list[Session], name: str, rule: Rule) -> Asked:
    whole = rules.counts_as_group(activity)
    heads = rule.min_members if whole else rule.min_heads
    done = [one for one in sessions if one.state == SessionState.RECORDED]
    return Asked(
        indicator=name, heads=heads, sessions=rule.min_sessions if whole else 0,
        full=sum(one.heads >= heads for one in done), whole=whole,
    )  # fmt: skip


def _first_day(sessions: list[Session]) -> date:
    return min((one.day for one in sessions), default=timezone.localdate())
