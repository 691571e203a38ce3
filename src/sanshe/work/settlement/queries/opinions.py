"""Reads of what residents say: figures with their certainty, and whether they are enough."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import rules
from ..enums import Group, Measure, Outcome
from ..models import Answer, Evaluator, Respondent, Survey
from ..shares import Share, wilson


@dataclass(frozen=True, slots=True)
class Shown:
    """A share in percent, as a page shows it; the interval is rounded outwards."""

    n: int
    percent: str
    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


def _shown(share: Share | None) -> Shown | None:
    if share is None or share.rate is None:
        return None
    low, high = math.floor(share.low * 100), math.ceil(round(share.high * 100, 6))
    return Shown(share.n, f"{share.rate * 100:.0f}", low, high)


@dataclass(frozen=True, slots=True)
class Result:
    """A survey so far. ``shares``: by (measure, group); None where fewer than five answered.
    ``lacks``: in words why it is not enough; empty when it is."""

    survey: Survey
    drawn: int
    answered: int
    refused: int
    unreached: int
    served: int  # answers of those served
    needed: int
    live: Decimal  # percent of the served answers by phone or at home
    shares: dict[tuple[Measure, Group], Share | None]
    lacks: list[str] = field(default_factory=list)

    @property
    def enough(self) -> bool:
        return not self.lacks

    @property
    def refusal(self) -> Decimal | None:
        """Percent of those reached who would not answer."""
        reached = self.answered + self.refused
        return Decimal(self.refused * 100) / reached if reached else None

    @property
    def satisfied(self) -> Share | None:
        return self.shares[Measure.SATISFACTION, Group.SERVED]

    def percents(self) -> list[tuple[Measure, Shown | None, Shown | None]]:
        """The same for a page."""
        return [(one, _shown(served), _shown(not_)) for one, served, not_ in self.by_measure()]

    def by_measure(self) -> list[tuple[Measure, Share | None, Share | None]]:
        """(measure, of those served, of those not) each, never mixed."""
        return [
            (one, self.shares[one, Group.SERVED], self.shares[one, Group.UNSERVED])
            for one in Measure
        ]


def surveys_of(actor: Actor, agreement: UUID) -> list[Survey]:
    row = agreements.get(actor, agreement)
    return list(Survey.objects.filter(agreement=row).order_by("-opened_on", "-id"))


def survey(actor: Actor, id: UUID) -> Survey:
    """One survey. Raises NotFound, also to a stranger."""
    row = Survey.objects.select_related("agreement").filter(pk=id).first()
    if row is None:
        raise NotFound()
    agreements.get(actor, row.agreement_id)
    return row


def result(survey: Survey) -> Result:
    """The figures: they name nobody and hold no group smaller than five, so whoever may see the
    agreement may see them."""
    return results([survey])[0]


def results(surveys: Iterable[Survey]) -> list[Result]:
    """The figures of several surveys: two questions, however many there are."""
    rows = list(surveys)
    outcomes: dict[UUID, Counter[str]] = {one.pk: Counter() for one in rows}
    answers: dict[UUID, list[dict[str, Any]]] = {one.pk: [] for one in rows}
    with scope(Actor.job("survey"), read_only=True):
        drawn = Respondent.objects.filter(survey__in=outcomes).order_by()
        for id, outcome, count in drawn.values_list("survey", "outcome").annotate(Count("pk")):
            outcomes[id][outcome] = count
        fields = ("survey", "group", "by", "satisfaction", "recognition", "participation")
        for said in Answer.objects.filter(survey__in=answers).values(*fields):
            answers[said["survey"]].append(said)
    return [_result(one, outcomes[one.pk], answers[one.pk]) for one in rows]


def _result(survey: Survey, outcomes: Counter[str], answers: list[dict[str, Any]]) -> Result:
    served = [one for one in answers if one["group"] == Group.SERVED]
    live = sum(one["by"] in [way.value for way in rules.LIVE] for one in served)
    percent = Decimal(live * 100) / len(served) if served else Decimal(0)
    needed = rules.needed(survey.served_pool, survey.least)
    return Result(
        survey=survey, drawn=outcomes.total(), answered=outcomes[Outcome.ANSWERED],
        refused=outcomes[Outcome.REFUSED], unreached=outcomes[Outcome.UNREACHED],
        served=len(served), needed=needed, live=percent, shares=_shares(answers),
        lacks=_lacks(survey, len(served), needed, percent),
    )  # fmt: skip


def _lacks(survey: Survey, served: int, needed: int, live: Decimal) -> list[str]:
    said = []
    if served < max(needed, 1):
        said.append(
            _("服务过的居民只答了%(has)s人,要%(wants)s人") % {"has": served, "wants": needed}
        )
    if live < survey.live:
        said.append(
            _("电话和上门只占%(has)s%%,要%(wants)s%%")
            % {"has": f"{live:.0f}", "wants": survey.live}
        )
    return said


def _shares(answers: list[dict[str, Any]]) -> dict[tuple[Measure, Group], Share | None]:
    found = {}
    for measure in Measure:
        for group in Group:
            said = [
                one[measure.value]
                for one in answers
                if one["group"] == group and one[measure.value] is not None
            ]
            yes = sum(one if isinstance(one, bool) else one >= rules.HAPPY for one in said)
            share = wilson(yes, len(said)) if len(said) >= rules.SHOWN_FROM else None
            found[measure, group] = share
    return found


def latest(agreement: Agreement) -> Result | None:
    """The newest closed survey's figures; None before there is one."""
    row = Survey.objects.filter(agreement=agreement, closed_on__isnull=False)
    one = row.order_by("-closed_on", "-id").first()
    return result(one) if one is not None else None


