"""A word that must be one of an enum's."""

from __future__ import annotations

from django.db import models

from .errors import Invalid


def one_of(value: str, choices: type[models.TextChoices], *, field: str) -> str:
    """The value, if it is one of the enum's. Raises Invalid."""
    if value not in choices.values:
        raise Invalid(field=field, reason=value)
    return value
