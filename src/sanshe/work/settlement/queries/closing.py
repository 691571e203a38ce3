"""Reads of what a terminated agreement comes to: what was counted until the day it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Paper
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .. import rules
from ..enums import ClosingGate, Why
from ..models import Closing, Payment, Seen, Verdict
from .progress import Progress, progress

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ClosingGateView:
    """A condition, whether it is met, and what there is, in words."""

    condition: ClosingGate
    open: bool
    has: str

    @property
    def label(self) -> str:
        return str(self.condition.label)


@dataclass(frozen=True, slots=True)
class Ended:
    """A terminated agreement on the day it ended, in yuan. ``worth``: the counted share of the
    price; ``suggested``: what of it is not paid yet. Neither binds: both sides agree on a sum,
    and give their reason."""

    agreement: Agreement
    on: date
    progress: Progress
    price: Decimal
    paid: Decimal
    gates: list[ClosingGateView]
    closings: list[Closing]

    @property
    def worth(self) -> Decimal:
        share = self.price * self.progress.weighted / 100
        return share.quantize(rules.CENT, ROUND_DOWN)

    @property
    def left(self) -> Decimal:
        return self.price - self.paid

    @property
    def suggested(self) -> Decimal:
        return max(min(self.worth - self.paid, self.left), _NOTHING)

    @property
    def shut(self) -> list[ClosingGateView]:
        return [gate for gate in self.gates if not gate.open]

    @property
    def waiting(self) -> Closing | None:
        """The one that waits for the purchaser's answer."""
        return next((one for one in self.closings if one.agreed is None), None)

    @property
    def agreed(self) -> Closing | None:
        return next((one for one in self.closings if one.agreed), None)


def ended(actor: Actor, agreement: UUID) -> Ended | None:
    """How a terminated agreement stands; None for any other. Raises NotFound, also to a
    stranger."""
    row = agreements.get(actor, agreement)
    day = agreements.terminated_on(row)
    if day is None or row.signed_on is None:
        return None
    then = progress(actor, row.pk, on=day)
    payments = Payment.objects.filter(claim__agreement=row)
    closings = Closing.objects.filter(agreement=row).select_related("claim")
    return Ended(
        agreement=row, on=day, progress=then, price=agreements.price_of(row),
        paid=payments.aggregate(sum=Sum("amount"))["sum"] or _NOTHING,
        gates=[_counted(then), _undisputed(then, day), _audited(row)],
        closings=list(closings.order_by("-asked_at")),
    )  # fmt: skip


def lacks_to_archive(now: Ended) -> str:
    """Why what was terminated cannot be archived yet; "" where it can: what was agreed is paid, or
    nothing is left to be asked for, or nobody asked for so long."""
    if now.waiting is not None:
        return _("终止结算还没有答复")
    if now.agreed is not None:
        assert now.agreed.claim is not None
        paid = now.agreed.claim.payments.aggregate(sum=Sum("amount"))["sum"] or _NOTHING
        return _("终止结算还没有付清") if paid < now.agreed.amount else ""
    if not now.suggested:
        return ""
    last = max([now.on, *(timezone.localdate(one.answered_at) for one in now.closings)])
    until = last + timedelta(days=rules.CLOSING_WAITS_DAYS)
    if timezone.localdate() > until:
        return ""
    return _("承接方在%(day)s前还可以申请终止结算") % {"day": until}


def _counted(then: Progress) -> ClosingGateView:
    words = _("还有%(count)s条没有数") % {"count": then.waiting} if then.waiting else _("都数过了")
    return ClosingGateView(ClosingGate.COUNTED, not then.waiting, words)


def _undisputed(then: Progress, day: date) -> ClosingGateView:
    with scope(Actor.job("closing"), read_only=True):  # also what lies outside the actor's area
        open_ = Verdict.objects.filter(
            indicator__in=[one.indicator.pk for one in then.standings], why=Why.DISPUTED,
            day__lte=day,
        ).count()  # fmt: skip
    words = _("%(count)s条有争议") % {"count": open_} if open_ else _("没有")
    return ClosingGateView(ClosingGate.UNDISPUTED, not open_, words)


def _audited(row: Agreement) -> ClosingGateView:
    taken = Seen.objects.filter(agreement=row, kind=Paper.AUDIT).exists()
    return ClosingGateView(ClosingGate.AUDITED, taken, _("已认可") if taken else _("还没认可"))
