"""How the pages show a matter: the alarm, the marked words, whom it can be handed to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.templatetags.shared import day, listed
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Category
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.enums import Privacy
from sanshe.work.needs import queries
from sanshe.work.needs.enums import (
    Channel,
    CheckResult,
    ClosedHow,
    DangerSign,
    Ground,
    Kind,
    Lasting,
    Moving,
    PauseWhy,
    Reach,
    Urgency,
    Verdict,
)
from sanshe.work.visits.enums import Outcome


class Alarm(NamedTuple):
    """What a danger banner says."""

    signs: list[tuple[str, list[str]]]
    hotlines: list[queries.Hotline]


def alarm(dangers: Iterable[Any]) -> Alarm | None:
    """The banner for these signs of danger; None where there are none."""
    dangers = list(dangers)
    if not dangers:
        return None
    numbers = [number for one in dangers for number in one.numbers]
    signs = [(str(DangerSign(one.sign).label), one.words) for one in dangers]
    return Alarm(signs, queries.hotlines_for(numbers))


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that led to the proposal marked: words in letters as a whole."""
    known = sorted({word for word in words if word}, key=len, reverse=True)
    if not known:
        return [(text, False)]
    pieces = re.split("(" + "|".join(map(_findable, known)) + ")", text, flags=re.IGNORECASE)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


def _findable(word: str) -> str:
    """A pattern for a word: one in letters is not found inside a longer one (her in mother)."""
    found = re.escape(word)
    return f"(?<![a-z]){found}(?![a-z])" if word.isascii() and word.isalpha() else found


def parties(need: queries.Need) -> tuple[list[tuple[str, str]], catalogue.Responsible | None]:
    """Whom a matter can be handed to, the responsible one of the catalogue first."""
    named = catalogue.responsible(need.community, category=need.category)
    first = [named.lead, *named.helpers] if named else []
    choices = {str(one.id): one.name for one in first} | dict(leads(need.community))
    return list(choices.items()), named


def leads(community: int) -> list[tuple[str, str]]:
    """Whom matters of a place lie with: who works there, its committee, its street, and outside
    bodies."""
    found = organisations.settled_in(community)
    for one in (
        organisations.committee_of(community),
        organisations.street_office_of(community),
    ):
        if one is not None:
            found.append(one)
    choices = {str(one.id): one.name for one in found}
    choices |= {str(id): name for id, name in organisations.choices(kinds=[OrgKind.EXTERNAL])}
    return list(choices.items())


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the story as the page shows it: ``facts`` are its data in words."""

    step: str
    label: str
    at: datetime
    by: str
    org: str
    text: str
    to_resident: bool
    facts: list[str]


def told(story: Iterable[queries.Line]) -> list[Told]:
    """The story with its codes turned into words."""
    return [
        Told(line.step, line.label, line.at, line.by, line.org, line.text, line.to_resident,
             [word for name, value in line.data.items() if (word := _fact(name, value))])
        for line in story
    ]  # fmt: skip


_WORDS: dict[str, Any] = {
    "channel": Channel, "kind": Kind, "category": Category, "urgency": Urgency,
    "privacy": Privacy, "outcome": Outcome, "why": PauseWhy, "ground": Ground,
    "verdict": Verdict, "lasting": Lasting,
}  # fmt: skip
_SAID = {
    "referred": _("转给外部单位,我们继续跟"),
    "again": _("改派"),
    "reached": _("联系上了"),
    "counted": _("没联系上,算一次"),
    "cancelled": _("取消了"),
    "nobody_came": _("居民说没有人来过"),
    "on_behalf": _("替别人说的"),
    "registered": _("新登记到名册"),
    "unlinked": _("不再写是谁"),
}


def _fact(name: str, value: Any) -> str:
    """One fact in words; "" for what the page need not say."""
    if name in _WORDS:
        return str(_WORDS[name](value).label) if value in _WORDS[name].values else ""
    if name == "how":
        kinds = [kind for kind in (Reach, ClosedHow) if value in kind.values]
        return str(kinds[0](value).label) if kinds else ""
    if name in _SAID:
        return str(_SAID[name]) if value else ""
    if name == "signs":
        return listed(DangerSign(sign).label for sign in value)
    if name == "result":
        results = {**dict(Moving.choices), **dict(CheckResult.choices)}
        return str(results.get(value, ""))
    if name in ("until", "ask_on") and value:
        told = _("停到%(day)s") if name == "until" else _("%(day)s回头问")
        return str(told) % {"day": day(date.fromisoformat(value))}
    if name == "decider":
        return str(_("由%(org)s来定")) % {"org": value} if value else ""
    if name in ("lead", "worker", "number"):
        return str(value)
    return listed(value) if name == "helpers" else ""
