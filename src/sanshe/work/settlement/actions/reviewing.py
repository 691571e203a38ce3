"""A review: who judges and may, the sheet, the files the system draws, the published result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit import chance
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import strung
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import errors, rules
from ..enums import Judge, ReviewKind, Why
from ..models import Evaluator, FileCheck, Line, Points, Review, Verdict
from ..queries import reviews
from ._taking import bought, said, stands_at
from ._telling import (
    JUDGING,
    page_of,
    review_page,
    tell_purchaser,
    tell_supplier,
    waits_no_longer,
)


@action(Deed.KEEP_AGREEMENTS)
def open_review(
    actor: Actor, *, agreement: UUID, kind: str, sheet: Iterable[tuple[str, Decimal]]
) -> Review:
    """The purchaser opens a mid-term or final review with its score sheet: (line, points) each,
    100 in all. Raises TooEarly, AlreadyOpen, WeightsDoNotSum."""
    row = bought(actor, agreement)
    which = ReviewKind(kind)
    stands_at(row, rules.STAGE[which][1])
    assert row.supplier_id is not None  # signed
    lines = [(name.strip()[:80], Decimal(weight)) for name, weight in sheet if name.strip()]
    whole = sum((weight for _name, weight in lines), Decimal(0))
    if whole != 100 or any(weight <= 0 for _name, weight in lines):
        raise errors.WeightsDoNotSum(field="sheet", sum=f"{whole:g}")
    made = Review(
        agreement=row, area=row.area, purchaser=row.purchaser_id, supplier=row.supplier_id,
        kind=which, opened_on=timezone.localdate(), opened_by=actor.user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    Line.objects.bulk_create(
        [Line(review=made, order=n, name=name, weight=w) for n, (name, w) in enumerate(lines, 1)]
    )
    said(actor, Deed.KEEP_AGREEMENTS, row, "review_opened", review=which.value)
    tell_supplier(row, NoticeCode.PLANNED, page_of(row, JUDGING))
    return made


@action(Deed.KEEP_AGREEMENTS)
def invite(actor: Actor, *, review: UUID, user: UUID, kind: str) -> Evaluator:
    """Ask somebody to judge. Whoever worked for the supplier within two years is refused here
    already, where the platform knows. Raises WrongJudge, HasInterest, AlreadyOpen, Published."""
    one = _mine(actor, review)
    judge = Judge(kind)
    held = next((a for a in accounts.assignments_of(user) if a.role in rules.JUDGES[judge]), None)
    if held is None or (held.org == one.purchaser) != (judge == Judge.PURCHASER):
        raise errors.WrongJudge(field="kind", kind=judge.label)
    if held.org == one.supplier or _tied(user, one):
        raise errors.HasInterest(field="user")
    made = Evaluator(
        review=one, area=one.area, purchaser=one.purchaser, user=user, org=held.org, kind=judge
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise errors.AlreadyOpen(field="user") from error
    said(actor, Deed.KEEP_AGREEMENTS, one.agreement, "evaluator_asked", judge=judge.value)
    tell(code=NoticeCode.ASSIGNED, link=review_page(one.pk), user=user)
    return made


def _tied(user: UUID, review: Review) -> bool:
    today = timezone.localdate()
    since = rules.two_years_before(today)
    return rules.tied(accounts.acted_for(user, review.supplier, since=since), today)


@action(Deed.JUDGE_REVIEW)
def declare(
    actor: Actor, *, review: UUID, interest: str = "", tied_until: date | None = None
) -> Evaluator:
    """An evaluator says whether they have, or had until a day, anything to do with the supplier
    (worked there, were paid by it). Within two years they are out: the declaration is kept and
    they withdraw; whether they may judge is on the row given back."""
    me = _me(actor, review)
    me.interest, me.tied_until = interest.strip()[:300], tied_until
    me.declared_at = timezone.now()
    if rules.tied(tied_until, timezone.localdate()) or _tied(me.user, me.review):
        me.withdrawn_at = me.declared_at
        Points.objects.filter(evaluator=me).delete()
    me.save()
    said(
        actor, Deed.JUDGE_REVIEW, me.review.agreement, "interest_declared",
        withdrawn=me.withdrawn_at is not None,
    )  # fmt: skip
    return me


@action(Deed.KEEP_AGREEMENTS)
def draw_files(actor: Actor, *, review: UUID, size: int = rules.FILES_DRAWN) -> list[FileCheck]:
    """The system draws the records to be looked at, once: nobody chooses, nobody draws again until
    they like it. Sealed matters are in no pool. Raises AlreadyOpen, NotWhole where none counts."""
    one = _mine(actor, review)
    if one.seed:
        raise errors.AlreadyOpen()
    pool = {
        row.record: row.county
        for row in Verdict.objects.filter(
            indicator__in=[p.indicator.pk for p in promised.promises(one.agreement)],
            why=Why.COUNTED, sealed=False, day__lte=timezone.localdate(),
        ).only("record", "county")
    }  # fmt: skip
    if not pool:
        raise errors.NotWhole(what=_("抽查"), lacks=_("还没有计入的记录"))
    one.seed, one.pool, one.pool_digest = chance.new_seed(), len(pool), chance.digest(pool)
    one.save(update_fields=["seed", "pool", "pool_digest"])
    drawn = FileCheck.objects.bulk_create(
        [
            FileCheck(review=one, order=n, record=id, county=pool[id])
            for n, id in enumerate(chance.draw(one.seed, pool, size), 1)
        ]
    )
    said(actor, Deed.KEEP_AGREEMENTS, one.agreement, "files_drawn", seed=one.seed, pool=one.pool)
    return drawn


@action(Deed.JUDGE_REVIEW)
def check_file(actor: Actor, *, review: UUID, order: int, good: bool, words: str = "") -> FileCheck:
    """Whether a drawn record's file is in order; what is not takes words. Raises WordsMissing,
    NotDeclared, HasInterest, Published."""
    _may_judge(_me(actor, review))
    with scope(Actor.job("file check")):
        file = FileCheck.objects.select_for_update().filter(review=review, order=order).first()
        if file is None:
            raise NotFound()
        if not good and not words.strip():
            raise errors.WordsMissing(field="words")
        file.good, file.words = good, words.strip()[:300]
        file.checked_by, file.checked_at = actor.user, timezone.now()
        file.save()
        agreement = file.review.agreement
    said(actor, Deed.JUDGE_REVIEW, agreement, "file_checked", order=order, good=good)
    _tell_when_whole(file.review)
    return file


@action(Deed.JUDGE_REVIEW)
def give_points(actor: Actor, *, review: UUID, points: Mapping[UUID, tuple[Decimal, str]]) -> None:
    """An evaluator's points for lines of the sheet: (points, words) each; later ones replace
    theirs until the result is published. Raises TooManyPoints, NotDeclared, HasInterest."""
    me = _me(actor, review)
    _may_judge(me)
    lines = {line.pk: line for line in Line.objects.filter(review=review)}
    for id, (given, words) in points.items():
        if id not in lines:
            raise NotFound()
        if not 0 <= given <= lines[id].weight or given != given.quantize(rules.CENT):
            raise errors.TooManyPoints(
                field=str(id), line=lines[id].name, most=f"{lines[id].weight:g}"
            )
        Points.objects.update_or_create(
            line=lines[id], evaluator=me,
            defaults={"points": given, "words": words.strip()[:300], "given_at": timezone.now()},
        )  # fmt: skip
    said(actor, Deed.JUDGE_REVIEW, me.review.agreement, "points_given", lines=len(points))
    _tell_when_whole(me.review)


def _tell_when_whole(review: Review) -> None:
    """Nothing is lacking any more: the purchaser may publish."""
    if not reviews.lacks(review):
        link = review_page(review.pk)
        waits_no_longer(link)
        tell_purchaser(review.agreement, NoticeCode.WAITING, link)


@action(Deed.KEEP_AGREEMENTS)
def publish_review(actor: Actor, *, review: UUID, words: str = "") -> Review:
    """Reckon the score, publish it, and move the agreement on. Every evaluator has scored every
    line, both third parties are among them, and every drawn file was looked at.
    Raises NotWhole naming what is lacking, Published."""
    one = _mine(actor, review)
    lacks = reviews.lacks(one)
    if lacks:
        raise errors.NotWhole(what=_("公布结果"), lacks=strung(lacks))
    one.score, one.published_on = reviews.score_of(one), timezone.localdate()
    one.words = words.strip()
    one.save(update_fields=["score", "published_on", "words"])
    agreements.pass_stage(
        actor, agreement=one.agreement_id, to=rules.STAGE[ReviewKind(one.kind)][0].value,
        on=one.published_on, text=one.words, score=str(one.score),
    )  # fmt: skip
    said(
        actor, Deed.KEEP_AGREEMENTS, one.agreement, "review_published", review=one.kind,
        score=str(one.score),
    )  # fmt: skip
    waits_no_longer(review_page(one.pk))
    tell_supplier(one.agreement, NoticeCode.CONFIRMED, review_page(one.pk))
    return one


def _mine(actor: Actor, id: UUID) -> Review:
    """A review of the purchaser's own, locked and not published yet."""
    one = Review.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if one is None:
        raise NotFound()
    bought(actor, one.agreement_id)
    if one.published_on is not None:
        raise errors.Published()
    return one


def _me(actor: Actor, review: UUID) -> Evaluator:
    """The actor as an evaluator, locked; NotFound for anybody who was not asked."""
    rows = Evaluator.objects.select_for_update(of=("self",)).select_related("review__agreement")
    me = rows.filter(review=review, user=actor.user).first() if actor.user else None
    if me is None:
        raise NotFound()
    if me.review.published_on is not None:
        raise errors.Published()
    if me.withdrawn_at is not None:
        raise errors.HasInterest()
    return me


def _may_judge(me: Evaluator) -> None:
    if me.declared_at is None:
        raise errors.NotDeclared()
    if _tied(me.user, me.review):
        raise errors.HasInterest()
