"""Reads of agreements. What is signed and published anybody may read; before that the two sides
and whoever watches over the purchaser's area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, Prefetch, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight

from . import rules, transitions
from .days import before
from .drafts import Draft, draft_of
from .enums import Side, State
from .limits import FILED, NOTICED, PUBLISHED, Limit, running
from .models import Agreement, Document, Event, Indicator, Rule, Tranche
from .sides import purchasers_inbox, suppliers_inbox

__all__ = [
    "FILED",
    "NOTICED",
    "PUBLISHED",
    "Agreement",
    "Document",
    "Draft",
    "Event",
    "Indicator",
    "Limit",
    "Promise",
    "Rule",
    "Tranche",
    "draft_of",
    "events_of",
    "get",
    "left_to_add",
    "may_amend",
    "may_lift",
    "may_stop",
    "of_indicator",
    "paper",
    "papers_of",
    "platforms_of",
    "price_of",
    "promises",
    "promises_of",
    "purchasers_inbox",
    "reported_on",
    "running",
    "serving",
    "signed_by",
    "suppliers",
    "suppliers_inbox",
    "terminated_on",
    "tranches_of",
    "visible",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator with the rule that counts for it now."""

    indicator: Indicator
    rule: Rule | None


def visible(actor: Actor) -> QuerySet[Agreement]:
    """The agreements an actor may read: of their own organisation; of those who watch over the
    area all; of a committee those that serve its community, once signed."""
    demand(actor, Deed.READ_AGREEMENTS)
    rows = Agreement.objects.select_related("purchaser", "supplier")
    if actor.sight == Sight.ALL:
        return rows
    mine = Q(purchaser=actor.org) | Q(supplier=actor.org)
    if actor.sight == Sight.COUNTS:
        mine |= Q(area__range=(actor.lo, actor.hi))
    elif actor.sight == Sight.OWN:  # a resident: what is published about their community
        return rows.filter(
            state__in=_signed(), published_on__isnull=False, communities__contains=[actor.lo]
        )
    elif actor.sight == Sight.AREA:
        mine |= Q(state__in=_signed()) & _serves(actor.lo, actor.hi)
    return rows.filter(mine)


def _signed() -> list[str]:
    return [state.value for state in rules.ORDER[rules.SIGNED_FROM :]]


def serving(lo: int, hi: int) -> Q:
    """Narrows agreements to those for any community inside."""
    return _serves(lo, hi)


def _serves(lo: int, hi: int) -> Q:
    """Whether any of its communities lies inside."""
    return Q(RawSQL(_INSIDE, (lo, hi), output_field=BooleanField()))


_INSIDE = """EXISTS (SELECT 1 FROM unnest(agreements_agreement.communities) AS place
                     WHERE place BETWEEN %s AND %s)"""


