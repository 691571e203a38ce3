"""The rules as they are written in the .toml files beside this one, made ready to match."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..enums import DangerSign, Kind, Urgency

HERE = Path(__file__).resolve().parent
GAP = "[^。!?;\n]{0,10}"
STRONG, WEAK = 3, 1
SHORT_CLAUSE = 5


def plain(text: str) -> str:
    """One form of a text for matching: half-width, lower case, without blanks."""
    return re.sub(r"[ \t\r\u3000]+", "", unicodedata.normalize("NFKC", text).lower())


def last_clause(text: str) -> str:
    """How a text (made plain) ends: its last clause, with the one before where that is short."""
    clauses = [one for one in re.split(r"[,。.!;\n]+", text) if one]
    last = 1 if clauses and len(clauses[-1]) >= SHORT_CLAUSE else 2
    return ",".join(clauses[-last:])


@dataclass(frozen=True, slots=True)
class Words:
    """Ways of saying one thing."""

    patterns: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def of(cls, written: list[str]) -> Words:
        return cls(tuple(re.compile(plain(one).replace("...", GAP)) for one in written))

    def found(self, text: str) -> list[str]:
        """The first hit of each way, in the text's own words; "" hits count but are not shown."""
        hits = (pattern.search(text) for pattern in self.patterns)
        return list(dict.fromkeys(hit.group() for hit in hits if hit))

    def struck_out(self, text: str) -> str:
        """The text with every hit blanked."""
        for pattern in self.patterns:
            text = pattern.sub(lambda hit: "。" * len(hit.group()), text)
        return text


@dataclass(frozen=True, slots=True)
class Sign:
    """What words of danger are a sign of."""

    id: DangerSign
    numbers: tuple[str, ...]
    category: str
    kind: Kind
    privacy: str
    words: Words
    both: tuple[Words, ...]
    unless: Words

    def found(self, text: str) -> list[str]:
        """The words of this sign in a text."""
        rest = self.unless.struck_out(text)
        hits = self.words.found(rest)
        parts = [part.found(rest) for part in self.both]
        if parts and all(parts):
            hits += [part[0] for part in parts]
        return hits


@dataclass(frozen=True, slots=True)
class Topic:
    """What a message may be about."""

    id: str
    kinds: tuple[Kind, ...]
    urgency: dict[str, Urgency]
    privacy: str
    strong: Words
    words: Words
    third_party: Words
    raised: dict[str, Words]
    lowered: dict[str, Words]

    def urgency_of(self, kind: str, text: str) -> Urgency:
        """How urgent a message of this kind about this is."""
        usual = self.urgency.get(kind, self.urgency[""])
        changes = [code for code, words in {**self.lowered, **self.raised}.items()
                   if words.found(text)]  # fmt: skip
        return Urgency(changes[-1]) if changes else usual


@dataclass(frozen=True, slots=True)
class Manner:
    """A turn of everyday speech, and the kind it is shown as a reason for."""

    tells: Kind
    words: Words


@dataclass(frozen=True, slots=True)
class Rulebook:
    signs: tuple[Sign, ...]
    topics: tuple[Topic, ...]
    cues: dict[Kind, Words]
    manners: dict[str, Manner]
    keep_secret: Words = field(default_factory=Words)


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The rules, read once a process."""
    cues = _load("cues")
    return Rulebook(
        signs=tuple(_sign(facts) for facts in _load("danger")["sign"]),
        topics=tuple(_topic(id, facts) for id, facts in _load("categories").items()),
        cues={Kind(kind): Words.of(facts["words"]) for kind, facts in cues["kind"].items()},
        manners={
            name: Manner(Kind(facts["tells"]), Words.of(facts["words"]))
            for name, facts in cues["manner"].items()
        },
        keep_secret=Words.of(cues["privacy"]["confidential"]["words"]),
    )


def _load(name: str) -> dict[str, Any]:
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _sign(facts: dict[str, Any]) -> Sign:
    return Sign(
        id=DangerSign(facts["id"]),
        numbers=tuple(facts["numbers"]),
        category=facts["category"],
        kind=Kind(facts["kind"]),
        privacy=facts["privacy"],
        words=Words.of(facts.get("words", [])),
        both=tuple(Words.of(part) for part in facts.get("both", [])),
        unless=Words.of(facts.get("unless", [])),
    )


def _topic(id: str, facts: dict[str, Any]) -> Topic:
    def levels(name: str) -> dict[str, Words]:
        return {code: Words.of(words) for code, words in facts.get(name, {}).items()}

    return Topic(
        id=id,
        kinds=tuple(Kind(kind) for kind in facts["kinds"]),
        urgency={kind: Urgency(code) for kind, code in facts["urgency"].items()},
        privacy=facts.get("privacy", "normal"),
        strong=Words.of(facts.get("strong", [])),
        words=Words.of(facts.get("words", [])),
        third_party=Words.of(facts.get("third_party", [])),
        raised=levels("raise"),
        lowered=levels("lower"),
    )
