"""What may stand in a catalogue: the rules of domain file §2.2, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sanshe.registry.organisations.enums import OrgKind

from . import errors
from .enums import Duty

STATE = frozenset({OrgKind.PURCHASER, OrgKind.STREET_OFFICE})
OUTSIDE = STATE | {OrgKind.EXTERNAL}

LEADS: dict[str, tuple[frozenset[str], object]] = {
    Duty.OWN: (
        frozenset({OrgKind.RESIDENTS_COMMITTEE}),
        _("居委会自己的事,由居委会牵头。"),
    ),
    Duty.ASSIST: (
        OUTSIDE,
        _("协助的事,责任在政府:由街道或者部门牵头,居委会列为协助。"),
    ),
    Duty.TRANSFERABLE: (
        frozenset(OrgKind) - {OrgKind.RESIDENTS_COMMITTEE},
        _("转移,是交给居委会以外的组织。"),
    ),
    Duty.PURCHASABLE: (
        frozenset({OrgKind.AGENCY, OrgKind.RESIDENTS_COMMITTEE, OrgKind.EXTERNAL}),
        _("购买,只能向依法成立的组织买(政府购买服务管理办法第六条)。"),
    ),
    Duty.REFUSED: (
        OUTSIDE,
        _("不属于社区的事,牵头写该管的部门。"),
    ),
}
"""Which kinds of organisation may lead an item of each class, and the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line as somebody wants it. Plain values, so that each rule reads alone."""

    item: str
    statutory_duty: bool
    on_negative_list: bool
    law_enforcement: bool
    duty: str
    lead: str
    lead_kind: str
    helpers: Collection[str]
    reason: str


def statutory_duty_stays_with_government(line: Proposed) -> None:
    """Not transferable to anybody outside government, nor the committee's own. It may be bought,
    where it is not on the negative list."""
    if not line.statutory_duty:
        return
    handed_out = line.duty == Duty.TRANSFERABLE and line.lead_kind not in STATE
    if handed_out or line.duty == Duty.OWN:
        raise errors.StatutoryDuty(field="duty", item=line.item)


def negative_list_is_not_bought(line: Proposed) -> None:
    if line.duty == Duty.PURCHASABLE and line.on_negative_list:
        raise errors.OnNegativeList(field="duty", item=line.item)


def law_enforcement_is_refused(line: Proposed) -> None:
    if line.law_enforcement and line.duty != Duty.REFUSED:
        raise errors.LawEnforcement(field="duty", item=line.item)


def refusing_needs_a_reason(line: Proposed) -> None:
    if line.duty == Duty.REFUSED and not line.reason.strip():
        raise errors.RefusalWithoutReason(field="reason", item=line.item)


def the_lead_fits_the_class(line: Proposed) -> None:
    """Above all: assisting government never makes an agency the lead."""
    kinds, who = LEADS[line.duty]
    if line.lead_kind not in kinds:
        raise errors.WrongLead(
            field="lead", item=line.item, duty=Duty(line.duty).label, lead=line.lead, who=who
        )


def one_lead(line: Proposed) -> None:
    if line.lead in line.helpers:
        raise errors.LeadAlsoHelps(field="helpers", lead=line.lead)


RULES: tuple[Callable[[Proposed], None], ...] = (
    law_enforcement_is_refused,
    statutory_duty_stays_with_government,
    negative_list_is_not_bought,
    refusing_needs_a_reason,
    the_lead_fits_the_class,
    one_lead,
)


def check(line: Proposed) -> None:
    """Raise the first rule's Problem that the line breaks."""
    for rule in RULES:
        rule(line)
