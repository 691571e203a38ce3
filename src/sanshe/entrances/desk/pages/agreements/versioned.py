"""Forms of an agreement that say which state of it they were filled in against."""

from __future__ import annotations

from django import forms

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.errors import Problem


class Plainly(HouseForm):
    """What a hidden field was refused for stands above the form, where it is read."""

    def refuse(self, problem: Problem) -> None:
        field = self.fields.get(problem.field or "")
        hidden = field is not None and field.widget.is_hidden
        self.add_error(None if hidden or field is None else problem.field, str(problem))


class Versioned(Plainly):
    """The page writes the present version anew each time: who was late sees the present state
    and may send the same again."""

    plain = frozenset({"version"})
    version = forms.IntegerField(widget=forms.HiddenInput)
