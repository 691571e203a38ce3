"""Writes: a word against a version, and the answer to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import VersionState
from ..models import CatalogueLine, CatalogueVersion, Objection
from ._keys import key
from ._telling import tell_of_answer, tell_of_objection

if TYPE_CHECKING:
    from ..models import ServiceItem

A_DAY = 30
"""How many objections without an account a community takes a day: enough for a lively street,
too few for a machine."""


@action(Deed.OBJECT_TO_CATALOGUE)
def object_to(
    actor: Actor,
    *,
    version: CatalogueVersion | int,
    text: str,
    item: ServiceItem | int | None = None,
) -> Objection:
    """Say what is wrong with a published version, or with one item of it.

    A resident needs no account and no name. Raises NotPublished, ItemNotInVersion, Invalid,
    TooManyObjections.
    """
    text = text.strip()
    if not text:
        raise Invalid(field="text", reason=_("请写下您的意见。"))
    if len(text) > 1000:
        raise Invalid(field="text", reason=_("最多1000个字。"))
    found = CatalogueVersion.objects.filter(pk=key(version)).first()
    if found is None:
        raise NotFound()
    demand(actor, Deed.OBJECT_TO_CATALOGUE, community=found.community)
    if found.state != VersionState.PUBLISHED:
        raise errors.NotPublished(number=found.number)
    if item is not None and not _has(found, key(item)):
        raise errors.ItemNotInVersion(field="item")
    if actor.org == NOBODY:
        _check_flood(found.community)
    objection = Objection.objects.create(
        version=found, item_id=None if item is None else key(item), text=text, by_org=actor.org
    )
    note(actor, Deed.OBJECT_TO_CATALOGUE, kind="objection", id=objection.pk,
         community=found.community, version=found.number)  # fmt: skip
    tell_of_objection(found)
    return objection


@action(Deed.KEEP_CATALOGUE)
def answer_objection(actor: Actor, *, objection: Objection | int, text: str) -> Objection:
    """Answer an objection, once; the answer is shown beside it. Raises AlreadyAnswered."""
    text = text.strip()
    if not text:
        raise Invalid(field="answer", reason=_("请写下答复。"))
    held = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("version")
        .filter(pk=key(objection))
        .first()
    )
    if held is None:
        raise NotFound()
    demand(actor, Deed.KEEP_CATALOGUE, community=held.version.community)
    if held.answered_at is not None:
        raise errors.AlreadyAnswered()
    held.answer, held.answered_at = text, timezone.now()
    held.save(update_fields=["answer", "answered_at"])
    note(actor, Deed.KEEP_CATALOGUE, kind="objection", id=held.pk,
         community=held.version.community, step="answer")  # fmt: skip
    tell_of_answer(held)
    return held


def _has(version: CatalogueVersion, item: int) -> bool:
    return CatalogueLine.objects.filter(version=version, item=item).exists()


def _check_flood(community: int) -> None:
    since = timezone.now() - timedelta(days=1)
    today = Objection.objects.filter(
        version__community=community, by_org=NOBODY, at__gte=since
    ).count()
    if today >= A_DAY:
        raise errors.TooManyObjections()
