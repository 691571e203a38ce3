"""Reads of reviews: what is lacking, the score, who may read what of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sanshe.ground.kit import chance
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from .. import rules
from ..enums import Judge, ReviewKind
from ..models import Evaluator, FileCheck, Line, Points, Review


@dataclass(frozen=True, slots=True)
class Sheet:
    """One line with the mean of what was given, None before anybody gave anything."""

    line: Line
    mean: Decimal | None


def reviews_of(actor: Actor, agreement: UUID) -> list[Review]:
    """Its reviews the actor may see: published ones, and open ones for who buys or judges."""
    row = agreements.get(actor, agreement)
    return list(Review.objects.filter(agreement=row).order_by("opened_on", "id"))


def review(actor: Actor, id: UUID) -> Review:
    """One review. Raises NotFound, also to a stranger."""
    row = Review.objects.select_related("agreement").filter(pk=id).first()
    if row is None:
        raise NotFound()
    agreements.get(actor, row.agreement_id)
    return row


def evaluators(actor: Actor, review: Review) -> list[Evaluator]:
    """Those the actor may see: an evaluator of a committee sees themselves."""
    return list(Evaluator.objects.filter(review=review).order_by("kind", "id"))


def sheet(review: Review) -> list[Sheet]:
    """The lines with the means. For everybody who may see the review once it is published."""
    found = _points(review)
    lines = Line.objects.filter(review=review).order_by("order")
    return [Sheet(one, rules.mean(given) if (given := found[one.pk]) else None) for one in lines]


def points_by(actor: Actor, review: Review) -> dict[UUID, Points]:
    """What the actor gave, by line."""
    if actor.user is None:
        return {}
    rows = Points.objects.filter(line__review=review, evaluator__user=actor.user)
    return {row.line_id: row for row in rows}


def files(actor: Actor, review: Review) -> list[FileCheck]:
    """The drawn records."""
    return list(FileCheck.objects.filter(review=review).order_by("order"))


def score_of(review: Review) -> Decimal:
    """The sum of the lines' means, of 100; never rounded up."""
    found = _points(review)
    return rules.never_up(sum((rules.mean(given) for given in found.values()), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Left:
    """What stands between a review and its result, in numbers that name nobody: third parties
    ``missing``; evaluators ``undeclared`` and ``unfinished``; whether files are ``drawn``, and how
    many of them ``unchecked``. ``lines`` of the sheet."""

    missing: list[Judge]
    undeclared: int
    unfinished: int
    drawn: bool
    unchecked: int
    lines: int

    @property
    def whole(self) -> bool:
        return self.drawn and not (
            self.missing or self.undeclared or self.unfinished or self.unchecked
        )


def left(review: Review) -> Left:
    """What is left to be done of a review."""
    with scope(Actor.job("review"), read_only=True):
        judges = list(
            Evaluator.objects.filter(review=review, withdrawn_at__isnull=True)
            .annotate(given=Count("points")).values_list("kind", "declared_at", "given")
        )  # fmt: skip
        lines = Line.objects.filter(review=review).count()
        unchecked = FileCheck.objects.filter(review=review, good__isnull=True).count()
    there = {kind for kind, _declared, _given in judges}
    return Left(
        missing=[Judge(kind) for kind in rules.NEEDED if kind not in there],
        undeclared=sum(declared is None for _kind, declared, _given in judges),
        unfinished=sum(given < lines for _kind, _declared, given in judges),
        drawn=bool(review.seed), unchecked=unchecked, lines=lines,
    )  # fmt: skip


def lacks(review: Review) -> list[str]:
    """What stands between a review and its result, in words."""
    found = left(review)
    said = [_("还没有「%(judge)s」") % {"judge": one.label} for one in found.missing]
    if found.undeclared:
        said.append(_("%(count)s人没有声明利害关系") % {"count": found.undeclared})
    if found.unfinished:
        said.append(_("%(count)s人没有打完分") % {"count": found.unfinished})
    if not found.drawn:
        said.append(_("还没有抽查材料"))
    elif found.unchecked:
        said.append(_("%(count)s份材料没有看") % {"count": found.unchecked})
    return said


def redrawn(review: Review, pool: list[UUID]) -> list[UUID]:
    """What the recorded seed draws from a pool: anybody can hold it against what was checked."""
    return chance.draw(review.seed, pool, FileCheck.objects.filter(review=review).count())


def scores(agreement: Agreement) -> dict[ReviewKind, Decimal]:
    """The published scores of an agreement."""
    rows = Review.objects.filter(Q(published_on__isnull=False), agreement=agreement)
    found = rows.values_list("kind", "score")
    return {ReviewKind(kind): score for kind, score in found if score is not None}


def _points(review: Review) -> dict[UUID, list[Decimal]]:
    """All points by line: means name nobody, so they are read by the platform itself."""
    found: dict[UUID, list[Decimal]] = defaultdict(list)
    with scope(Actor.job("review"), read_only=True):
        rows = Points.objects.filter(
            line__review=review, evaluator__withdrawn_at__isnull=True
        ).values_list("line", "points")
        for line, points in rows:
            found[line].append(points)
    return found
