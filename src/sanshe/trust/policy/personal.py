"""What the platform keeps about people: each field declared once, and a register of them all.

A module says in its ``personal.py`` which columns of its models are about a person (``PERSONAL``)
and which are not (``NOT_PERSONAL``); laws hold both against the models, the database and the
forms. Written as plain data, without importing any model, so that a form can ask while it is
being defined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Role

AGENCY = (Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER)
COMMITTEE = (Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY)
STREET = (Role.STREET_OFFICER,)


class LegalBasis(models.TextChoices):
    """The bases of 个人信息保护法 art. 13 that we rely on."""

    CONSENT = "pipl-13-1", _("本人同意(个人信息保护法第十三条第一项)")
    STAFF = "pipl-13-2", _("人事管理或合同所必需(个人信息保护法第十三条第二项)")
    DUTY = "pipl-13-3", _("履行法定职责或义务所必需(个人信息保护法第十三条第三项)")
    LIFE = "pipl-13-4", _("紧急情况下保护生命健康所必需(个人信息保护法第十三条第四项)")


class Sensitivity(StrEnum):
    """How much harm a leak does."""

    NORMAL = "normal"
    SENSITIVE = "sensitive"  # 个人信息保护法 art. 28: health, whereabouts, identity, under 14
    SECRET = "secret"  # nobody reads it in clear; or its leak puts somebody in danger


class Retention(NamedTuple):
    """How long, as an ISO 8601 duration counted from ``after``; "" for as long as the thing
    itself stands. ``basis`` says who says so: a rule of law or a default of this platform."""

    period: str
    after: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """One column about a person. ``why_asked`` is the line shown beside the input;
    ``optional`` means that nothing is refused to somebody who does not say it."""

    model: str  # "people.Person"
    field: str
    purpose: str | Promise
    legal_basis: LegalBasis
    retention: Retention
    sensitivity: Sensitivity
    seen_by: tuple[Role, ...]
    optional: bool = True
    why_asked: str | Promise = ""

    @property
    def name(self) -> str:
        return f"{self.model}.{self.field}"


class Declaration(Protocol):
    """What a module's ``personal.py`` offers."""

    @property
    def PERSONAL(self) -> tuple[PersonalField, ...]: ...
    @property
    def NOT_PERSONAL(self) -> Mapping[str, frozenset[str]]: ...


class Register:
    """All declarations together. Raises ValueError where two speak of the same column."""

    def __init__(self, declarations: Iterable[Declaration]) -> None:
        self.fields: dict[str, PersonalField] = {}
        self.not_personal: dict[str, frozenset[str]] = {}
        for declaration in declarations:
            for model, columns in declaration.NOT_PERSONAL.items():
                if model in self.not_personal:
                    raise ValueError(f"{model} is listed twice")
                self.not_personal[model] = columns
            for field in declaration.PERSONAL:
                if field.name in self.fields:
                    raise ValueError(f"{field.name} is declared twice")
                self.fields[field.name] = field
        for field in self.fields.values():
            if field.field in self.not_personal.get(field.model, ()):
                raise ValueError(f"{field.name} is declared both personal and not")

    def get(self, name: str) -> PersonalField | None:
        """The declaration of "app.Model.field"."""
        return self.fields.get(name)

    def knows(self, model: str, field: str) -> bool:
        """Whether somebody has said what a column is."""
        return f"{model}.{field}" in self.fields or field in self.not_personal.get(model, ())

    def personal_models(self) -> set[str]:
        """The models that hold anything about a person."""
        return {field.model for field in self.fields.values()}
