"""Predicates in words, and what each step of a purchase wants."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sanshe.ground.calendars.deadlines import add_months
from sanshe.registry.organisations.enums import STATE_ORGANS, OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .enums import State
from .models import Agreement

MAY_DELIVER = frozenset({OrgKind.AGENCY, OrgKind.RESIDENTS_COMMITTEE})
"""102号令 art. 6: lawfully founded organisations, and committees. A filed group is no legal
person: it works under one."""

EXTRA_SHARE = Decimal("0.10")
"""Supplementary agreements in all (政府采购法 art. 49)."""

MOST_YEARS = 3
PAPER_LIMIT = 10 * 2**20  # bytes; our own decision
PAPER_TYPES = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "image/png",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)

ORDER = list(State)
SIGNED_FROM = ORDER.index(State.CONTRACTED)

AMENDABLE = tuple(ORDER[SIGNED_FROM : ORDER.index(State.ACCEPTED)])
"""From the signature until what was promised is accepted."""


def may_buy(kind: str) -> bool:
    return kind in STATE_ORGANS


def may_deliver(kind: str) -> bool:
    return kind in MAY_DELIVER


def keeps(actor: Actor, agreement: Agreement) -> bool:
    """Works for the purchaser: only it moves its purchase on."""
    return actor.may(Deed.KEEP_AGREEMENTS) and actor.org == agreement.purchaser_id


def takes_part(actor: Actor, agreement: Agreement) -> bool:
    """Works for either side."""
    return actor.org in (agreement.purchaser_id, agreement.supplier_id)


def is_signed(agreement: Agreement) -> bool:
    return ORDER.index(State(agreement.state)) >= SIGNED_FROM


def reached(agreement: Agreement, step: str) -> bool:
    """Whether it stands at a step, or has passed it."""
    return step in ORDER and ORDER.index(State(step)) <= ORDER.index(State(agreement.state))


def never_bought(item: Any) -> str:
    """Why a catalogue's item may not be bought, in words; "" where it may."""
    if item.on_negative_list:
        return _("在不得购买的清单上(102号令第10条)")
    if item.law_enforcement:
        return _("属于执法,要政府自己做(102号令第10条)")
    return ""


def term_fits(starts: date, ends: date, *, reason: str) -> bool:
    """Normally a year at most; three with a reason (§2.1)."""
    longest = MOST_YEARS * 12 if reason.strip() else 12
    return ends <= add_months(starts, longest) - timedelta(days=1)
