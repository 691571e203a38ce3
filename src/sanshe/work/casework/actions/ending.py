"""How a case ends: closed with its evaluation, or early and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, transitions
from ..enums import BY_HAND, Attainment, Counted, Opinion
from ..models import Case, File, Goal
from ._common import check_day, enter, held, noted, over, said, save


@action(Deed.WORK_CASE)
def close(
    actor: Actor,
    *,
    case: UUID,
    version: int,
    evaluation: str,
    scales: Mapping[UUID, int],
    opinion: str,
    follow_up_on: date,
    opinion_words: str = "",
) -> Case:
    """Close with the evaluation: where each goal stands now, what the client says (asked and not
    answered is an answer), and when they are called once more. One whole case enters the book,
    unless it counts already. Raises NotThisFar, ReferralWaiting, ScalesMissing, TextMissing,
    DayDoesNotFit."""
    row = held(actor, case, version=version)
    state = transitions.after(row.state, "close")
    if row.referral_waits:
        raise errors.ReferralWaiting()
    _scale(row, scales)
    if opinion not in Opinion.values:
        raise errors.TextMissing(field="opinion")
    now = timezone.now()
    today = timezone.localdate(now)
    check_day(follow_up_on, today, today + rules.NEXT_AT_MOST, field="follow_up_on")
    File.objects.filter(pk=row.pk).update(
        evaluation=said(evaluation, field="evaluation"), opinion=opinion,
        opinion_words=opinion_words.strip(),
    )  # fmt: skip
    counted: dict[str, Any] = {}
    if row.record is None:
        counted = {
            "counted_by": Counted.CLOSED,
            "record": enter(
                actor, row, source_id=row.id, started_at=now, ended_at=now, unit=Unit.CASES,
                worker=row.worker,
            ),
        }  # fmt: skip
    save(row, state=state, ended_on=today, next_contact_on=follow_up_on, review_by=None, **counted)
    noted(actor, row, "closed", opinion=opinion)
    return row


def _scale(row: Case, scales: Mapping[UUID, int]) -> None:
    """Raises ScalesMissing unless every goal is given where it stands."""
    for goal in Goal.objects.filter(case=row):
        now = scales.get(goal.id)
        if now not in Attainment.values:
            raise errors.ScalesMissing(field=f"goal_{goal.order}")
        goal.after = now
        goal.save(update_fields=["after"])


@action(Deed.WORK_CASE)
def end(actor: Actor, *, case: UUID, version: int, why: str, words: str) -> Case:
    """End a case before its goals: the client moved, died, does not want to go on, or is lost.
    Raises NotThisFar, ReferralWaiting and TextMissing."""
    row = held(actor, case, version=version)
    state = transitions.after(row.state, "end")
    if row.referral_waits:
        raise errors.ReferralWaiting()
    if why not in BY_HAND:
        raise errors.TextMissing(field="why")
    File.objects.filter(pk=row.pk).update(evaluation=said(words, field="words"))
    save(row, state=state, why_ended=why, **over(timezone.localdate()))
    noted(actor, row, "ended", why=why)
    return row
