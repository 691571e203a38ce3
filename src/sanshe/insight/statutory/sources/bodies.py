"""Organisations, platforms, and who works there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind, RegisteredLevel
from sanshe.registry.workforce import queries as workforce
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.enums import Role

from .base import Asked, Behind, Rows

STAFF_ROLES = (Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER)
ONE = Decimal(1)


def _bodies(asked: Asked) -> QuerySet[Any]:
    """``level`` is "" where none that can be counted was written; nobody said is no ``party``."""
    named = When(registered_level__in=RegisteredLevel.values, then=F("registered_level"))
    return organisations.at_home_in(asked.lo, asked.hi, on=asked.as_of).annotate(
        level=Case(named, default=Value(""), output_field=CharField()),
        party=Coalesce("party_body", False, output_field=BooleanField()),
    )


def _show_bodies(rows: list[Any]) -> list[Behind]:
    return [
        Behind(
            "organisation", row.pk, row.name, ONE,
            detail=" ".join(
                str(one)
                for one in (row.get_kind_display(), row.get_registered_level_display(), row.rating)
                if one
            ),
            place=row.area, on=row.registered_on,
        )
        for row in rows
    ]  # fmt: skip


ORGANISATIONS = Rows(_bodies, _show_bodies, frozenset({"kind", "level", "party", "rating"}))

PLATFORMS = Rows(
    lambda asked: organisations.standing_in(asked.lo, asked.hi, on=asked.as_of),
    lambda rows: [
        Behind("platform", row.pk, row.name, ONE, row.get_kind_display(), row.community,
               row.opened_on)
        for row in rows
    ],
    frozenset({"kind"}),
)  # fmt: skip


def _staff(asked: Asked) -> QuerySet[Any]:
    agencies = _bodies(asked).filter(kind=OrgKind.AGENCY)
    home = agencies.filter(pk=OuterRef("org"))
    held = workforce.highest(OuterRef("user"), on=asked.as_of).values("certificate")
    return accounts.posts_on(asked.as_of, roles=STAFF_ROLES).filter(
        org__in=agencies.values("pk")
    ).annotate(
        level=Subquery(home.values("level")[:1]),
        certificate=Coalesce(Subquery(held[:1]), Value("")),
    )  # fmt: skip


def _show_staff(rows: list[Any]) -> list[Behind]:
    names = organisations.names_of({row.org for row in rows})
    return [
        Behind("organisation", row.org, row.user.name, ONE,
               f"{row.get_role_display()} · {names.get(row.org, '')}", row.area, row.since)
        for row in rows
    ]  # fmt: skip


STAFF = Rows(_staff, _show_staff, frozenset({"role", "level", "certificate"}))

VOLUNTEERS = Rows(
    lambda asked: accounts.posts_on(asked.as_of, roles=[Role.VOLUNTEER]).filter(
        area__range=(asked.lo, asked.hi)
    ),
    _show_staff,
)
