"""Out of the house and home again: leaving, the check at the door, and what if nobody is back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import errors, rules, transitions
from ..enums import Found, LadderWhy, PaidBy, VisitState
from ..models import Escort, Visit
from ._climbing import open_for, standing_for, step
from ._common import hold, key

BATCH = 200


@action(Deed.RECORD_VISIT)
def depart(
    actor: Actor,
    *,
    visit: Visit | UUID,
    at: datetime | None = None,
    back_by: datetime | None = None,
) -> Escort:
    """They left; ``back_by``, if it was promised anew at the door. Raises NotFound, OutOfDate,
    InTheFuture, BackTooEarly."""
    row, escort = _held(actor, visit)
    transitions.after(escort.stage, "depart", table=transitions.ESCORT)
    if row.state != VisitState.PLANNED:
        raise OutOfDate()
    left = _past(at)
    back_by = back_by or escort.back_by
    if not left < back_by <= left + rules.LONGEST:
        raise errors.BackTooEarly(field="back_by")
    escort.departed_at, escort.back_by = left, back_by
    escort.save(update_fields=["departed_at", "back_by"])
    _note(actor, row, departed=True)
    return escort


@action(Deed.RECORD_VISIT)
def home(
    actor: Actor,
    *,
    visit: Visit | UUID,
    how: str,
    at: datetime | None = None,
    fare: Decimal | None = None,
    paid_by: str = "",
    fare_note: str = "",
) -> Escort:
    """Safe at home: the return check. It ends a ladder that was opened because they were late.
    Raises NotFound, OutOfDate, SaysNothing, FareMissing, InTheFuture, BeforeIt."""
    row, escort = _held(actor, visit)
    transitions.after(escort.stage, "home", table=transitions.ESCORT)
    if not how.strip():
        raise errors.SaysNothing(field="how")
    back = _past(at)
    if escort.departed_at is None or back <= escort.departed_at:
        raise errors.BeforeLeaving(field="at")
    _check_fare(fare, paid_by)
    escort.home_at, escort.home_how = back, how.strip()[:100]
    escort.fare, escort.fare_note = fare, fare_note.strip()[:100]
    escort.paid_by = PaidBy(paid_by) if paid_by else PaidBy.NOBODY
    escort.save(update_fields=["home_at", "home_how", "fare", "paid_by", "fare_note"])
    ladder = standing_for(actor, row)
    if ladder is not None and ladder.visit_id == row.id:
        text = _("平安到家:%(how)s") % {"how": escort.home_how}
        step(actor, ladder, ladder.rung, Found.REACHED, at=back, text=text)
    _note(actor, row, home=True)
    return escort


def ring_escorts(actor: Actor) -> int:
    """Tell the worker of an escort that is past its promised hour; half an hour later the ladder
    is opened. Run by the jobs loop; where everybody is home it writes nothing."""
    with scope(actor, read_only=True):
        anything = _out_too_long().exists()
    return _ring(actor) if anything else 0


ring_escorts.deed = Deed.READ_VISITS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_VISITS)
def _ring(actor: Actor) -> int:
    """Each visit is held before its escort, as everywhere; a ladder is opened once."""
    ids = list(_out_too_long().order_by("back_by").values_list("visit_id", flat=True)[:BATCH])
    done = 0
    for row in Visit.objects.select_for_update(skip_locked=True).filter(pk__in=ids):
        escort = Escort.objects.select_for_update().get(pk=row.pk)
        if escort.home_at is not None:
            continue
        if not escort.told:
            escort.told = True
            escort.save(update_fields=["told"])
            tell(code=NoticeCode.ALARM, link=f"/desk/visits/{row.id}/", user=row.worker)
        elif standing_for(actor, row) is None:
            open_for(actor, row, LadderWhy.NOT_BACK, since=escort.back_by)
        done += 1
    note(actor, Deed.READ_VISITS, kind="escort", id="overdue", reminded=done)
    return done


def _out_too_long() -> QuerySet[Escort]:
    """Past the promised hour and not told of; or half an hour past it and never looked for."""
    now = timezone.now()
    late = Q(told=False, back_by__lt=now) | Q(
        told=True, back_by__lt=now - rules.ESCORT_WAITS, visit__ladders__isnull=True
    )
    return Escort.objects.filter(late, departed_at__isnull=False, home_at__isnull=True)


def _held(actor: Actor, visit: Visit | UUID) -> tuple[Visit, Escort]:
    row = hold(actor, visit)
    escort = Escort.objects.select_for_update().filter(pk=key(row)).first()
    if escort is None or not rules.may_record(actor, row):
        raise NotFound()
    return row, escort


def _past(at: datetime | None) -> datetime:
    now = timezone.now()
    if at is not None and at > now:
        raise errors.InTheFuture(field="at")
    return at or now


def _check_fare(fare: Decimal | None, paid_by: str) -> None:
    """A sum names who paid it, and who paid names a sum. There is no field for a gift."""
    paid = bool(paid_by) and paid_by != PaidBy.NOBODY
    if (fare is not None and fare < 0) or (fare or Decimal(0)) > rules.HIGHEST_FARE:
        raise errors.FareWrong(field="fare", most=rules.HIGHEST_FARE)
    if paid != bool(fare):
        raise errors.FareMissing(field="paid_by" if fare else "fare")


def _note(actor: Actor, row: Visit, **facts: Any) -> None:
    note(actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community, **facts)
