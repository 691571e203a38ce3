"""Reading a message by the rules: kind, category, urgency, privacy, danger, and why.

No database and no place here; who leads is the catalogue's to say (``proposal.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sanshe.trust.policy.enums import Privacy

from ..enums import Kind, Urgency
from .rulebook import STRONG, WEAK, Rulebook, Sign, Topic, plain, rulebook

SURE_SCORE, SURE_LEAD = 3, 2
"""A category is sure from one strong hit on, and this much ahead of the next."""

OTHER = "other"
RANK = {Privacy.NORMAL: 0, Privacy.THIRD_PARTY: 1, Privacy.CONFIDENTIAL: 2, Privacy.SEALED: 3}


@dataclass(frozen=True, slots=True)
class Found:
    """A sign of danger and the words that show it."""

    sign: str
    numbers: tuple[str, ...]
    words: list[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules make of a message. ``why``: the words for each conclusion."""

    kind: str
    category: str
    urgency: str
    privacy: str
    danger: list[Found]
    why: dict[str, list[str]]
    sure: bool


def read(text: str) -> Reading:
    """Read one message. Danger decides first; a doubt leaves ``sure`` False."""
    book, text = rulebook(), plain(text)
    signs = [(sign, words) for sign in book.signs if (words := sign.found(text))]
    topic, hits, sure = _topic(book, text)
    kind, cue = _kind(book, topic, signs[0][0] if signs else None, text)
    category = signs[0][0].category if signs else topic.id if topic else OTHER
    secret = book.keep_secret.found(text)
    urgency = Urgency.P0 if signs else _urgency(topic, kind, text)
    return Reading(
        kind=kind,
        category=category,
        urgency=urgency,
        privacy=_privacy(topic if not signs else None, [s for s, _ in signs], secret, kind, text),
        danger=[Found(sign.id, sign.numbers, words) for sign, words in signs],
        why=_why(signs[0][1] if signs else hits, cue, secret),
        sure=bool(signs) or sure,
    )


def _topic(book: Rulebook, text: str) -> tuple[Topic | None, list[str], bool]:
    """The category with the most words, those words, and whether it is clearly ahead."""
    scored = []
    for place, topic in enumerate(book.topics):
        strong, weak = topic.strong.found(text), topic.words.found(text)
        score = STRONG * len(strong) + WEAK * len(weak)
        if score:
            scored.append((score, -place, topic, strong + weak))
    if not scored:
        return None, [], False
    scored.sort(key=lambda row: row[:2], reverse=True)
    best, _, topic, hits = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0
    return topic, hits, best >= SURE_SCORE and best - second >= SURE_LEAD


def _kind(
    book: Rulebook, topic: Topic | None, sign: Sign | None, text: str
) -> tuple[Kind, list[str]]:
    """The kind, and the words that told it. A sign's kind, or the category's usual one unless
    the way of speaking says another that this category knows."""
    cues = {kind: words for kind in book.cues if (words := book.cues[kind].found(text))}
    if sign is not None:
        if sign.kind == Kind.NEED and Kind.REPORT in cues:
            return Kind.REPORT, cues[Kind.REPORT]
        return sign.kind, cues.get(sign.kind, [])
    usual = topic.kinds[0] if topic else Kind.NEED
    allowed = topic.kinds if topic else tuple(Kind)
    if usual == Kind.NEED and Kind.NEED in cues:
        cues.pop(Kind.ENQUIRY, None)  # 「能不能帮我…」 asks for help, not for an answer
    order = [Kind.RIGHTS, Kind.PRAISE, Kind.OFFER, Kind.REPORT, Kind.COMPLAINT, Kind.ENQUIRY]
    for kind in order:
        if kind in cues and kind in allowed:
            return kind, cues[kind]
    return usual, cues.get(usual, [])


def _urgency(topic: Topic | None, kind: Kind, text: str) -> Urgency:
    if kind == Kind.PRAISE:
        return Urgency.P4
    return topic.urgency_of(kind, text) if topic else Urgency.P3


def _privacy(
    topic: Topic | None, signs: list[Sign], secret: list[str], kind: Kind, text: str
) -> str:
    """The strictest of what category, danger and the speaker's own wish ask for."""
    wanted = [Privacy.NORMAL, *(Privacy(sign.privacy) for sign in signs[:1])]
    if topic is not None:
        wanted.append(Privacy(topic.privacy))
        if any(pattern.search(text) for pattern in topic.third_party.patterns):
            wanted.append(Privacy.THIRD_PARTY)
    if secret:
        wanted.append(Privacy.CONFIDENTIAL)
    return max(wanted, key=RANK.__getitem__)


def _why(topic: list[str], cue: list[str], secret: list[str]) -> dict[str, list[str]]:
    reasons = {"category": topic, "kind": cue, "privacy": secret}
    shown = {name: [word for word in words if word] for name, words in reasons.items()}
    return {name: words for name, words in shown.items() if words}
