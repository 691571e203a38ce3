"""Several things in one line, as the reader's language puts them side by side."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listed(things: Iterable[object]) -> str:
    """Names: 甲、乙、丙."""
    return _("、").join(map(str, things))


def strung(sentences: Iterable[object]) -> str:
    """Things said, one after the other: 还差三人;还没公示."""
    return _(";").join(map(str, sentences))
