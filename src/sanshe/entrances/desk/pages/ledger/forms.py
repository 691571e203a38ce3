"""What is asked of the book, and what is said of one record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.asked import EARLIEST, LATEST
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ledger.enums import Standing
from sanshe.ledger.queries import GROUPS, Filters
from sanshe.registry.catalogue.enums import Unit

USUAL_SPAN = timedelta(days=30)
"""How far back the page looks where nobody says how far."""


SENSIBLE = (MinValueValidator(EARLIEST), MaxValueValidator(LATEST))


class Ask(HouseForm):
    """The filters in the address. What makes no sense there is left out."""

    personal = {"worker": "ledger.Record.workers"}
    plain = {"since", "until", "area", "item", "service", "agency", "standing", "unit", "by"}

    since = forms.DateField(required=False, validators=SENSIBLE)
    until = forms.DateField(required=False, validators=SENSIBLE)
    area = forms.IntegerField(required=False, min_value=0, max_value=999_999_999_999)
    item = forms.IntegerField(required=False, min_value=1)
    service = forms.IntegerField(required=False, min_value=1)
    agency = forms.UUIDField(required=False)
    worker = forms.UUIDField(required=False)
    standing = forms.ChoiceField(required=False, choices=Standing.choices)
    unit = forms.ChoiceField(required=False, choices=Unit.choices)
    by = forms.ChoiceField(required=False, choices=[(name, name) for name in GROUPS])

    def filters(self) -> Filters:
        """As the ledger takes them. Without any day, the last thirty days."""
        self.is_valid()
        kept: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value and name != "by"
        }
        if "since" not in self.data and "until" not in self.data:
            kept["since"] = timezone.localdate() - USUAL_SPAN
        return Filters(**kept)

    @property
    def group(self) -> str:
        """What the figures are shown by, "" for the whole."""
        return str(self.cleaned_data.get("by") or "")


def address_of(query: QueryDict, filters: Filters, **changes: Any) -> str:
    """The query of an address with the same filters but for ``changes`` (None takes one away)."""
    asked = query.copy()
    asked.pop("after", None)
    if "since" not in asked and "until" not in asked and filters.since:
        asked["since"] = filters.since.isoformat()
    for name, value in changes.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = str(value)
    return asked.urlencode()


class Word(HouseForm):
    """What somebody says of a record. ``seen`` is where the page showed it standing."""

    personal = {"reason": "ledger.Remark.reason"}
    plain = {"seen"}

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
    seen = forms.ChoiceField(choices=Standing.choices, widget=forms.HiddenInput)
