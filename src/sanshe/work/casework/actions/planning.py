"""What is found out, what is agreed on, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, transitions
from ..enums import Attainment, Counted
from ..models import Case, File, Goal, Review
from ._common import check_day, enter, held, me, noted, said, save


@action(Deed.WORK_CASE)
def assess(actor: Actor, *, case: UUID, version: int, assessment: str) -> Case:
    """Write the assessment (预估): the person, those around them, strengths, risks, and how they
    see it themselves. May be written anew until the plan is made."""
    row = held(actor, case, version=version)
    state = transitions.after(row.state, "assess")
    File.objects.filter(pk=row.pk).update(assessment=said(assessment, field="assessment"))
    save(row, state=state, assessed_on=timezone.localdate())
    noted(actor, row, "assessed")
    return row


@action(Deed.WORK_CASE)
def plan(
    actor: Actor,
    *,
    case: UUID,
    version: int,
    plan: str,
    goals: Sequence[tuple[str, int]],
    review_by: date,
    next_on: date,
) -> Case:
    """Goals agreed on with the client, each with where it stands today, and how to get there.
    Raises AssessFirst, GoalsMissing, TextMissing and DayDoesNotFit."""
    row = held(actor, case, version=version)
    state = transitions.after(row.state, "plan")
    if row.assessed_on is None:
        raise errors.AssessFirst()
    wanted = [(text.strip(), scale) for text, scale in goals if text.strip()]
    right = all(scale in Attainment.values for _text, scale in wanted)
    if not (1 <= len(wanted) <= rules.MOST_GOALS and right):
        raise errors.GoalsMissing(field="goal_1", most=rules.MOST_GOALS)
    today = timezone.localdate()
    check_day(review_by, today, today + rules.REVIEW_AT_MOST, field="review_by")
    check_day(next_on, today, today + rules.NEXT_AT_MOST, field="next_on")
    File.objects.filter(pk=row.pk).update(plan=said(plan, field="plan"))
    for order, (text, scale) in enumerate(wanted, 1):
        Goal.objects.create(case=row, order=order, text=text, before=scale)
    save(row, state=state, review_by=review_by, next_contact_on=next_on)
    noted(actor, row, "planned", goals=len(wanted))
    return row


@action(Deed.WORK_CASE)
def review(
    actor: Actor, *, case: UUID, version: int, words: str, review_by: date, plan: str = ""
) -> Case:
    """The plan looked at with the client; ``plan`` in place of the former, which is kept. A case
    open for half a year counts from its review on (I05). Raises TextMissing, DayDoesNotFit."""
    row = held(actor, case, version=version)
    state, now = transitions.after(row.state, "review"), timezone.now()
    today = timezone.localdate(now)
    check_day(review_by, today, today + rules.REVIEW_AT_MOST, field="review_by")
    before = File.objects.values_list("plan", flat=True).get(pk=row.pk)
    changed = bool(plan.strip()) and plan.strip() != before
    Review.objects.create(
        case=row, on=today, words=said(words, field="words"), plan=before if changed else "",
        by_user=me(actor), by_name=actor.name,
    )  # fmt: skip
    if changed:
        File.objects.filter(pk=row.pk).update(plan=plan.strip())
    facts = {"state": state, "reviewed_on": today, "review_by": review_by}
    if rules.counts_open(row, today):
        facts |= {
            "counted_by": Counted.REVIEWED,
            "record": enter(
                actor, row, source_id=row.id, started_at=now, ended_at=now, unit=Unit.CASES,
                worker=row.worker,
            ),
        }  # fmt: skip
    save(row, **facts)
    noted(actor, row, "reviewed")
    return row
