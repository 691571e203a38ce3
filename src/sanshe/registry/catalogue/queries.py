"""Reads of the catalogue. It is public: what is published anybody may read; a draft and the
words against a version only those who keep it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .differences import Diff, compare
from .enums import Duty, VersionState
from .models import CatalogueLine, Objection, Service, ServiceItem
from .models import CatalogueVersion as CatalogueVersion  # others name what they were given
from .service_facts import TERMS as TERMS
from .service_facts import ServiceFacts as ServiceFacts
from .service_facts import names_of_items as names_of_items
from .service_facts import names_of_services as names_of_services
from .service_facts import service_asked as service_asked
from .service_facts import service_on as service_on
from .service_facts import service_told as service_told
from .service_facts import services_reported as services_reported
from .service_facts import services_to_report as services_to_report

if TYPE_CHECKING:
    from sanshe.registry.organisations.queries import Organisation, Platform

OBJECTIONS_SHOWN, ANSWERS_SHOWN = 200, 20


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for an item in a community: one lead, named helpers.

    Where the line names a platform, the lead is whoever runs it on that day, so that a hand-over
    needs no new catalogue.
    """

    item: ServiceItem
    duty: Duty
    lead: Organisation
    helpers: list[Organisation]
    platform: Platform | None
    reason: str


def current_version(community: int, on: date | None = None) -> CatalogueVersion | None:
    """The version in force on a day (today)."""
    day = on or timezone.localdate()
    return CatalogueVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        community=community,
        state=VersionState.PUBLISHED,
        effective_from__lte=day,
    ).first()


def latest_published(community: int) -> CatalogueVersion | None:
    """The newest published version, in force already or from a coming day on."""
    return (
        CatalogueVersion.objects.filter(community=community, state=VersionState.PUBLISHED)
        .order_by("-effective_from")
        .first()
    )


def draft_of(community: int) -> CatalogueVersion | None:
    return CatalogueVersion.objects.filter(community=community, state=VersionState.DRAFT).first()


def responsible(
    community: int,
    *,
    category: str | None = None,
    item: ServiceItem | int | None = None,
    on: date | None = None,
) -> Responsible | None:
    """Who answers for an item, or for what a matter's category falls under, on a day (today).

    Where several items share a category, the first by code; None where the community's
    catalogue does not say. At most four statements.
    """
    version = current_version(community, on)
    if version is None or (category is None and item is None):
        return None
    lines = _full(CatalogueLine.objects.filter(version=version))
    if item is not None:
        lines = lines.filter(item=getattr(item, "pk", item))
    else:
        lines = lines.filter(item__categories__contains=[category])
    line = lines.first()
    if line is None:
        return None
    runs = line.platform_id and organisations.operator_of(line.platform_id, on)
    return _responsible(line, runs or None)


def everything_in(version: CatalogueVersion, on: date | None = None) -> list[Responsible]:
    """Who answers for each item of a version on a day (today), by code; three statements."""
    lines = lines_of(version)
    running = organisations.operators_of(
        [line.platform_id for line in lines if line.platform_id], on
    )
    return [_responsible(line, running.get(line.platform_id or 0)) for line in lines]


def _responsible(line: CatalogueLine, operator: Organisation | None) -> Responsible:
    lead = operator or line.lead
    helpers = [helper for helper in line.helpers.all() if helper.pk != lead.pk]
    return Responsible(line.item, Duty(line.duty), lead, helpers, line.platform, line.reason)


def lines_of(version: CatalogueVersion) -> list[CatalogueLine]:
    """Every line with its item, lead, platform and helpers, by code, in two statements."""
    return list(_full(version.lines.all()))


def naming(community: int, org: UUID) -> list[ServiceItem]:
    """What the version in force gives an organisation by its name, and to no platform: another
    operator changes nothing there, the line has to be written anew."""
    version = current_version(community)
    if version is None:
        return []
    lines = version.lines.filter(Q(lead=org) | Q(helpers=org), platform__isnull=True)
    return list(ServiceItem.objects.filter(lines__in=lines).distinct().order_by("code"))


def by_duty(lines: Iterable[CatalogueLine]) -> list[tuple[Duty, list[CatalogueLine]]]:
    """Lines grouped by class, in the order of ``Duty``; empty classes too."""
    rows = list(lines)
    return [(duty, [line for line in rows if line.duty == duty]) for duty in Duty]


def _full(lines: QuerySet[CatalogueLine]) -> QuerySet[CatalogueLine]:
    return (
        lines.select_related("item", "lead", "platform")
        .prefetch_related("helpers")
        .order_by("item__code")
    )


