"""Writes: service items, and the concrete services of a platform."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Category, Reported, Unit
from ..models import Service, ServiceItem
from ._keys import key
from ._turns import one_at_a_time

if TYPE_CHECKING:
    from sanshe.registry.organisations.queries import Platform


@action(Deed.KEEP_CATALOGUE)
def define_item(
    actor: Actor,
    *,
    code: str,
    name: str,
    categories: Collection[str] = (),
    legal_basis: str = "",
    department: str = "",
    statutory_duty: bool = False,
    on_negative_list: bool = False,
    law_enforcement: bool = False,
    materials: str = "",
    gives_certificate: bool = False,
) -> ServiceItem:
    """Name something that communities are asked for. Items are shared by all communities, so an
    item is never changed: what differs gets another code. Raises CodeTaken, Invalid."""
    code, name = code.strip().upper(), name.strip()
    if not code or not name:
        raise Invalid(field="code" if not code else "name", reason=_("编号和名称都要写。"))
    if unknown := set(categories) - set(Category.values):
        raise Invalid(field="categories", reason=", ".join(sorted(unknown)))
    one_at_a_time()
    if ServiceItem.objects.filter(code=code).exists():
        raise errors.CodeTaken(field="code", value=code)
    item = ServiceItem.objects.create(
        code=code, name=name, categories=list(dict.fromkeys(categories)),
        legal_basis=legal_basis.strip(), department=department.strip(),
        statutory_duty=statutory_duty, on_negative_list=on_negative_list,
        law_enforcement=law_enforcement, materials=materials.strip(),
        gives_certificate=gives_certificate,
    )  # fmt: skip
    note(actor, Deed.KEEP_CATALOGUE, kind="item", id=item.pk, step="define", code=code)
    return item


@action(Deed.KEEP_CATALOGUE)
def add_service(
    actor: Actor,
    *,
    code: str,
    name: str,
    community: int,
    item: ServiceItem | int,
    unit: str,
    platform: Platform | int | None = None,
    target_group: str = "",
    frequency: str = "",
    planned_per_year: int = 0,
    counts_if: str = "",
    evidence: str = "",
    sealed: bool = False,
    reported_as: str = "",
) -> Service:
    """Add a concrete service of a community: how it is counted and what the year plans.

    ``planned_per_year`` is in ``unit``. ``sealed``: only its count leaves the agency.
    """
    demand(actor, Deed.KEEP_CATALOGUE, community=community)
    code = code.strip().upper()
    one_at_a_time()
    if Service.objects.filter(code=code).exists():
        raise errors.CodeTaken(field="code", value=code)
    place = None if platform is None else organisations.platform(key(platform))
    if place is not None and place.community != community:
        raise errors.PlatformElsewhere(field="platform", platform=place.name)
    service = Service.objects.create(
        code=code, name=name.strip(), community=community, unit=Unit(unit), platform=place,
        item_id=key(item),
        target_group=target_group, frequency=frequency, planned_per_year=planned_per_year,
        counts_if=counts_if, evidence=evidence, sealed=sealed,
        reported_as=Reported(reported_as) if reported_as else "",
    )  # fmt: skip
    note(actor, Deed.KEEP_CATALOGUE, kind="service", id=service.pk,
         community=community, step="add", code=code)  # fmt: skip
    return service


@action(Deed.KEEP_CATALOGUE)
def report_as(actor: Actor, *, service: Service | int, reported_as: str) -> Service:
    """Say under what the yearly tables ask for a service; "" for nothing. Raises NotFound for one
    elsewhere, Invalid for a word no table asks for."""
    if reported_as and reported_as not in Reported.values:
        raise Invalid(field="reported_as", reason=reported_as)
    row = Service.objects.select_for_update().filter(pk=key(service)).first()
    if row is None:
        raise NotFound()
    demand(actor, Deed.KEEP_CATALOGUE, community=row.community)
    row.reported_as = reported_as
    row.save(update_fields=["reported_as"])
    note(actor, Deed.KEEP_CATALOGUE, kind="service", id=row.pk,
         community=row.community, step="report_as", reported_as=reported_as)  # fmt: skip
    return row
