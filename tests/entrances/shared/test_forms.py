"""A form asks only for what was declared, and says why."""

from __future__ import annotations

import pytest
from django import forms

from sanshe.entrances.shared.forms import HouseForm, UndeclaredField
from sanshe.ground.kit.errors import Invalid


class Callback(HouseForm):
    personal = {"phone": "people.Person.phone"}
    plain = {"again"}
    phone = forms.CharField(required=False, help_text="手机或座机。")
    again = forms.BooleanField(required=False)


def test_an_undeclared_field_is_refused_when_the_form_is_defined():
    with pytest.raises(UndeclaredField, match="diagnosis"):

        class Nosy(HouseForm):
            diagnosis = forms.CharField()


def test_a_column_nobody_declared_is_refused():
    with pytest.raises(UndeclaredField, match="not declared"):

        class Wrong(HouseForm):
            personal = {"shoe": "people.Person.shoe_size"}
            shoe = forms.CharField()


def test_what_is_optional_is_not_demanded():
    with pytest.raises(UndeclaredField, match="optional"):

        class Pushy(HouseForm):
            personal = {"phone": "people.Person.phone"}
            phone = forms.CharField()


def test_a_field_added_later_is_refused_too():
    form = Callback({})
    form.fields["diagnosis"] = forms.CharField(required=False)
    with pytest.raises(UndeclaredField, match="diagnosis"):
        form.is_valid()


def test_why_we_ask_stands_beside_the_field():
    line = str(Callback()["phone"].help_text)
    assert line.startswith("手机或座机。") and "回话" in line


def test_a_child_keeps_what_its_parent_declared():
    class Longer(Callback):
        plain = {"note"}
        note = forms.CharField(required=False)

    assert set(Longer.base_fields) == {"phone", "again", "note"}
    assert str(Longer()["phone"].help_text).count("回话") == 1


def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays():
    form = Callback({"phone": "12"})
    assert form.is_valid()
    form.refuse(Invalid(field="phone", reason="太短"))
    form.refuse(Invalid(field="elsewhere", reason="别的"))
    assert "太短" in form["phone"].errors[0] and "别的" in form.non_field_errors()[0]
    assert form["phone"].value() == "12"
