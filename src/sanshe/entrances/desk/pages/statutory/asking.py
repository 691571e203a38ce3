"""What is asked of the tables: area and year, both in the address."""

from __future__ import annotations

from typing import Any, TypedDict
from urllib.parse import urlencode

from django import forms

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import STEPS, step_of
from sanshe.insight.statutory.queries import Asked
from sanshe.trust.policy.actor import Actor

from ..boards.asking import above


class Said(TypedDict):
    """0 for what was not said."""

    area: int
    year: int


class Ask(HouseForm):
    """The address. What makes no sense there is left out: the actor's own area, this year."""

    plain = {"area", "year"}

    area = forms.IntegerField(required=False, min_value=0, max_value=999_999_999_999)
    year = forms.IntegerField(required=False, min_value=2000, max_value=2199)

    def said(self) -> Said:
        """As the tables take it."""
        self.is_valid()
        asked = self.cleaned_data
        return {"area": asked.get("area") or 0, "year": asked.get("year") or 0}


def address(asked: Asked) -> str:
    """The query of a page of these tables."""
    return urlencode({"area": asked.area, "year": asked.year})


def places(actor: Actor, area: int) -> list[tuple[int, str]]:
    """Where one may look from here: up to the actor's own area, and one step down."""
    found = above(actor, area)
    level = STEPS.index(step_of(area)) + 1
    if level < len(STEPS):
        found += [(one.code, one.name) for one in areas.inside(area, level=level + 1)]
    return found


def facts(asked: Asked) -> dict[str, Any]:
    """For every page of the tables."""
    return {"asked": asked, "place": areas.full_name(asked.area), "query": address(asked)}
