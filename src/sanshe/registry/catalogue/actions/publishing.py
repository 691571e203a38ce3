"""Writes: a version comes into force, or is taken back. A street officer's doing."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, OutOfDate
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action

from .. import errors, queries, rules
from ..enums import VersionState
from ..models import CatalogueVersion
from ._telling import tell_of_change
from ._turns import version_held


@action(Deed.PUBLISH_CATALOGUE)
def publish(
    actor: Actor,
    *,
    version: CatalogueVersion | int,
    effective_from: date,
    revision: int | None = None,
) -> CatalogueVersion:
    """Put a draft into force from a day on; the version before it ends the day before.

    Every line is checked once more. Nothing is put into force for the past, but for history that
    a job imports. Raises NotADraft, NothingInIt, DateWrong, OutOfDate (the draft was changed
    after ``revision`` was read), and what ``rules.check`` raises.
    """
    held = version_held(actor, version, Deed.PUBLISH_CATALOGUE)
    if held.state != VersionState.DRAFT:
        raise errors.NotADraft(number=held.number)
    if revision is not None and revision != held.revision:
        raise OutOfDate()
    _check_lines(held)
    former = queries.latest_published(held.community)
    _check_date(actor, effective_from, former)
    if former is not None:
        former.effective_to = effective_from - timedelta(days=1)
        former.save(update_fields=["effective_to"])
    held.state = VersionState.PUBLISHED
    held.effective_from = effective_from
    held.former = former
    held.approved_by = actor.user
    held.published_at = timezone.now()
    held.save()
    _note(actor, held, "publish")
    tell_of_change(held)
    return held


@action(Deed.PUBLISH_CATALOGUE)
def withdraw(actor: Actor, *, version: CatalogueVersion | int, why: str) -> CatalogueVersion:
    """Take the latest version back: it counts as never published, and the one before it goes on
    as though it had never ended. ``why`` is shown to everybody.

    Raises NotPublished, NotTheLast, Invalid.
    """
    held = version_held(actor, version, Deed.PUBLISH_CATALOGUE)
    why = why.strip()
    if not why:
        raise Invalid(field="why", reason=_("请写明为什么撤回。"))
    if held.state != VersionState.PUBLISHED:
        raise errors.NotPublished(number=held.number)
    if held.effective_to is not None:
        raise errors.NotTheLast(number=held.number)
    held.state = VersionState.WITHDRAWN
    held.withdrawn_at = timezone.now()
    held.withdrawn_why = why[:300]
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    if held.former_id is not None:
        CatalogueVersion.objects.filter(pk=held.former_id, state=VersionState.PUBLISHED).update(
            effective_to=None
        )
    _note(actor, held, "withdraw")
    tell_of_change(held)
    return held


def _check_lines(version: CatalogueVersion) -> None:
    """An item or an organisation may have changed since the line was written."""
    lines = queries.lines_of(version)
    if not lines:
        raise errors.NothingInIt()
    for line in lines:
        rules.check(
            rules.Proposed(
                item=line.item.name, statutory_duty=line.item.statutory_duty,
                on_negative_list=line.item.on_negative_list,
                law_enforcement=line.item.law_enforcement, duty=line.duty,
                lead=line.lead.name, lead_kind=line.lead.kind,
                helpers=[helper.name for helper in line.helpers.all()], reason=line.reason,
            )
        )  # fmt: skip


def _check_date(actor: Actor, effective_from: date, former: CatalogueVersion | None) -> None:
    if actor.role is not Role.JOB and effective_from < timezone.localdate():
        raise errors.DateWrong(
            field="effective_from", reason=_("不能从过去的日子起生效,最早是今天。")
        )
    if former is None or former.effective_from is None:
        return
    if effective_from <= former.effective_from:
        raise errors.DateWrong(
            field="effective_from",
            reason=_("要晚于第%(number)s版的生效日%(day)s。")
            % {"number": former.number, "day": former.effective_from},
        )


def _note(actor: Actor, version: CatalogueVersion, step: str) -> None:
    note(actor, Deed.PUBLISH_CATALOGUE, kind="catalogue_version", id=version.pk,
         community=version.community, step=step, number=version.number)  # fmt: skip
