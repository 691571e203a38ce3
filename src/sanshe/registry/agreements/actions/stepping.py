"""The steps of a purchase, in their order, each with what must be there and its limit in law.

A step that comes too late is taken all the same and says how late: the limit is the purchaser's
duty, not a reason to leave the truth out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.lists import listed
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import days, errors, limits, rules, transitions
from ..enums import Method, Never, State
from ..models import Agreement
from ._taking import next_step, take, tell_supplier, write

_HUNDRED = Decimal(100)


@action(Deed.KEEP_AGREEMENTS)
def advance(
    actor: Actor, *, agreement: UUID, version: int, to: str, on: date | None = None,
    text: str = "", reviewed_on: date | None = None,
) -> Agreement:  # fmt: skip
    """Take the next step up to the review of bids, or into force. ``reviewed_on``: the day the
    bids were reviewed, from which the report's two working days count.

    Awarding, signing and what is earned later have actions of their own.
    Raises WrongStep, Stopped, Missing, NeverBought, Unanswered, DoesNotAddUp, OutOfOrder, NotYet,
    OutOfDate.
    """
    row = next_step(actor, agreement, version, to)
    if to not in transitions.CLICKED:
        raise errors.WrongStep(now=row.get_state_display(), then=State(to).label)
    if check := _NEEDS.get(State(to)):
        check(row)
    day = on or timezone.localdate()
    days.in_order(row, day)
    if to == State.EVALUATED and reviewed_on is not None:
        days.in_order(row, reviewed_on, field="reviewed_on")
        _not_before(day, reviewed_on)
    row.state = to
    limit = "PROC-EVAL-REPORT" if to == State.EVALUATED else ""
    write(
        actor, row, Deed.KEEP_AGREEMENTS, to, on=day, text=text, limit=limit,
        since=reviewed_on or day if limit else None,
    )  # fmt: skip
    return row


@action(Deed.KEEP_AGREEMENTS)
def sign(
    actor: Actor, *, agreement: UUID, version: int, on: date, starts_on: date, ends_on: date,
    long_term_reason: str = "",
) -> Agreement:  # fmt: skip
    """The contract is signed: everything adds up from here on. Within thirty days of the award
    notice (政府采购法 art. 46); for a year, or three with a reason.

    Raises DoesNotAddUp, TooLongATerm, TooSoon, OutOfBounds, OutOfOrder, NotYet, Missing, WrongStep,
    Stopped.
    """
    row = next_step(actor, agreement, version, State.CONTRACTED)
    days.in_order(row, on)
    near = timedelta(days=days.START_WITHIN_DAYS)
    if not on - near <= starts_on <= on + near:
        raise errors.OutOfBounds(field="starts_on", least=on - near, most=on + near)
    if ends_on < starts_on:
        raise errors.TooSoon(field="ends_on", day=starts_on)
    if not rules.term_fits(starts_on, ends_on, reason=long_term_reason):
        raise errors.TooLongATerm(field="ends_on")
    _adds_up(row)
    row.signed_on, row.starts_on, row.ends_on = on, starts_on, ends_on
    row.state = State.CONTRACTED
    write(
        actor, row, Deed.KEEP_AGREEMENTS, State.CONTRACTED, on=on, text=long_term_reason,
        limit="PROC-SIGN", since=row.awarded_on, starts=str(starts_on), ends=str(ends_on),
    )  # fmt: skip
    tell_supplier(actor, row, NoticeCode.CONFIRMED)
    return row


@action(Deed.KEEP_AGREEMENTS)
def publish_contract(actor: Actor, *, agreement: UUID, version: int, on: date) -> Agreement:
    """The contract's text is public, within two working days of signing (条例 art. 50); the
    community's page shows it from now on. Raises WrongStep, OutOfOrder, NotYet, Missing without a
    public paper."""
    row = take(actor, agreement, version)
    if not rules.is_signed(row) or row.published_on is not None:
        raise errors.WrongStep(now=row.get_state_display(), then=_("合同公开"))
    days.in_order(row, on, after=[State.CONTRACTED])
    if not row.documents.filter(kind="contract", public=True).exists():
        raise errors.Missing(what=_("可以公开的合同文本"))
    row.published_on = on
    write(
        actor, row, Deed.KEEP_AGREEMENTS, limits.PUBLISHED, on=on,
        limit="PROC-PUBLISH-CONTRACT", since=row.signed_on,
    )  # fmt: skip
    return row


@action(Deed.KEEP_AGREEMENTS)
def file_copy(
    actor: Actor, *, agreement: UUID, version: int, on: date, text: str = ""
) -> Agreement:
    """A copy of the contract lies with the finance supervision, within seven working days of
    signing (政府采购法 art. 47). Raises WrongStep, OutOfOrder, NotYet."""
    row = take(actor, agreement, version)
    if not rules.is_signed(row) or row.events.filter(step=limits.FILED).exists():
        raise errors.WrongStep(now=row.get_state_display(), then=_("合同备案"))
    days.in_order(row, on, after=[State.CONTRACTED])
    write(
        actor, row, Deed.KEEP_AGREEMENTS, limits.FILED, on=on, text=text,
        limit="PROC-FILE-COPY", since=row.signed_on,
    )  # fmt: skip
    return row


@action(Deed.KEEP_AGREEMENTS)
def pass_stage(
    actor: Actor, *, agreement: UUID, to: str, on: date, text: str = "", **data: Any
) -> Agreement:
    """What was earned: reviewed, accepted, settled. Called by settlement, which has asked for
    everything it stands on. Raises WrongStep, Stopped."""
    row = next_step(actor, agreement, None, to)
    if to not in transitions.EARNED:
        raise errors.WrongStep(now=row.get_state_display(), then=State(to).label)
    row.state = to
    write(actor, row, Deed.KEEP_AGREEMENTS, to, on=on, text=text, **data)
    return row


def _not_before(day: date, earlier: date) -> None:
    """The report on the bids does not come before their review."""
    if day < earlier:
        raise errors.TooSoon(field="on", day=earlier)


def _surveyed(row: Agreement) -> None:
    """For a public service the public is asked first (条例 art. 15)."""
    if not row.survey.strip():
        raise errors.Missing(field="survey", what=_("居民对需求的意见"))


def _may_be_bought(row: Agreement) -> None:
    open_questions = [one.label for one in Never if one.value not in row.never]
    if open_questions:
        raise errors.Unanswered(field="never", what=listed(map(str, open_questions)))
    for one in Never:
        if row.never[one.value]:
            raise errors.NeverBought(field="never", what=one.label)


def _has_money(row: Agreement) -> None:
    if not row.sources.exists() or not row.budget.exists():
        raise errors.Missing(what=_("资金来源和预算"))
    sources, lines = _sum(row.sources), _sum(row.budget)
    if sources != lines:
        raise errors.DoesNotAddUp(what=_("预算"), sum=f"{lines:,.2f}", whole=f"{sources:,.2f}")


def _may_be_paid(row: Agreement) -> None:
    _may_be_bought(row)
    _has_money(row)


def _has_promises(row: Agreement) -> None:
    weights = row.indicators.aggregate(sum=Sum("weight"))["sum"] or Decimal(0)
    if weights != _HUNDRED:
        raise errors.DoesNotAddUp(what=_("指标权重"), sum=f"{weights:g}", whole="100")
    for one in row.indicators.filter(measured=False, rules__isnull=True):
        raise errors.Missing(what=_("「%(name)s」的计数口径") % {"name": one.name})


def _has_method(row: Agreement) -> None:
    if not row.method:
        raise errors.Missing(field="method", what=_("采购方式"))
    if row.method != Method.PUBLIC_TENDER and not row.method_reason.strip():
        raise errors.ReasonMissing(field="method_reason")


_NEEDS: dict[State, Callable[[Agreement], None]] = {
    State.CATALOGUE_CHECK: _surveyed,
    State.BUDGETED: _may_be_paid,
    State.REQUIREMENT_PUBLISHED: _has_promises,
    State.PROCUREMENT: _has_method,
}
"""What must be there before a step is taken."""


def _adds_up(row: Agreement) -> None:
    """Weights to 100; sources, budget and tranches each to the price."""
    _has_promises(row)
    assert row.price is not None
    for what, rows in (
        (_("资金来源"), row.sources),
        (_("预算"), row.budget),
        (_("付款"), row.tranches),
    ):
        if (sum_ := _sum(rows)) != row.price:
            raise errors.DoesNotAddUp(what=what, sum=f"{sum_:,.2f}", whole=f"{row.price:,.2f}")


def _sum(rows: Any) -> Decimal:
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
