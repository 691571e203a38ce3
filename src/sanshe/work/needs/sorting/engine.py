"""Reading a message by rules and examples: kind, category, urgency, privacy, danger, and why.

No database and no place here; who leads is the catalogue's to say (``proposal.py``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sanshe.trust.policy.enums import Privacy

from ..enums import Kind, Urgency
from . import model
from .library import DANGER, kind_shares, usual_kinds, weights
from .model import Sense
from .rulebook import STRONG, WEAK, Rulebook, Sign, Topic, plain, rulebook

SURE_SCORE, SURE_LEAD = 3, 2
"""A category is sure from one strong hit on, and this much ahead of the next."""

OTHER = "other"
NO_SUBJECT, DOUBTFUL = 5, 0.5
"""So few characters, in which no rule finds anything and the model is in doubt, say nothing."""
IN_DANGER = (Kind.NEED, Kind.REPORT)
"""Who tells of danger asks for help or reports it, whatever else is in the words."""
RANK = {Privacy.NORMAL: 0, Privacy.THIRD_PARTY: 1, Privacy.CONFIDENTIAL: 2, Privacy.SEALED: 3}


class Push(Protocol):
    """What is added to the scores of categories and kinds, by name."""

    @property
    def categories(self) -> Mapping[str, float]: ...

    @property
    def kinds(self) -> Mapping[str, float]: ...


Taught = Callable[[Any], Push]


@dataclass(frozen=True, slots=True)
class Found:
    """A sign of danger and the words that show it."""

    sign: str
    numbers: tuple[str, ...]
    words: list[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules and examples make of a message. ``why``: the words for each conclusion; ``like``:
    the example nearest to it; ``sureness``: how often such a category is right (None: only the
    rules were asked); ``others``: what it may be about instead, the likelier first."""

    kind: str
    category: str
    urgency: str
    privacy: str
    danger: list[Found]
    why: dict[str, list[str]]
    sure: bool
    sureness: float | None = None
    like: str = ""
    others: tuple[str, ...] = ()


def read(text: str, taught: Taught | None = None) -> Reading:
    """Read one message. Danger decides first; a doubt leaves ``sure`` False. ``taught`` tells
    what this deployment's lessons add for a message of some meaning; never to danger."""
    book, said = rulebook(), plain(text)
    by_rule = [(sign, words) for sign in book.signs if (words := sign.found(said))]
    meant = model.sense(text)
    if meant is None:
        return _by_rules(book, by_rule, said)
    return _by_both(book, by_rule, said, meant, taught(meant.meant) if taught else None)


def _by_both(
    book: Rulebook,
    by_rule: list[tuple[Sign, list[str]]],
    text: str,
    meant: Sense,
    push: Push | None,
) -> Reading:
    """Rules and examples together. Danger rings if either hears it; only where the examples leave
    no doubt at all is a rule's word taken for a manner of speaking."""
    learned = model.model()
    assert learned is not None  # it made the sense
    signs = _signs(book, by_rule, meant)
    subjects = _subjects(book, meant)
    if push is not None and not signs:
        subjects = _pushed(subjects, push.categories)
        meant = replace(meant, kinds=_pushed(meant.kinds, push.kinds))
    ranked = sorted(subjects, key=subjects.__getitem__, reverse=True)
    category = signs[0][0].category if signs else ranked[0]
    if not signs and len(text) <= NO_SUBJECT and subjects[category] < DOUBTFUL:
        known = any(_points(topic, text)[0] for topic in book.topics)
        category = category if known else OTHER
    cues = {str(kind): words for kind in book.cues if (words := book.cues[kind].found(text))}
    kind = Kind(_kind_of(meant, subjects if not signs else {category: 1.0}, bool(signs)))
    topic = next((one for one in book.topics if one.id == category), None)
    secret = book.keep_secret.found(text)
    hits = signs[0][1] if signs else _hits(topic, text, category)
    sureness = meant.danger if signs else learned.how_often_right(subjects.get(category, 0.0))
    return Reading(
        kind=kind,
        category=category,
        urgency=Urgency.P0 if signs else _urgency(topic, kind, text),
        privacy=_privacy(topic if not signs else None, [s for s, _ in signs], secret, kind, text),
        danger=[Found(sign.id, sign.numbers, words) for sign, words in signs],
        why=_why(hits, cues.get(kind, []), secret),
        sure=bool(signs) or (category != OTHER and sureness >= weights()["sure"]["likely"]),
        sureness=round(min(max(sureness, 0.01), 0.99), 2),
        like=learned.nearest(meant.meant, category=category, sign=signs[0][0].id if signs else ""),
        others=tuple(one for one in ranked[:3] if one != category)[:2],
    )


