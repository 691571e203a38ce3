"""A model field that is sealed in the database and plain in memory."""

from __future__ import annotations

from typing import Any

from django.db import models

from .crypto import seal, unseal


class SealedField(models.TextField):
    """Text encrypted at rest: a phone number, an address. Cannot be searched or sorted by."""

    def _column(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(str(value), column=self._column())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else unseal(value, column=self._column())

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self.name} is sealed: the database cannot compare it")
