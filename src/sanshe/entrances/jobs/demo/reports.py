"""Last month's report of the scenario's agency, in the purchaser's hands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.insight.boards import actions as boards
from sanshe.insight.reports import actions as reports
from sanshe.insight.reports.enums import Kind, Step
from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.scope import scope

if TYPE_CHECKING:
    from .lay_out import Laid


def lay_out(laid: Laid) -> None:
    """Made in steps as at the desk; the boards it reads from are folded first."""
    boards.fold(laid.job)
    manager = laid.staff["su"]
    with scope(manager, read_only=True):
        deal = agreements.visible(manager).filter(supplier=manager.org).order_by("starts_on").last()
    start = timezone.localdate().replace(day=1) - timedelta(days=1)  # in last month
    if deal is None or deal.starts_on is None or deal.starts_on > start:
        return  # in January the year's agreement has no month behind it
    asked: dict[str, Any] = {"kind": Kind.MONTH, "start": start, "agreement": deal.pk}
    reports.keep_words(
        manager, **asked, situation="高龄独居老人都走到了,没有落下的。放学以后的照看转到了社工站。",
        difficulties="志愿者不够,外出陪伴排得紧。", thanks="谢谢居委会和楼组长带路。",
    )  # fmt: skip
    row = reports.begin(manager, **asked)
    while row.step != Step.DONE:
        row = reports.go_on(manager, report=row.pk)
    reports.hand_over(manager, report=row.pk)
