"""Acceptance line by line, five working days of public notice, objections and their answers."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.calendars.workdays import add_working_days
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import strung
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.registry.agreements.enums import Paper, State
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import errors, rules
from ..models import Acceptance, AcceptanceLine, Objection, Seen, Survey
from ..queries import opinions
from ..queries.progress import progress
from ._settled import settle_if_paid
from ._taking import bought, said, stands_at
from ._telling import ACCEPTANCE, JUDGING, page_of, tell_purchaser, tell_supplier

TAKEN = (Paper.PLAN, Paper.AUDIT)


@action(Deed.KEEP_AGREEMENTS)
def take_paper(actor: Actor, *, agreement: UUID, document: UUID) -> Seen:
    """The purchaser accepts the supplier's work plan, or the audit report. Raises AlreadyOpen
    where it did, NotFound for any other paper."""
    row = bought(actor, agreement)
    paper = next((one for one in promised.papers_of(actor, row) if one.pk == document), None)
    if paper is None or paper.kind not in TAKEN:
        raise NotFound()
    try:
        with transaction.atomic():
            seen = Seen.objects.create(
                agreement=row, document_id=paper.pk, kind=paper.kind, on=timezone.localdate(),
                at=timezone.now(), by_user=actor.user,
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    said(actor, Deed.KEEP_AGREEMENTS, row, "paper_taken", paper=paper.kind)
    tell_supplier(row, NoticeCode.CONFIRMED, page_of(row, JUDGING))
    return seen


@action(Deed.KEEP_AGREEMENTS)
def open_acceptance(actor: Actor, *, agreement: UUID) -> Acceptance:
    """After the final review: every promise with what was counted by now, and the newest closed
    survey. Raises TooEarly, AlreadyOpen."""
    row = bought(actor, agreement)
    stands_at(row, (State.FINAL_REVIEWED,))
    made = Acceptance(agreement=row, opened_on=timezone.localdate(), opened_by=actor.user)
    found = opinions.latest(row)
    made.survey = found.survey if found else None
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    measured = _percent(found)
    AcceptanceLine.objects.bulk_create(
        AcceptanceLine(
            acceptance=made, indicator=one.indicator, promised=one.indicator.target,
            counted=measured if one.indicator.measured else one.done,
        )
        for one in progress(actor, row.pk).standings
    )  # fmt: skip
    said(actor, Deed.KEEP_AGREEMENTS, row, "acceptance_opened")
    tell_supplier(row, NoticeCode.PLANNED, page_of(row, ACCEPTANCE))
    return made


def _percent(found: opinions.Result | None) -> Decimal | None:
    """How many percent were satisfied, where enough were asked; never rounded up."""
    share = found.satisfied if found and found.enough else None
    return rules.never_up(Decimal(share.yes * 100) / share.n) if share else None


@action(Deed.KEEP_AGREEMENTS)
def renew_survey(actor: Actor, *, acceptance: UUID, survey: UUID) -> Acceptance:
    """Take a later survey, where the first was not enough; a notice begins anew."""
    one = _mine(actor, acceptance)
    row = Survey.objects.filter(
        pk=survey, agreement=one.agreement_id, closed_on__isnull=False
    ).first()
    if row is None:
        raise NotFound()
    one.survey, one.noticed_on, one.notice_until = row, None, None
    one.save()
    AcceptanceLine.objects.filter(acceptance=one, indicator__measured=True).update(
        counted=_percent(opinions.result(row)), accepted=None
    )
    said(actor, Deed.KEEP_AGREEMENTS, one.agreement, "acceptance_survey")
    return one


@action(Deed.KEEP_AGREEMENTS)
def judge_line(
    actor: Actor, *, acceptance: UUID, indicator: UUID, accepted: bool, words: str = ""
) -> AcceptanceLine:
    """One promise is accepted or not. Words are wanted where it is not, and where less was counted
    than promised. After the notice began, a changed line begins it anew. Raises WordsMissing."""
    one = _mine(actor, acceptance)
    line = AcceptanceLine.objects.filter(acceptance=one, indicator=indicator).first()
    if line is None:
        raise NotFound()
    short = line.counted is None or line.counted < line.promised
    if (not accepted or short) and not words.strip():
        raise errors.WordsMissing(field="words")
    line.accepted, line.words = accepted, words.strip()[:300]
    line.save(update_fields=["accepted", "words"])
    if one.noticed_on is not None:
        one.noticed_on = one.notice_until = None
        one.save(update_fields=["noticed_on", "notice_until"])
    said(
        actor, Deed.KEEP_AGREEMENTS, one.agreement, "line_judged", indicator=str(indicator),
        accepted=accepted,
    )  # fmt: skip
    return line


@action(Deed.KEEP_AGREEMENTS)
def notice(actor: Actor, *, acceptance: UUID, words: str = "") -> Acceptance:
    """Publish the result for five working days. Every line is judged, and residents who were
    served were asked (条例 art. 45). Raises NotWhole."""
    one = _mine(actor, acceptance)
    lacks = []
    if left := AcceptanceLine.objects.filter(acceptance=one, accepted__isnull=True).count():
        lacks.append(_("%(count)s条还没有验") % {"count": left})
    if one.survey is None or not opinions.result(one.survey).served:
        lacks.append(_("还没有服务对象的意见"))
    if lacks:
        raise errors.NotWhole(what=_("公示"), lacks=strung(lacks))
    one.noticed_on = timezone.localdate()
    one.notice_until = add_working_days(one.noticed_on, rules.NOTICE_WORKING_DAYS)
    one.words = words.strip()
    one.save()
    said(
        actor, Deed.KEEP_AGREEMENTS, one.agreement, "acceptance_noticed",
        until=str(one.notice_until),
    )  # fmt: skip
    tell_supplier(one.agreement, NoticeCode.CHANGED, page_of(one.agreement, ACCEPTANCE))
    return one


@action(Deed.OBJECT_TO_RESULT)
def object_to(actor: Actor, *, agreement: UUID, community: int, text: str) -> Objection:
    """Anybody of the communities, and the supplier, may object while the notice lasts. Raises
    WordsMissing, TooEarly."""
    with scope(Actor.job("objection")):
        one = Acceptance.objects.select_related("agreement").filter(agreement=agreement).first()
        if one is None or community not in one.agreement.communities:
            raise NotFound()
        row = one.agreement
        if one.notice_until is None or timezone.localdate() > one.notice_until or one.closed_on:
            raise errors.TooEarly(now=row.get_state_display())
        if not text.strip():
            raise errors.WordsMissing(field="text")
        made = Objection.objects.create(
            acceptance=one, purchaser=row.purchaser_id, org=actor.org, community=community,
            text=text.strip()[:2000], at=timezone.now(),
        )  # fmt: skip
        tell_purchaser(row, NoticeCode.OBJECTED, page_of(row, ACCEPTANCE))
    note(actor, Deed.OBJECT_TO_RESULT, kind="agreement", id=row.pk, community=community)
    return made


@action(Deed.KEEP_AGREEMENTS)
def answer_objection(actor: Actor, *, objection: UUID, answer: str) -> Objection:
    """The purchaser answers. Raises WordsMissing, NotFound."""
    one = Objection.objects.select_for_update(of=("self",)).filter(pk=objection).first()
    if one is None:
        raise NotFound()
    row = bought(actor, one.acceptance.agreement_id)
    if not answer.strip():
        raise errors.WordsMissing(field="answer")
    one.answer, one.answered_at = answer.strip()[:2000], timezone.now()
    one.answered_by = actor.user
    one.save()
    said(actor, Deed.KEEP_AGREEMENTS, row, "objection_answered")
    if one.org == row.supplier_id:
        tell_supplier(row, NoticeCode.ANSWERED, page_of(row, ACCEPTANCE))
    return one


@action(Deed.KEEP_AGREEMENTS)
def close_acceptance(actor: Actor, *, acceptance: UUID) -> Acceptance:
    """Accepted: every line is, the notice is over, every objection answered. What is not accepted
    is mended first, and judged again. Raises NotWhole, StillOpen."""
    one = _mine(actor, acceptance)
    refused = AcceptanceLine.objects.filter(acceptance=one).exclude(accepted=True).count()
    if refused:
        raise errors.NotWhole(
            what=_("通过验收"), lacks=_("%(count)s条没有通过") % {"count": refused}
        )
    unanswered = Objection.objects.filter(acceptance=one, answered_at__isnull=True).exists()
    today = timezone.localdate()
    if one.notice_until is None or today <= one.notice_until or unanswered:
        raise errors.StillOpen(until=one.notice_until or "—")
    one.closed_on = today
    one.save(update_fields=["closed_on"])
    agreements.pass_stage(
        actor, agreement=one.agreement_id, to=State.ACCEPTED.value, on=today, text=one.words
    )
    said(actor, Deed.KEEP_AGREEMENTS, one.agreement, "accepted")
    tell_supplier(one.agreement, NoticeCode.CONFIRMED, page_of(one.agreement, ACCEPTANCE))
    settle_if_paid(actor, one.agreement_id)
    return one


def _mine(actor: Actor, id: UUID) -> Acceptance:
    """The purchaser's own, locked, not closed."""
    rows = Acceptance.objects.select_for_update(of=("self",))
    one = rows.select_related("agreement", "survey").filter(pk=id).first()
    if one is None:
        raise NotFound()
    bought(actor, one.agreement_id)
    if one.closed_on is not None:
        raise errors.Published()
    return one
