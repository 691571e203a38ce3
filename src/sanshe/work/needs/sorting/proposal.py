"""The proposal shown to the person who decides: what the rules read, and whom the catalogue of
the place names. Nothing follows from it by itself but the alarm."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from sanshe.registry.catalogue import queries as catalogue

from .. import lessons
from .engine import Reading, read
from .library import weights


@dataclass(frozen=True, slots=True)
class Danger:
    """A sign of danger (``enums.DangerSign``), the numbers to ring, the words that show it."""

    sign: str
    numbers: list[str]
    words: list[str]

    def __str__(self) -> str:
        return self.sign


@dataclass(frozen=True, slots=True)
class Reason:
    """The words that led to one part of the proposal: "category", "kind" or "privacy"."""

    about: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Kept with the matter as it was made. ``lead`` is None where the catalogue names nobody."""

    kind: str
    category: str
    urgency: str
    privacy: str
    sure: bool
    danger: list[Danger] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    item: Any = None
    lead_org: Any = None
    helper_orgs: list[Any] = field(default_factory=list)
    lead: UUID | None = None
    helpers: list[UUID] = field(default_factory=list)
    sureness: float | None = None
    like: str = ""
    others: list[str] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        """How sure it is, of a hundred; None where only the rules were asked."""
        return None if self.sureness is None else round(self.sureness * 100)

    @property
    def certainty(self) -> str:
        """In a word: "well" founded, "likely", "unsure"; "" where only the rules were asked."""
        if self.sureness is None:
            return ""
        how = weights()["sure"]
        if self.sureness >= how["well"] or self.danger:
            return "well"
        return "likely" if self.sureness >= how["likely"] else "unsure"

    @property
    def words(self) -> list[str]:
        """Every word that led anywhere, danger first, to be marked in the text."""
        found = [word for danger in self.danger for word in danger.words]
        found += [word for reason in self.reasons for word in reason.words]
        return list(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "privacy": self.privacy,
            "sure": self.sure,
            "danger": [asdict(one) for one in self.danger],
            "reasons": [asdict(one) for one in self.reasons],
            "item": self.item.pk if self.item else None,
            "lead": str(self.lead) if self.lead else None,
            "helpers": [str(one) for one in self.helpers],
            "sureness": self.sureness,
            "like": self.like,
            "others": self.others,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Proposal:
        """As it was kept; item and organisations by their ids only."""
        plain = {name: kept.get(name, "") for name in ("kind", "category", "urgency", "privacy")}
        return cls(
            **plain,
            sure=bool(kept.get("sure")),
            danger=[Danger(**one) for one in kept.get("danger", [])],
            reasons=[Reason(**one) for one in kept.get("reasons", [])],
            lead=UUID(kept["lead"]) if kept.get("lead") else None,
            helpers=[UUID(one) for one in kept.get("helpers", [])],
            sureness=kept.get("sureness"),
            like=kept.get("like", ""),
            others=list(kept.get("others", [])),
        )


def propose(text: str, community: int) -> Proposal:
    """What this message, said in this community, is proposed to be and who should lead."""
    reading = read(text, lessons.push)
    party = catalogue.responsible(community, category=reading.category)
    return Proposal(
        kind=reading.kind,
        category=reading.category,
        urgency=reading.urgency,
        privacy=reading.privacy,
        sure=reading.sure,
        danger=_dangers(reading),
        reasons=[Reason(about, words) for about, words in reading.why.items()],
        item=party.item if party else None,
        lead_org=party.lead if party else None,
        helper_orgs=list(party.helpers) if party else [],
        lead=party.lead.id if party else None,
        helpers=[helper.id for helper in party.helpers] if party else [],
        sureness=reading.sureness,
        like=reading.like,
        others=list(reading.others),
    )


def signs_in(text: str) -> list[Danger]:
    """The signs of danger in a text, for an alarm while somebody still types."""
    return _dangers(read(text))


def _dangers(reading: Reading) -> list[Danger]:
    return [Danger(one.sign, list(one.numbers), one.words) for one in reading.danger]