def version(actor: Actor, id: int) -> CatalogueVersion:
    """One version; a draft only for those who keep the catalogue of that place."""
    demand(actor, Deed.READ_CATALOGUE)
    found = CatalogueVersion.objects.select_related("former").filter(pk=id).first()
    if found is None or not (found.state != VersionState.DRAFT or _keeps(actor, found)):
        raise NotFound()
    return found


def published(community: int, number: int) -> CatalogueVersion:
    """A version the public may read, by its number; raises NotFound."""
    found = (
        CatalogueVersion.objects.select_related("former")
        .exclude(state=VersionState.DRAFT)
        .filter(community=community, number=number)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def versions_of(community: int) -> list[CatalogueVersion]:
    """Published and withdrawn versions, the newest first."""
    return list(
        CatalogueVersion.objects.exclude(state=VersionState.DRAFT)
        .filter(community=community)
        .order_by("-number")
    )


def places_with_versions(actor: Actor) -> list[dict[str, Any]]:
    """The communities of the actor's area that have a catalogue: the number in force, and
    whether a draft waits. One statement."""
    demand(actor, Deed.READ_CATALOGUE)
    rows = CatalogueVersion.objects.filter(community__gte=actor.lo, community__lte=actor.hi)
    places: dict[int, dict[str, Any]] = {}
    today = timezone.localdate()
    for one in rows.order_by("community", "number"):
        place = places.setdefault(
            one.community, {"community": one.community, "current": None, "draft": None}
        )
        if one.state == VersionState.DRAFT:
            place["draft"] = one
        elif one.state == VersionState.PUBLISHED and _in_force(one, today):
            place["current"] = one
    return list(places.values())


def _in_force(one: CatalogueVersion, day: date) -> bool:
    return bool(
        one.effective_from
        and one.effective_from <= day
        and (one.effective_to is None or day <= one.effective_to)
    )


def diff(old: CatalogueVersion | None, new: CatalogueVersion) -> Diff:
    """What ``new`` changes against ``old`` (None: everything is new)."""
    return compare(lines_of(old) if old else [], lines_of(new))


def diff_with_former(version: CatalogueVersion) -> Diff:
    """A published version against the one it followed; a draft against the one in force."""
    if version.state == VersionState.DRAFT:
        return diff(latest_published(version.community), version)
    return diff(version.former, version)


def objections_of(actor: Actor, community: int) -> list[Objection]:
    """The words against a community's versions, the unanswered first.

    Those who keep the catalogue read all of them, an organisation its own.
    """
    demand(actor, Deed.READ_CATALOGUE, community=community)
    rows = Objection.objects.filter(version__community=community)
    if not actor.may(Deed.KEEP_CATALOGUE):
        rows = rows.filter(by_org=actor.org)
    return list(
        rows.select_related("version", "item").order_by(
            F("answered_at").asc(nulls_first=True), "-at"
        )[:OBJECTIONS_SHOWN]
    )


def answered(community: int) -> list[Objection]:
    """The words that were answered, newest first: the public reads them with the answer."""
    return list(
        Objection.objects.filter(version__community=community, answered_at__isnull=False)
        .select_related("item")
        .order_by("-answered_at")[:ANSWERS_SHOWN]
    )


def items(text: str = "") -> QuerySet[ServiceItem]:
    """Service items by code; ``text`` is part of code or name."""
    rows = ServiceItem.objects.order_by("code")
    if text := text.strip():
        rows = rows.filter(Q(code__icontains=text) | Q(name__icontains=text))
    return rows


def services_in(community: int, *, on: date | None = None) -> list[Service]:
    """The concrete services of a community that go on on a day (today), by code."""
    day = on or timezone.localdate()
    return list(
        Service.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), community=community)
        .select_related("item", "platform")
        .order_by("code")
    )


def communities(on: date | None = None) -> list[int]:
    """The communities with a catalogue in force on a day (today): where one can ask. By code."""
    day = on or timezone.localdate()
    rows = CatalogueVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        state=VersionState.PUBLISHED,
        effective_from__lte=day,
    )
    return list(rows.order_by("community").values_list("community", flat=True).distinct())


def service(id: int) -> Service:
    """One service with its item and platform; raises NotFound."""
    found = Service.objects.select_related("item", "platform").filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def items_of_services(services: Iterable[int]) -> dict[int, int]:
    """The item of each service, in one read."""
    return dict(Service.objects.filter(pk__in=set(services)).values_list("pk", "item"))


def _keeps(actor: Actor, version: CatalogueVersion) -> bool:
    return actor.may(Deed.KEEP_CATALOGUE) and actor.covers(version.community)
