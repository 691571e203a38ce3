"""Writes about organisations: the register and their names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.ground.kit import uscc as codes
from sanshe.ground.kit.errors import Invalid, OutOfDate, Problem
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, queries, rules
from ..enums import OrgKind, RegisteredLevel
from ..models import Alias, Organisation
from ._names import clean_name
from ._turns import one_at_a_time


@action(Deed.KEEP_ORGANISATIONS)
def register(
    actor: Actor,
    *,
    kind: str,
    name: str,
    area: int,
    uscc: str | None = None,
    aliases: Collection[str] = (),
    registered_level: str = "",
    registered_on: date | None = None,
    party_body: bool | None = None,
    rating: str = "",
    phone: str = "",
    main_clients: str = "",
    even_so: bool = False,
) -> Organisation:
    """Put an organisation into the register.

    ``area`` is where it is at home. Raises Similar where another has nearly the same name,
    unless ``even_so`` says that a person has looked; NameTaken, CodeTaken, what ``uscc`` raises,
    NotAStateOrgan, GroupHasNoCode.
    """
    kind, name = OrgKind(kind), clean_name(name)
    if not rules.may_register(actor, kind, area):
        raise errors.KeptElsewhere(field="area")
    one_at_a_time()
    code = _check_code(kind, uscc)
    _check_free(name)
    if not even_so and (found := queries.similar_to(name, kind=kind, area=area)):
        raise errors.Similar(found)
    organisation = Organisation.objects.create(
        kind=kind, name=name, uscc=code, area=area,
        registered_level=_level(registered_level), registered_on=registered_on,
        party_body=party_body, rating=rating, phone=phone.strip(),
        main_clients=main_clients.strip(),
    )  # fmt: skip
    for alias in dict.fromkeys(a.strip() for a in aliases if a.strip()):
        _keep_alias(organisation, alias)
    note(actor, Deed.KEEP_ORGANISATIONS, kind="organisation", id=organisation.id,
         community=area, step="register", even_so=even_so)  # fmt: skip
    return organisation


@action(Deed.KEEP_ORGANISATIONS)
def rename(
    actor: Actor, *, organisation: Organisation | UUID, name: str, was: str | None = None
) -> Organisation:
    """Give an organisation another name; the old one stays as an alias, so that both find it.

    ``was`` is the name the person saw; raises OutOfDate where it has changed since.
    """
    one_at_a_time()
    held = _held(actor, organisation)
    name = clean_name(name)
    if was is not None and was != held.name:
        raise OutOfDate(field="name")
    if name == held.name:
        raise Invalid(field="name", reason=_("名字没有变。"))
    _check_free(name, besides=held)
    held.aliases.filter(name=name).delete()  # an old name taken up again
    _keep_alias(held, held.name)
    held.name = name
    held.save(update_fields=["name"])
    note(actor, Deed.KEEP_ORGANISATIONS, kind="organisation", id=held.id,
         community=held.area, step="rename")  # fmt: skip
    return held


@action(Deed.KEEP_ORGANISATIONS)
def add_alias(actor: Actor, *, organisation: Organisation | UUID, name: str) -> Organisation:
    """Note another name the organisation is known by."""
    one_at_a_time()
    held = _held(actor, organisation)
    name = clean_name(name)
    _check_free(name)
    _keep_alias(held, name)
    note(actor, Deed.KEEP_ORGANISATIONS, kind="organisation", id=held.id,
         community=held.area, step="alias")  # fmt: skip
    return held


@action(Deed.KEEP_ORGANISATIONS)
def describe(
    actor: Actor,
    *,
    organisation: Organisation | UUID,
    registered_level: str,
    registered_on: date | None,
    party_body: bool | None,
    rating: str,
    main_clients: str,
    was: str | None = None,
) -> Organisation:
    """Keep what the registering department says of an organisation: the yearly tables count by it.

    ``was`` is ``queries.described`` as the person saw it; raises OutOfDate where it changed since.
    """
    one_at_a_time()
    held = _held(actor, organisation)
    if was is not None and was != queries.described(held):
        raise OutOfDate()
    held.registered_level, held.registered_on = _level(registered_level), registered_on
    held.party_body, held.rating = party_body, rating.strip()
    held.main_clients = main_clients.strip()
    held.save(
        update_fields=[
            "registered_level", "registered_on", "party_body", "rating", "main_clients",
        ]
    )  # fmt: skip
    note(actor, Deed.KEEP_ORGANISATIONS, kind="organisation", id=held.id,
         community=held.area, step="describe")  # fmt: skip
    return held


def _level(level: str) -> str:
    if level and level not in RegisteredLevel.values:
        raise Invalid(field="registered_level", reason=level)
    return level


def _check_code(kind: OrgKind, uscc: str | None) -> str | None:
    """The code in its one written form, None for none. A right code proves nothing about
    existence; a wrong one raises the ``uscc`` Problem that says where."""
    if not (uscc or "").strip():
        return None
    if kind == OrgKind.FILED_GROUP:
        raise errors.GroupHasNoCode(field="uscc")
    try:
        code = codes.check(uscc or "").code
    except Problem as problem:
        problem.field = "uscc"
        raise
    if not rules.code_fits(kind, code):
        raise errors.NotAStateOrgan(field="uscc")
    if taken := Organisation.objects.filter(uscc=code).first():
        raise errors.CodeTaken(field="uscc", name=taken.name)
    return code


def _check_free(name: str, *, besides: Organisation | None = None) -> None:
    holder = queries.by_name(name)
    if holder is not None and holder != besides:
        raise errors.NameTaken(field="name", name=holder.name)


def _keep_alias(organisation: Organisation, name: str) -> None:
    holder = queries.by_name(name)
    if holder is not None and holder != organisation:
        raise errors.NameTaken(field="aliases", name=holder.name)
    Alias.objects.get_or_create(organisation=organisation, name=name)


def _held(actor: Actor, organisation: Organisation | UUID) -> Organisation:
    id = organisation.pk if isinstance(organisation, Organisation) else organisation
    queries.get(id)
    held = Organisation.objects.select_for_update().get(pk=id)
    if not rules.may_keep(actor, held):
        raise errors.KeptElsewhere()
    return held
