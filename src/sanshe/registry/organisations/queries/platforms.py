"""Reads about platforms: where they are, who runs them, who ran them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import OrgKind
from ..models import Organisation, Platform, Settlement


@dataclass(frozen=True, slots=True)
class Stay:
    """One operator's time on a platform. ``until`` is the last day, None while it goes on."""

    operator_id: UUID
    operator: str
    since: date | None
    until: date | None


@dataclass(slots=True)
class PlatformRow:
    """A platform for lists and public pages, with its operators' history, newest first."""

    platform: Platform
    stays: list[Stay]
    now: Stay | None


def platform(id: int) -> Platform:
    """One platform; raises NotFound."""
    try:
        return Platform.objects.get(pk=id)
    except Platform.DoesNotExist as error:
        raise NotFound() from error


def names_of_platforms(ids: Iterable[int]) -> dict[int, str]:
    """Names of platforms by number, in one read; unknown ones are left out."""
    return dict(Platform.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def platforms_in(community: int, *, on: date | None = None) -> list[Platform]:
    """The platforms open in a community on a day (today), by name."""
    return list(_open(on).filter(community=community).order_by("name"))


def platforms_of_places(communities: Iterable[int]) -> list[Platform]:
    """The platforms open today in any of these communities, by community and name, in one read."""
    rows = _open(None).filter(community__in=set(communities))
    return list(rows.order_by("community", "name"))


def standing_in(lo: int, hi: int, *, on: date) -> QuerySet[Platform]:
    """The platforms open in an area on a day."""
    return _open(on).filter(community__range=(lo, hi))


def platforms_of(actor: Actor, *, community: int | None = None) -> list[PlatformRow]:
    """The platforms of the actor's area with their operators' history, place by place."""
    demand(actor, Deed.READ_ORGANISATIONS)
    rows = Platform.objects.filter(community__gte=actor.lo, community__lte=actor.hi)
    if community is not None:
        rows = rows.filter(community=community)
    return _with_history(rows.order_by("community", "name"))


def open_platforms(community: int) -> list[PlatformRow]:
    """What a community's public page shows: open today, with who runs it."""
    return _with_history(_open(None).filter(community=community).order_by("name"))


def run_by(organisation: Organisation) -> list[PlatformRow]:
    """Every platform an organisation runs or once ran."""
    mine = Settlement.objects.filter(operator=organisation).values("platform")
    return _with_history(Platform.objects.filter(pk__in=mine).order_by("community", "name"))


def history_of(platform: Platform) -> PlatformRow:
    return _with_history(Platform.objects.filter(pk=platform.pk))[0]


def operator_of(platform_id: int, on: date | None = None) -> Organisation | None:
    """Who runs a platform on a day (today)."""
    return Organisation.objects.filter(
        settlements__platform=platform_id, settlements__during__contains=on or _today()
    ).first()


def operators_of(platform_ids: Iterable[int], on: date | None = None) -> dict[int, Organisation]:
    """Who runs each of several platforms on a day (today), in one statement."""
    running = Settlement.objects.select_related("operator").filter(
        platform__in=set(platform_ids), during__contains=on or _today()
    )
    return {one.platform_id: one.operator for one in running}


def settled_in(community: int, *, on: date | None = None) -> list[Organisation]:
    """The organisations that run a platform in a community on a day (today), by name."""
    day = on or _today()
    running = Settlement.objects.filter(
        platform__in=_open(day).filter(community=community), during__contains=day
    )
    return list(Organisation.objects.filter(pk__in=running.values("operator")).order_by("name"))


def at_work_in(lo: int, hi: int, *, limit: int = 200) -> list[tuple[UUID, str]]:
    """(id, name) of whoever matters of an area may lie with: who runs a platform there today, its
    committees and street offices; by name, in one statement."""
    day = _today()
    here = _open(day).filter(community__range=(lo, hi))
    running = Settlement.objects.filter(platform__in=here, during__contains=day)
    at_home = Q(kind__in=[OrgKind.RESIDENTS_COMMITTEE, OrgKind.STREET_OFFICE], area__range=(lo, hi))
    rows = Organisation.objects.filter(at_home | Q(pk__in=running.values("operator")))
    found = rows.filter(ended_on__isnull=True).order_by("name").values_list("id", "name")
    return list(found[:limit])


def address_for(actor: Actor, platform: Platform) -> str:
    """A platform's address; a hidden one only for those who work there."""
    if not platform.address_hidden:
        return platform.address
    operator = operator_of(platform.pk)
    return platform.address if operator and operator.id == actor.org else ""


def may_settle_in(actor: Actor, row: PlatformRow) -> bool:
    return (
        actor.may(Deed.KEEP_PLATFORMS)
        and actor.covers(row.platform.community)
        and row.platform.closed_on is None
    )


def may_keep_platform(actor: Actor, row: PlatformRow) -> bool:
    operator = row.now.operator_id if row.now else None
    return may_settle_in(actor, row) and rules.may_keep_platform(actor, row.platform, operator)


def _open(on: date | None) -> QuerySet[Platform]:
    day = on or _today()
    return Platform.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_on__lte=day
    )


def _with_history(platforms: QuerySet[Platform]) -> list[PlatformRow]:
    settlements = Settlement.objects.select_related("operator").order_by("-during")
    today = _today()
    rows = []
    for one in platforms.prefetch_related(Prefetch("settlements", settlements)):
        stays = [_stay(settlement) for settlement in one.settlements.all()]
        now = next((stay for stay in stays if _lasts(stay, today)), None)
        rows.append(PlatformRow(one, stays, now))
    return rows


def _stay(settlement: Settlement) -> Stay:
    during = settlement.during
    until = during.upper - timedelta(days=1) if during.upper else None
    operator = settlement.operator
    return Stay(operator.id, operator.name, during.lower, until)


def _lasts(stay: Stay, day: date) -> bool:
    return (stay.since is None or stay.since <= day) and (stay.until is None or day <= stay.until)


def by_community(rows: Iterable[PlatformRow]) -> dict[int, list[PlatformRow]]:
    """Rows grouped by place, in their order."""
    groups: dict[int, list[PlatformRow]] = defaultdict(list)
    for row in rows:
        groups[row.platform.community].append(row)
    return dict(groups)


def _today() -> date:
    return timezone.localdate()
