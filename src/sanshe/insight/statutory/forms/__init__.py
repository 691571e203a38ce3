"""The forms there are, the older first. A new one is a new file and a new entry here."""

from __future__ import annotations

from ..errors import NoForm
from ..shape import Form
from .mca_2019 import FORM as MCA_2019

FORMS: list[Form] = [MCA_2019]


def form_for(year: int) -> Form:
    """The newest form in use for a year. Raises NoForm."""
    found = [form for form in FORMS if form.first_year <= year]
    if not found:
        raise NoForm()
    return found[-1]


def form_of(code: str, version: str) -> Form:
    """A form by its name, also one no longer in use. Raises NoForm."""
    for form in FORMS:
        if (form.code, form.version) == (code, version):
            return form
    raise NoForm()
