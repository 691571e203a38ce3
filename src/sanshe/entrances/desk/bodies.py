"""An organisation as staff write it in a form: enough of a name, or its whole code. For registers
of thousands, where a select helps nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from sanshe.registry.organisations import queries as organisations

OFFERED = 12
"""As many as are offered while somebody types, or to choose from: our own decision."""


class BodyField(forms.CharField):
    """Gives an organisation's id. A name that is whole or fits one alone is taken; several that fit
    are kept in ``found``, for the page to offer (each name is there once only)."""

    def __init__(self, *, kinds: Iterable[str] = (), **more: Any) -> None:
        super().__init__(max_length=80, **more)
        self.kinds = tuple(kinds)
        self.found: list[str] = []

    def clean(self, value: Any) -> UUID | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        rows = organisations.find(text, kinds=self.kinds, limit=OFFERED + 1)
        whole = [one for one in rows if text in (one.name, str(one.pk))]
        if len(whole or rows) == 1:
            return UUID(str((whole or rows)[0].pk))
        if not rows:
            raise forms.ValidationError(_("名册里没有找到。请写名称里的几个字,或者信用代码。"))
        self.found = [one.name for one in rows[:OFFERED]]
        if len(rows) > OFFERED:
            raise forms.ValidationError(_("有很多家都像。请多写几个字,或者从下面选。"))
        raise forms.ValidationError(_("有几家都像,请从下面选一家。"))
