"""The base of every form: what is asked of a person was declared, and says why it is asked.

    class Register(HouseForm):
        personal = {"phone": "people.Person.phone"}   # form field → declared column
        plain = {"community"}                         # about no person

A class with any other field is refused when it is defined, so the build fails. The purpose line
and 「可不填」 come by themselves (``shared/templates/field.html`` shows them).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem

from .personal import REGISTER

_DJANGO_SAYS = forms.Field.default_error_messages["required"]
"""「这个字段是必填项」: a form's own words, or plainer ones, take its place."""


class UndeclaredField(TypeError):
    """A form asks for something nobody has declared a purpose for."""


class _Declared(DeclarativeFieldsMetaclass):
    """Checks a form class as it is made, and gives its fields their purpose lines."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        made: Any = super().__new__(mcs, name, bases, attrs)
        made.personal = _inherited(made, "personal")
        made.plain = frozenset().union(*(vars(k).get("plain", ()) for k in made.__mro__))
        for field in made.base_fields.values():
            if field.error_messages.get("required") is _DJANGO_SAYS:
                field.error_messages["required"] = (
                    _("还没有选文件。")
                    if isinstance(field, forms.FileField)
                    else _("这里还没有填。")
                )
        unknown = set(made.base_fields) - set(made.personal) - made.plain
        if unknown:
            raise UndeclaredField(f"{name}: neither declared nor plain: {sorted(unknown)}")
        for field, column in made.personal.items():
            if field in made.base_fields:
                _explain(name, field, made.base_fields[field], column)
        return made


def _inherited(made: type, attribute: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in reversed(made.__mro__):
        found.update(vars(kind).get(attribute, {}))
    return found


def _explain(form: str, name: str, field: forms.Field, column: str) -> None:
    declared = REGISTER.get(column)
    if declared is None:
        raise UndeclaredField(f"{form}.{name}: {column} is not declared in any personal.py")
    if declared.optional and field.required:
        raise UndeclaredField(f"{form}.{name}: {column} is optional, so required=False")
    if hasattr(field, "why_asked"):
        return  # a parent form's field: it says so already
    field.why_asked = why = declared.why_asked or declared.purpose  # type: ignore[attr-defined]
    field.help_text = format_lazy("{} {}", field.help_text, why) if field.help_text else why  # type: ignore[assignment]


class HouseForm(forms.Form, metaclass=_Declared):
    """A form whose every field was thought about.

    A declared field's ``help_text`` becomes its purpose line (after its own text, if it has one).
    Fields added while running must be named in ``personal`` or ``plain`` as well.
    """

    personal: ClassVar[Mapping[str, str]] = {}
    plain: ClassVar[Collection[str]] = frozenset()

    def full_clean(self) -> None:
        unknown = set(self.fields) - set(self.personal) - set(self.plain)
        if unknown:
            raise UndeclaredField(f"{type(self).__name__}: added undeclared: {sorted(unknown)}")
        super().full_clean()

    def refuse(self, problem: Problem) -> None:
        """Show what an action refused beside the input it is about, else above the form."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))

    def carries(self, act: Callable[..., object]) -> bool:
        """Whether the form is filled in right and ``act``, an action waiting for what was said,
        took it. What either refuses stands beside its input."""
        if not self.is_valid():
            return False
        try:
            act(**self.cleaned_data)
        except Problem as problem:
            self.refuse(problem)
            return False
        return True
