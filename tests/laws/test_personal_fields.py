"""Law: whatever is kept of a person was declared once, with purpose, basis, retention, readers."""

from __future__ import annotations

import importlib
import re

import pytest
from django import forms
from django.apps import apps

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.personal import DECLARATIONS, REGISTER
from sanshe.trust.policy.enums import Role, Sight
from sanshe.trust.policy.personal import PersonalField, Register, Sensitivity
from sanshe.trust.policy.table import TABLE
from sanshe.trust.seal.fields import SealedField
from tests.laws.house import SOURCE, dotted, sources

MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("sanshe.")
]
FIELDS = list(REGISTER.fields.values())
WORDS_OF_ILLNESS = re.compile(r"diagnos|illness|disease|id_number|religio|ethnic|face|finger")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_declared_personal_or_said_not_to_be(model):
    label = model._meta.label
    columns = {field.name for field in model._meta.concrete_fields}
    if isinstance(model._meta.pk.name, str) and not model._meta.pk.concrete:
        columns.discard(model._meta.pk.name)  # a composite key is made of columns listed anyway
    unsaid = {name for name in columns if not REGISTER.knows(label, name)}
    assert not unsaid, f"{label}: say in personal.py what these are: {sorted(unsaid)}"


def test_nothing_is_declared_that_does_not_exist():
    for name in REGISTER.fields:
        label, field = name.rsplit(".", 1)
        apps.get_model(label)._meta.get_field(field)
    for label, names in REGISTER.not_personal.items():
        present = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert names <= present, f"{label}: {sorted(names - present)}"


def test_every_declaration_is_in_the_register():
    written = {dotted(path) for path in sources() if path.name == "personal.py"}
    written -= {"sanshe.trust.policy.personal", "sanshe.entrances.shared.personal"}
    assert written == {declaration.__name__ for declaration in DECLARATIONS}


def test_every_sealed_column_is_declared():
    for model in MODELS:
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                assert f"{model._meta.label}.{field.name}" in REGISTER.fields


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_declaration_says_everything(field):
    assert str(field.purpose).strip()
    assert re.fullmatch(r"(P\d+[YMD])?", field.retention.period)
    assert field.retention.after and field.retention.basis
    assert field.seen_by or field.sensitivity == Sensitivity.SECRET
    for role in field.seen_by:
        assert role in Role


def test_administrators_read_nothing_of_residents():
    separate = {role for role in Role if TABLE[role].sight == Sight.NOTHING}
    for field in FIELDS:
        if field.model.split(".")[0] in {"people", "needs", "visits", "ledger"}:
            assert not separate & set(field.seen_by), field.name


def test_what_is_not_needed_is_not_kept():
    for name in REGISTER.fields:
        assert not WORDS_OF_ILLNESS.search(name.lower()), name


def test_a_column_is_not_declared_twice():
    class Once:
        PERSONAL = (FIELDS[0],)
        NOT_PERSONAL: dict[str, frozenset[str]] = {}

    class Other:
        PERSONAL: tuple[PersonalField, ...] = ()
        NOT_PERSONAL = {FIELDS[0].model: frozenset({FIELDS[0].field})}

    with pytest.raises(ValueError, match="twice"):
        Register([Once, Once])
    with pytest.raises(ValueError, match="both"):
        Register([Once, Other])


def _forms_of_the_entrances() -> list[type[forms.BaseForm]]:
    for path in sorted((SOURCE / "entrances").rglob("*.py")):
        if "migrations" not in path.parts and path.name != "__main__.py":
            importlib.import_module(dotted(path))
    found, waiting = [], [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("sanshe."):
            found.append(kind)
    return found


def test_every_form_is_one_of_the_house():
    """``HouseForm`` refuses undeclared fields itself; this finds forms that go around it."""
    found = _forms_of_the_entrances()
    assert HouseForm in found
    strange = [f"{k.__module__}.{k.__name__}" for k in found if not issubclass(k, HouseForm)]
    assert strange == []


def test_every_question_to_a_person_says_why():
    for form in _forms_of_the_entrances():
        for name, column in form.personal.items():
            declared = REGISTER.fields[column]
            assert declared.why_asked, f"{form.__name__}.{name}: {column} has no why_asked"
