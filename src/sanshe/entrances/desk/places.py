"""A place as staff write it in a form: its 12-digit code, or enough of its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.lists import listed
from sanshe.trust.policy.actor import Actor


class PlaceField(forms.CharField):
    """Gives an area code. ``within`` limits the search to one area; several places of the same
    name are listed, so that the person can choose; where ``near`` (an actor) is told, those in
    the actor's own area come first."""

    near: Actor | None = None

    def __init__(self, *, within: int = 0, level: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.within, self.level = within, level

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = super().clean(value).strip()
        if not text:
            return None
        if text.isdigit() and len(text) == 12:
            return self._by_code(int(text))
        found = list(areas.search(text, within=self.within, level=self.level, limit=20))
        shorts = areas.short_names_of(area.code for area in found)
        found = [a for a in found if text in (a.name, shorts.get(a.code))] or found
        if self.near:
            found = [a for a in found if self.near.covers(a.code)] or found
        if len(found) == 1:
            return int(found[0].code)
        if not found:
            raise forms.ValidationError(_("没有找到这个地方,请写全名或12位代码。"))
        names = listed(f"{areas.full_name(area.code)}({area.code})" for area in found[:5])
        raise forms.ValidationError(
            _("有好几个地方叫这个名字,请写代码:%(names)s"), params={"names": names}
        )

    def _by_code(self, code: int) -> int:
        try:
            return int(areas.successor_of(code))
        except Problem as problem:
            raise forms.ValidationError(_("没有这个区划代码。")) from problem