def latest_of(agreements: Iterable[UUID]) -> dict[UUID, Result]:
    """The newest closed survey's figures of several agreements; three questions in all."""
    closed = Survey.objects.filter(agreement__in=list(agreements), closed_on__isnull=False)
    newest = closed.order_by("agreement", "-closed_on", "-id").distinct("agreement")
    return {one.survey.agreement_id: one for one in results(newest)}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What several surveys say together, of the served: a share a measure (None of too few), from
    the surveys whose own share is told; their answers, refusals, and whether it is enough."""

    surveys: int
    drawn: int
    answered: int
    refused: int
    shares: dict[Measure, Share | None]
    enough: bool

    def percents(self) -> list[tuple[Measure, Shown | None]]:
        """The same for a page."""
        return [(measure, _shown(share)) for measure, share in self.shares.items()]


def together(found: Iterable[Result]) -> Opinion | None:
    """Several surveys as one, every answer alike; None without any."""
    ones = list(found)
    if not ones:
        return None
    shares: dict[Measure, Share | None] = {}
    for measure in Measure:
        told = [share for one in ones if (share := one.shares[measure, Group.SERVED])]
        n = sum(share.n for share in told)
        shares[measure] = wilson(sum(share.yes for share in told), n) if n else None
    return Opinion(
        surveys=len(ones), drawn=sum(one.drawn for one in ones),
        answered=sum(one.answered for one in ones), refused=sum(one.refused for one in ones),
        shares=shares, enough=all(one.enough for one in ones),
    )  # fmt: skip


def words_of(actor: Actor, survey: Survey) -> list[str]:
    """What residents added in their own words: for the purchaser and the evaluators, once closed
    and said by five or more; in no order."""
    row = agreements.get(actor, survey.agreement_id)
    judges = Evaluator.objects.filter(
        review__agreement=row, user=actor.user or NOBODY, withdrawn_at__isnull=True
    )
    if survey.closed_on is None or not (rules.buys(actor, row) or judges.exists()):
        return []
    with scope(Actor.job("survey"), read_only=True):
        rows = Answer.objects.filter(survey=survey).exclude(words="").order_by("id")
        said = list(rows.values_list("words", flat=True))
    return said if len(said) >= rules.SHOWN_FROM else []


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody to be asked, as they are called."""

    respondent: Respondent
    name: str


def to_ask(actor: Actor, survey: Survey) -> list[ToAsk]:
    """Whom the actor may still ask in their community: not of the supplier, and only who has not
    answered, refused or been out three times."""
    demand(actor, Deed.ASK_OPINION)
    rows = list(
        Respondent.objects.filter(survey=survey, outcome=Outcome.WAITING)
        .exclude(supplier=actor.org).order_by("tries", "id")
    )  # fmt: skip
    names = people.names_of(actor, [row.person for row in rows])
    return [ToAsk(row, names[row.person]) for row in rows if row.person in names]


def respondent(actor: Actor, id: UUID) -> ToAsk:
    """One of them. Raises NotFound, also to a stranger."""
    demand(actor, Deed.ASK_OPINION)
    row = Respondent.objects.select_related("survey").filter(pk=id).first()
    if row is None or row.supplier == actor.org:
        raise NotFound()
    name = people.names_of(actor, [row.person]).get(row.person)
    if name is None:
        raise NotFound()
    return ToAsk(row, name)


def open_surveys(actor: Actor) -> list[tuple[Survey, int]]:
    """Surveys with people the actor may still ask, and how many."""
    demand(actor, Deed.ASK_OPINION)
    waiting = Counter(
        Respondent.objects.filter(outcome=Outcome.WAITING, survey__closed_on__isnull=True)
        .exclude(supplier=actor.org).values_list("survey", flat=True)
    )  # fmt: skip
    rows = Survey.objects.select_related("agreement").filter(pk__in=waiting)
    return [(row, waiting[row.pk]) for row in rows.order_by("opened_on", "id")]
