"""Writes: a new version of a community's catalogue, line by line, until somebody publishes it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, queries, rules
from ..enums import Duty
from ..models import CatalogueLine, CatalogueVersion, ServiceItem
from ._keys import key
from ._turns import draft_held, one_at_a_time

if TYPE_CHECKING:
    from sanshe.registry.organisations.queries import Organisation, Platform


@action(Deed.KEEP_CATALOGUE)
def draft(actor: Actor, *, community: int, why: str) -> CatalogueVersion:
    """Begin the next version as a copy of the one in force. ``why`` is published with it.

    Raises DraftExists: a community has one draft at a time.
    """
    demand(actor, Deed.KEEP_CATALOGUE, community=community)
    why = why.strip()
    if not why:
        raise Invalid(field="why", reason=_("请写明为什么要改。"))
    one_at_a_time(community)
    if open_draft := queries.draft_of(community):
        raise errors.DraftExists(number=open_draft.number)
    last = CatalogueVersion.objects.filter(community=community).order_by("-number").first()
    version = CatalogueVersion.objects.create(
        community=community, number=last.number + 1 if last else 1, why=why[:300]
    )
    if latest := queries.latest_published(community):
        _copy_lines(latest, version)
    _note(actor, version, "draft")
    return version


@action(Deed.KEEP_CATALOGUE)
def set_line(
    actor: Actor,
    *,
    version: CatalogueVersion | int,
    item: ServiceItem | int,
    duty: str,
    lead: Organisation | UUID,
    helpers: Collection[Organisation | UUID] = (),
    platform: Platform | int | None = None,
    reason: str = "",
    entry_approval: str = "",
    revision: int | None = None,
) -> CatalogueLine:
    """Put an item into the draft, or change how it stands there.

    Raises what ``rules.check`` raises, NotADraft, PlatformElsewhere, PlatformNotTheirs, and
    OutOfDate where the draft is no longer at the ``revision`` the person saw.
    """
    held = draft_held(actor, version)
    _check_revision(held, revision)
    thing = _item(key(item))
    leader = organisations.get(key(lead))
    helping = [organisations.get(key(helper)) for helper in helpers]
    rules.check(
        rules.Proposed(
            item=thing.name, statutory_duty=thing.statutory_duty,
            on_negative_list=thing.on_negative_list, law_enforcement=thing.law_enforcement,
            duty=Duty(duty), lead=leader.name, lead_kind=leader.kind,
            helpers=[helper.name for helper in helping], reason=reason,
        )
    )  # fmt: skip
    place = _platform(held, leader, platform)
    line, _new = CatalogueLine.objects.update_or_create(
        version=held, item=thing,
        defaults={"duty": duty, "lead": leader, "platform": place, "reason": reason.strip(),
                  "entry_approval": entry_approval.strip()},
    )  # fmt: skip
    line.helpers.set(helping)
    _bump(held)
    _note(actor, held, "set_line", item=thing.code, duty=str(Duty(duty)))
    return line


@action(Deed.KEEP_CATALOGUE)
def remove_line(
    actor: Actor,
    *,
    version: CatalogueVersion | int,
    item: ServiceItem | int,
    revision: int | None = None,
) -> CatalogueVersion:
    """Take an item out of the draft. Raises ItemNotInVersion, NotADraft, OutOfDate."""
    held = draft_held(actor, version)
    _check_revision(held, revision)
    line = CatalogueLine.objects.filter(version=held, item=key(item)).first()
    if line is None:
        raise errors.ItemNotInVersion()
    line.delete()
    _bump(held)
    _note(actor, held, "remove_line", item=str(key(item)))
    return held


@action(Deed.KEEP_CATALOGUE)
def discard_draft(actor: Actor, *, version: CatalogueVersion | int) -> None:
    """Throw a draft away; nobody outside has seen it."""
    held = draft_held(actor, version)
    _note(actor, held, "discard")
    held.delete()


def _copy_lines(source: CatalogueVersion, target: CatalogueVersion) -> None:
    """Lines and their helpers, in four statements however long the catalogue is."""
    old = list(source.lines.prefetch_related("helpers").order_by("id"))
    new = CatalogueLine.objects.bulk_create(
        CatalogueLine(
            version=target, item_id=line.item_id, duty=line.duty, lead_id=line.lead_id,
            platform_id=line.platform_id, reason=line.reason, entry_approval=line.entry_approval,
        )
        for line in old
    )  # fmt: skip
    through = CatalogueLine.helpers.through
    through.objects.bulk_create(
        through(catalogueline_id=copy.pk, organisation_id=helper.pk)
        for line, copy in zip(old, new, strict=True)
        for helper in line.helpers.all()
    )


def _item(id: int) -> ServiceItem:
    try:
        return ServiceItem.objects.get(pk=id)
    except (ServiceItem.DoesNotExist, ValueError) as error:
        raise NotFound(field="item") from error


def _platform(
    version: CatalogueVersion, lead: Organisation, platform: Platform | int | None
) -> Platform | None:
    """The platform, in this community and run by the lead."""
    if platform is None:
        return None
    place = organisations.platform(key(platform))
    if place.community != version.community or place.closed_on is not None:
        raise errors.PlatformElsewhere(field="platform", platform=place.name)
    operator = organisations.operator_of(place.pk)
    if operator is not None and operator.pk != lead.pk:
        raise errors.PlatformNotTheirs(field="lead", platform=place.name, operator=operator.name)
    return place


def _check_revision(version: CatalogueVersion, revision: int | None) -> None:
    if revision is not None and revision != version.revision:
        raise OutOfDate()


def _bump(version: CatalogueVersion) -> None:
    version.revision += 1
    version.save(update_fields=["revision"])


def _note(actor: Actor, version: CatalogueVersion, step: str, **detail: str) -> None:
    note(actor, Deed.KEEP_CATALOGUE, kind="catalogue_version", id=version.pk,
         community=version.community, step=step, number=version.number, **detail)  # fmt: skip
