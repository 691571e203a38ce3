"""Which gates of a tranche are open: computed from facts, each time, and never rounded open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.calendars.workdays import add_working_days
from sanshe.ground.kit.lists import strung
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Condition, Paper
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .. import rules
from ..enums import ReviewKind
from ..models import Acceptance, Objection, Seen
from . import opinions, reviews
from .progress import progress


@dataclass(frozen=True, slots=True)
class GateView:
    """A condition, whether it is met, and what there is against what is wanted, in words."""

    condition: Condition
    open: bool
    has: str
    raw: str = ""

    @property
    def label(self) -> str:
        return str(self.condition.label)


class Facts:
    """What an agreement has come to, each asked for only once and only when a gate wants it."""

    def __init__(self, actor: Actor, agreement: Agreement, today: date | None = None) -> None:
        self.actor, self.agreement = actor, agreement
        self.today = today or timezone.localdate()

    @cached_property
    def scores(self) -> dict[ReviewKind, Decimal]:
        return reviews.scores(self.agreement)

    @cached_property
    def weighted(self) -> Decimal:
        return progress(self.actor, self.agreement.pk, on=self.today).weighted

    @cached_property
    def seen(self) -> set[str]:
        rows = Seen.objects.filter(agreement=self.agreement)
        return set(rows.values_list("kind", flat=True))

    @cached_property
    def acceptance(self) -> Acceptance | None:
        rows = Acceptance.objects.select_related("survey")
        return rows.filter(agreement=self.agreement).first()


@dataclass(frozen=True, slots=True)
class Found:
    """What a condition found: ``raw`` is kept with what was approved on it (in no language);
    ``lack`` says in words what is missing where ``raw`` cannot."""

    open: bool
    raw: str = ""
    lack: str = ""


def _published(facts: Facts, least: Decimal | None) -> Found:
    on = facts.agreement.published_on
    return Found(True, f"{on:%Y-%m-%d}") if on else Found(False, lack=_("还没公开"))


def _seen(kind: Paper) -> Callable[[Facts, Decimal | None], Found]:
    def check(facts: Facts, least: Decimal | None) -> Found:
        return Found(True) if kind.value in facts.seen else Found(False, lack=_("还没认可"))

    return check


def _score(kind: ReviewKind) -> Callable[[Facts, Decimal | None], Found]:
    def check(facts: Facts, least: Decimal | None) -> Found:
        score = facts.scores.get(kind)
        if score is None:
            return Found(False, lack=_("还没有结果"))
        return Found(score >= (least or 0), _plain(score))

    return check


def _progress(facts: Facts, least: Decimal | None) -> Found:
    return Found(facts.weighted >= (least or 0), str(rules.never_up(facts.weighted)))


def _opinion(facts: Facts, least: Decimal | None) -> Found:
    survey = facts.acceptance.survey if facts.acceptance else None
    if survey is None:
        return Found(False, lack=_("还没有意见调查"))
    found = opinions.result(survey)
    if not found.enough:
        return Found(False, lack=strung(found.lacks))
    return Found(True, str(found.served))


def _notice(facts: Facts, least: Decimal | None) -> Found:
    one = facts.acceptance
    if one is None or one.noticed_on is None:
        return Found(False, lack=_("还没公示"))
    with scope(Actor.job("notice"), read_only=True):  # the supplier does not see who objected
        if Objection.objects.filter(acceptance=one, answered_at__isnull=True).exists():
            return Found(False, lack=_("还有意见没答复"))
    wanted = int(least or rules.NOTICE_WORKING_DAYS)
    until = add_working_days(one.noticed_on, wanted)
    return Found(facts.today > until, f"{until:%Y-%m-%d}")


_CHECKS: dict[Condition, Callable[[Facts, Decimal | None], Found]] = {
    Condition.CONTRACT_PUBLISHED: _published,
    Condition.WORK_PLAN_ACCEPTED: _seen(Paper.PLAN),
    Condition.MIDTERM_SCORE: _score(ReviewKind.MIDTERM),
    Condition.FINAL_SCORE: _score(ReviewKind.FINAL),
    Condition.PROGRESS: _progress,
    Condition.USERS_OPINION: _opinion,
    Condition.PUBLIC_NOTICE: _notice,
    Condition.AUDITED: _seen(Paper.AUDIT),
}


def _plain(figure: Decimal) -> str:
    """Without the noughts that say nothing: 80, not 80.00."""
    return f"{figure.normalize():f}"


def _words(condition: Condition, raw: str, least: Decimal | None) -> str:
    """What a condition found, for whoever reads it now."""
    has = {"has": raw, "wants": _plain(least or Decimal(0))}
    if condition in (Condition.MIDTERM_SCORE, Condition.FINAL_SCORE):
        return _("%(has)s分,要%(wants)s分") % has
    if condition == Condition.PROGRESS:
        return _("%(has)s%%,要%(wants)s%%") % has
    if condition == Condition.USERS_OPINION:
        return _("%(count)s人答了") % {"count": raw}
    if condition == Condition.PUBLIC_NOTICE:
        return _("公示到%(until)s") % {"until": raw}
    return raw or _("已认可")


def view(facts: Facts, gate: Any) -> GateView:
    condition = Condition(gate.condition)
    found = _CHECKS[condition](facts, gate.threshold)
    has = found.lack or _words(condition, found.raw, gate.threshold)
    return GateView(condition, found.open, has, found.raw)


def gates_of(facts: Facts, tranche: agreements.Tranche) -> list[GateView]:
    """Every gate of a tranche, in the order of the conditions."""
    order = list(Condition)
    rows = sorted(tranche.gates.all(), key=lambda gate: order.index(Condition(gate.condition)))
    return [view(facts, gate) for gate in rows]


def gates_then(tranche: agreements.Tranche, opened: dict[str, str]) -> list[GateView]:
    """Every gate as it stood open when the tranche was approved (``Claim.opened``)."""
    order = list(Condition)
    rows = sorted(tranche.gates.all(), key=lambda gate: order.index(Condition(gate.condition)))
    return [
        GateView(one, True, _words(one, opened.get(one, ""), gate.threshold))
        for gate in rows
        for one in [Condition(gate.condition)]
    ]
