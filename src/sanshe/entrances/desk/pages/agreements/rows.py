"""Rows of one small form, typed as a table: added and removed with or without JavaScript, and
kept as typed whatever is wrong.

Each row carries its number in a hidden ``row``; numbers need not follow each other. A row nobody
touched is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.errors import Problem

MOST = 200
"""Rows of one form: our own decision."""


class Rows:
    """``kind``: the form of a row. Bound where ``data`` is given."""

    def __init__(
        self, kind: type[HouseForm], *, data: QueryDict | None = None,
        initial: Iterable[Mapping[str, Any]] = (), spare: int = 1,
    ) -> None:  # fmt: skip
        self.kind, self.problems = kind, list[str]()
        if data is not None:
            numbers = [n for n in data.getlist("row") if n.isdigit()][:MOST]
            self.rows = [(int(n), self._form(int(n), data=data)) for n in dict.fromkeys(numbers)]
        else:
            known = list(initial)
            self.rows = [(n, self._form(n, initial=one)) for n, one in enumerate(known)]
            more = range(len(known), len(known) + (spare if known else max(spare, 3)))
            self.rows += [(n, self._form(n)) for n in more]

    def _form(self, number: int, **how: Any) -> HouseForm:
        return self.kind(
            prefix=f"r{number}", empty_permitted=True, use_required_attribute=False, **how
        )

    @property
    def template(self) -> HouseForm:
        """An empty row for a script to copy."""
        return self.kind(prefix="r__n__", use_required_attribute=False)

    def is_valid(self) -> bool:
        return all(form.is_valid() for _number, form in self.rows)

    @property
    def said(self) -> list[dict[str, Any]]:
        """What was typed, in order, without rows nobody touched."""
        return [form.cleaned_data for _number, form in self.rows if form.has_changed()]

    def as_typed(self, *, without: int | None = None, more: bool = False) -> Rows:
        """The same, unbound, before anybody asks whether it is right: a row less, or one more."""
        kept = [
            {
                name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
                for name, field in form.fields.items()
            }
            for number, form in self.rows
            if number != without
        ]
        return Rows(self.kind, initial=kept, spare=1 if more or not kept else 0)

    def refuse(self, problem: Problem) -> None:
        self.problems.append(str(problem))
