"""The next term of an agreement: what was promised is taken over for correction."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, queries, rules
from ..models import Agreement, BudgetLine, Gate, Indicator, Rule, Source, Tranche
from ._ruling import rule_of, rule_says
from .opening import open_purchase


@action(Deed.KEEP_AGREEMENTS)
def renew(actor: Actor, *, agreement: UUID, number: str, name: str, why: str = "") -> Agreement:
    """Think of buying the same again for the time after it. Indicators with their newest rules,
    sources, budget and tranches (their days moved on by the term) are taken over as a draft; the
    public is asked anew, the six questions are answered anew, and nobody is chosen yet. Services
    and platforms that have ended meanwhile are left out.

    Raises NotFound, WrongStep before it was signed, NumberTaken, Missing.
    """
    old = queries.get(actor, agreement)
    if not rules.keeps(actor, old):
        raise NotFound()
    if not rules.is_signed(old):
        raise errors.WrongStep(now=old.get_state_display(), then=_("下一期"))
    new = open_purchase(
        actor, number=number, name=name, communities=old.communities, former=old.pk,
        platforms=[one.pk for one in old.platforms.filter(closed_on__isnull=True)], why=why,
    )  # fmt: skip
    _promises(actor, old, new)
    _money(old, new)
    return new


def _promises(actor: Actor, old: Agreement, new: Agreement) -> None:
    going_on = {one.pk for place in old.communities for one in catalogue.services_in(place)}
    for promise in queries.promises(old):
        was = promise.indicator
        one = Indicator.objects.create(
            agreement=new, code=was.code, order=was.order, name=was.name, unit=was.unit,
            target=was.target, weight=was.weight, measured=was.measured, evidence=was.evidence,
        )  # fmt: skip
        if promise.rule is None:
            continue
        said = rule_says(promise.rule)
        services = [id for id in said["services"] if id in going_on]
        if services:
            rule: Rule = rule_of(actor, one, 1, {**said, "services": services})
            rule.save(force_insert=True)


def _money(old: Agreement, new: Agreement) -> None:
    Source.objects.bulk_create(
        Source(agreement=new, kind=one.kind, name=one.name, amount=one.amount)
        for one in old.sources.all()
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(agreement=new, order=one.order, name=one.name, amount=one.amount)
        for one in old.budget.all()
    )
    assert old.starts_on is not None and old.ends_on is not None  # signed
    term = old.ends_on - old.starts_on + timedelta(days=1)
    for one in queries.tranches_of(old):
        tranche = Tranche.objects.create(
            agreement=new, number=one.number, share=one.share, amount=one.amount,
            due_on=one.due_on + term,
        )  # fmt: skip
        Gate.objects.bulk_create(
            Gate(tranche=tranche, condition=gate.condition, threshold=gate.threshold)
            for gate in one.gates.all()
        )