def get(actor: Actor, id: UUID) -> Agreement:
    """One agreement. Raises NotFound, also to a stranger."""
    row = visible(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def events_of(actor: Actor, id: UUID) -> list[Event]:
    """Its steps, in order."""
    return list(Event.objects.filter(agreement=get(actor, id)).order_by("at", "id"))


def promises(agreement: Agreement) -> list[Promise]:
    """Its indicators in order, each with its newest rule."""
    rows = agreement.indicators.order_by("order").prefetch_related(
        Prefetch("rules", Rule.objects.order_by("-number"))
    )
    return [Promise(one, next(iter(one.rules.all()), None)) for one in rows]


def promises_of(rows: Iterable[Agreement]) -> dict[UUID, list[Promise]]:
    """The promises of several agreements: two questions, however many there are."""
    found: dict[UUID, list[Promise]] = {row.pk: [] for row in rows}
    ones = Indicator.objects.filter(agreement__in=found).order_by("order")
    for one in ones.prefetch_related(Prefetch("rules", Rule.objects.order_by("-number"))):
        found[one.agreement_id].append(Promise(one, next(iter(one.rules.all()), None)))
    return found


def platforms_of(agreements: Iterable[UUID]) -> dict[UUID, dict[int, str]]:
    """The stations each agreement is for, by number with their names (and in their order), in one
    read."""
    found: dict[UUID, dict[int, str]] = {}
    rows = Agreement.objects.filter(pk__in=list(agreements), platforms__isnull=False)
    for id, platform, name in rows.order_by("platforms__name").values_list(
        "pk", "platforms", "platforms__name"
    ):
        found.setdefault(id, {})[platform] = name
    return found


def signed_by(agency: UUID) -> list[Agreement]:
    """Every signed agreement of a supplier, the older first: whose rules its records meet."""
    rows = Agreement.objects.filter(supplier=agency, state__in=_signed())
    return list(rows.order_by("starts_on", "number"))


def suppliers() -> list[UUID]:
    """Who has ever signed one."""
    rows = Agreement.objects.filter(state__in=_signed(), supplier__isnull=False)
    return list(rows.order_by().values_list("supplier_id", flat=True).distinct())


def terminated_on(agreement: Agreement) -> date | None:
    """The day a terminated one ended; None for any other."""
    if agreement.side != Side.TERMINATED:
        return None
    ended = Event.objects.filter(agreement=agreement, step=Side.TERMINATED).order_by("-at")
    return ended.values_list("on", flat=True).first()


def tranches_of(agreement: Agreement) -> list[Tranche]:
    return list(agreement.tranches.order_by("number").prefetch_related("gates"))


def price_of(agreement: Agreement) -> Decimal:
    """The price with its supplementary agreements, in yuan."""
    added = agreement.amendments.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return (agreement.price or Decimal(0)) + added


def reported_on(agreement: Agreement) -> date | None:
    """The day the report on the bids arrived, as it was written down with that step."""
    last = before(agreement, [State.EVALUATED])
    return last.on if last else None


def may_amend(agreement: Agreement) -> bool:
    """For a page: whether to offer it at all. The action asks again."""
    return agreement.state in rules.AMENDABLE and not agreement.side and not agreement.archived_on


def may_stop(agreement: Agreement) -> bool:
    """For a page: whether to offer it at all. The action asks again."""
    return agreement.state in transitions.STOPPABLE and agreement.side not in transitions.FOR_GOOD


def may_lift(agreement: Agreement) -> bool:
    """For a page: whether to offer it at all. The action asks again."""
    return agreement.side in transitions.FOR_A_WHILE


def left_to_add(agreement: Agreement) -> Decimal:
    """What supplementary agreements may still add, in yuan: a tenth of the first price in all
    (政府采购法 art. 49); what was taken away gives no room for more."""
    added = agreement.amendments.filter(amount__gt=0).aggregate(sum=Sum("amount"))["sum"]
    whole = (agreement.price or Decimal(0)) * rules.EXTRA_SHARE
    return max(whole - (added or Decimal(0)), Decimal(0))


def papers_of(actor: Actor, agreement: Agreement) -> list[Document]:
    """Its papers without their content, the newest first: all for the two sides and whoever
    watches, public ones for everybody else."""
    return list(_papers(actor, agreement).defer("content").order_by("-added_at"))


def paper(actor: Actor, agreement: UUID, id: UUID) -> Document:
    """One paper of an agreement with its content. Raises NotFound, also to a stranger."""
    row = _papers(actor, get(actor, agreement)).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def _papers(actor: Actor, agreement: Agreement) -> QuerySet[Document]:
    rows = Document.objects.filter(agreement=agreement)
    if rules.takes_part(actor, agreement) or actor.sight in (Sight.COUNTS, Sight.ALL):
        return rows
    return rows.filter(public=True)


def of_indicator(actor: Actor, indicator: UUID) -> Agreement:
    """The agreement an indicator belongs to. Raises NotFound, also to a stranger."""
    row = visible(actor).filter(indicators=indicator).first()
    if row is None:
        raise NotFound()
    return row
