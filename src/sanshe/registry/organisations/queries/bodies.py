"""Reads about organisations: found by any of their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, Q, QuerySet, When

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import Page, page_by_id
from sanshe.ground.kit.places import TOWNSHIP
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import STATE_ORGANS, OrgKind
from ..models import Organisation, Settlement
from ..names import alike


def get(id: UUID | str) -> Organisation:
    """One organisation; raises NotFound."""
    try:
        return Organisation.objects.get(pk=id)
    except (Organisation.DoesNotExist, ValidationError) as error:  # or no UUID at all
        raise NotFound() from error


def by_name(name: str) -> Organisation | None:
    """The organisation that has, or once had, this name; None."""
    return Organisation.objects.filter(Q(name=name) | Q(aliases__name=name)).distinct().first()


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Organisation.objects.filter(pk__in=set(ids)).values_list("id", "name"))


def aliases_of(organisation: Organisation) -> list[str]:
    return list(organisation.aliases.order_by("name").values_list("name", flat=True))


def similar_to(name: str, *, kind: str, area: int) -> list[tuple[UUID, str]]:
    """Organisations of a comparable kind that may be the same one, under any of their names.

    Bodies of one place are compared inside their county only: every town has a 复兴社区.
    """
    kinds = _comparable(kind)
    rows = Organisation.objects.filter(kind__in=kinds)
    if kind in (OrgKind.RESIDENTS_COMMITTEE, OrgKind.STREET_OFFICE) and area % 10**8:
        county = area // 10**6 * 10**6
        rows = rows.filter(area__gte=county, area__lt=county + 10**6)
    found: dict[UUID, str] = {}
    for id, own, alias in rows.values_list("id", "name", "aliases__name"):
        if id not in found and (alike(name, own) or (alias and alike(name, alias))):
            found[id] = own
    return sorted(found.items(), key=lambda pair: pair[1])


def _comparable(kind: str) -> set[str]:
    if kind in (OrgKind.AGENCY, OrgKind.FILED_GROUP):
        return {OrgKind.AGENCY, OrgKind.FILED_GROUP}
    return {kind}


def listing(
    actor: Actor, *, text: str = "", kind: str = "", after: str = "", here: bool = False
) -> Page:
    """Organisations, newest first; ``text`` is part of any name or the whole code; ``here``
    keeps those at home in the actor's area or running a platform in it."""
    demand(actor, Deed.READ_ORGANISATIONS)
    rows = Organisation.objects.prefetch_related("aliases")
    if kind:
        rows = rows.filter(kind=kind)
    if text := text.strip():
        rows = rows.filter(
            Q(name__icontains=text)
            | Q(pk__in=Organisation.objects.filter(aliases__name__icontains=text))
            | Q(uscc=text.upper())
        )
    if here:
        running = Settlement.objects.filter(
            platform__community__gte=actor.lo, platform__community__lte=actor.hi
        )
        rows = rows.filter(
            Q(area__gte=actor.lo, area__lte=actor.hi) | Q(pk__in=running.values("operator"))
        )
    return page_by_id(rows, after=after)


def choices(*, kinds: Iterable[str] = ()) -> list[tuple[UUID, str]]:
    """(id, name) of organisations still there, for a form's choice."""
    rows = Organisation.objects.filter(ended_on__isnull=True)
    if kinds := list(kinds):
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("name").values_list("id", "name"))


def find(text: str, *, kinds: Iterable[str] = (), limit: int) -> list[Organisation]:
    """Organisations still there by part of any of their names, the whole code or the number: those
    whose name begins so first."""
    rows = Organisation.objects.filter(ended_on__isnull=True)
    if kinds := list(kinds):
        rows = rows.filter(kind__in=kinds)
    wanted = (
        Q(name__icontains=text)
        | Q(pk__in=Organisation.objects.filter(aliases__name__icontains=text).values("pk"))
        | Q(uscc=text.upper())
    )
    if (id := _as_id(text)) is not None:
        wanted |= Q(pk=id)
    begins = Case(When(name__istartswith=text, then=0), default=1)
    return list(rows.filter(wanted).order_by(begins, "name")[:limit])


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def state_organs() -> list[tuple[UUID, str]]:
    """Those that may purchase (102号令 art 5)."""
    return choices(kinds=STATE_ORGANS)


def committee_of(community: int) -> Organisation | None:
    """The residents' committee at home in a community."""
    return (
        Organisation.objects.filter(
            kind=OrgKind.RESIDENTS_COMMITTEE, area=community, ended_on__isnull=True
        )
        .order_by("made_at")
        .first()
    )


def street_office_of(community: int) -> Organisation | None:
    """The street office above a community."""
    return (
        Organisation.objects.filter(
            kind=OrgKind.STREET_OFFICE,
            area=community // TOWNSHIP * TOWNSHIP,
            ended_on__isnull=True,
        )
        .order_by("made_at")
        .first()
    )


def of_ids(ids: Iterable[UUID]) -> list[Organisation]:
    """The organisations with these ids."""
    return list(Organisation.objects.filter(pk__in=set(ids)))


def described(organisation: Organisation) -> str:
    """What ``actions.describe`` keeps, in one word: whether it changed since somebody looked."""
    return "|".join(
        str(fact)
        for fact in (
            organisation.registered_level, organisation.registered_on, organisation.party_body,
            organisation.rating, organisation.main_clients,
        )
    )  # fmt: skip


def at_home_in(lo: int, hi: int, *, on: date) -> QuerySet[Organisation]:
    """The organisations at home in an area that there were on a day. Of some nobody has said when
    they were registered: they count."""
    return Organisation.objects.filter(
        Q(registered_on__isnull=True) | Q(registered_on__lte=on),
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        area__range=(lo, hi),
    )


def may_rename(actor: Actor, organisation: Organisation) -> bool:
    """For a page: whether to offer it at all. The action asks again."""
    return actor.may(Deed.KEEP_ORGANISATIONS) and rules.may_keep(actor, organisation)