def _harmless(book: Rulebook, meant: Sense) -> bool:
    """Whether the rules know a harmless sense of the very words the model is alarmed by."""
    likeliest = max(meant.signs, key=meant.signs.__getitem__)
    sign = next(one for one in book.signs if one.id == likeliest)
    return bool(sign.unless.found(plain(meant.heard_in)))


def _rings(meant: Sense, by_rule: bool, harmless: bool) -> bool:
    """Whether it is alarming enough: by the model; in a part, where the whole is not altogether
    calm; or by a rule that the examples do not contradict."""
    how = weights()["danger"]
    alarm = how["alarm"] if meant.meant is not None else how["alarm_unmeant"]
    if harmless and not by_rule:
        alarm = how["idiom_alarm"]
    in_part = meant.parts >= how["part_alarm"] and meant.danger >= how["part_floor"]
    return meant.danger >= alarm or in_part or (by_rule and meant.danger >= how["rule_alarm"])


def _signs(
    book: Rulebook, by_rule: list[tuple[Sign, list[str]]], meant: Sense
) -> list[tuple[Sign, list[str]]]:
    """The signs, the likeliest first; one that only the examples told shows the words that spoke
    loudest for it."""
    if not _rings(meant, bool(by_rule), _harmless(book, meant)):
        return []
    words = {str(sign.id): found for sign, found in by_rule}
    extra = weights()["danger"]["rule_weight"]
    first = max(meant.signs, key=lambda one: meant.signs[one] + extra * (one in words))
    leading = next(sign for sign in book.signs if sign.id == first)
    others = [pair for pair in by_rule if pair[0] is not leading]
    learned = model.model()
    heard = learned.telling(meant.heard_in, DANGER + first) if learned else []
    return [(leading, words.get(first) or heard or [plain(meant.heard_in)]), *others]


def _subjects(book: Rulebook, meant: Sense) -> dict[str, float]:
    """The chance of each category, told calmly or as danger."""
    chances = dict(meant.topics)
    for sign in book.signs:
        chances[sign.category] = chances.get(sign.category, 0.0) + meant.signs.get(sign.id, 0.0)
    return chances


def _pushed(chances: Mapping[str, float], by: Mapping[str, float]) -> dict[str, float]:
    raised = {name: chance * math.exp(by.get(name, 0.0)) for name, chance in chances.items()}
    total = sum(raised.values())
    return {name: chance / total for name, chance in raised.items()}


def _kind_of(meant: Sense, subjects: dict[str, float], danger: bool) -> str:
    """The likeliest kind: how it is said, and in which kinds its likely subjects usually come.
    What is merely common in the library (wishes) is given no head start. Praise is passed on and
    laid aside: only what is surely praise is taken for it."""
    how, usual, common = weights()["kind"], usual_kinds(), kind_shares()
    votes = {}
    for kind, chance in meant.kinds.items():
        if not danger or kind in IN_DANGER:
            expected = sum(c * usual.get(name, {}).get(kind, 0.1) for name, c in subjects.items())
            votes[kind] = math.log(chance + 1e-9) + how["usual"] * math.log(expected + 1e-6)
            votes[kind] -= how["even"] * math.log(common[kind])
    first, *others = sorted(votes, key=votes.__getitem__, reverse=True)
    if first == Kind.PRAISE and others:
        doubt = sum(math.exp(votes[kind] - votes[first]) for kind in votes)
        first = first if 1 / doubt >= how["praise_sure"] else others[0]
    return first


def _hits(topic: Topic | None, text: str, category: str) -> list[str]:
    """The words that led to a category: the rules' or, where they know none, the examples'."""
    hits = _points(topic, text)[1] if topic else []
    learned = model.model()
    if hits or learned is None or category not in learned.learned.topics:
        return hits
    return learned.telling(text, category)


def _by_rules(book: Rulebook, signs: list[tuple[Sign, list[str]]], text: str) -> Reading:
    """The rules alone, where no encoder is installed or nothing was said."""
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


def _points(topic: Topic, text: str) -> tuple[int, list[str]]:
    strong, weak = topic.strong.found(text), topic.words.found(text)
    return STRONG * len(strong) + WEAK * len(weak), strong + weak


def _topic(book: Rulebook, text: str) -> tuple[Topic | None, list[str], bool]:
    """The category with the most words, those words, and whether it is clearly ahead."""
    scored = []
    for place, topic in enumerate(book.topics):
        score, hits = _points(topic, text)
        if score:
            scored.append((score, -place, topic, hits))
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
