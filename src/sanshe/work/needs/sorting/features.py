"""What is looked at in a message: its meaning, its letters, how they sound, and the rules' finds.

A message becomes a few hundred numbered features. Meaning is the encoder's row; letters and
sounds are runs of characters and of syllables without tones (a dictated message keeps its sound
where it loses its characters), each put into one of a fixed number of drawers; the rules add what
they found. One linear model reads them all (``learning.py``).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from sanshe.ground.kit.pinyin import spell

from .rulebook import last_clause, plain, rulebook

Array = np.ndarray[Any, np.dtype[np.float32]]
MEANING, LETTERS, SOUNDS = 512, 1 << 13, 1 << 12
LONGEST_RUN = 4
SOUND_WEIGHT, RULE_WEIGHT, MANNER_WEIGHT, MOST_HITS = 0.5, 0.1, 0.3, 3
JUST_ASKS = "asks and wants nothing"
AFTER_SOUNDS = MEANING + LETTERS + SOUNDS


@lru_cache(maxsize=1)
def rule_names() -> dict[str, int]:
    """The place of each rule's find."""
    book = rulebook()
    names = [f"{what}{topic.id}" for topic in book.topics for what in ("strong ", "word ")]
    names += [f"cue {kind}" for kind in book.cues]
    names += [f"sign {sign.id}" for sign in book.signs]
    names += [f"{where} {name}" for where in ("manner", "last") for name in book.manners]
    names.append(JUST_ASKS)
    return {name: AFTER_SOUNDS + place for place, name in enumerate(names)}


def width() -> int:
    """How many features there are; the last one is always on."""
    return AFTER_SOUNDS + len(rule_names()) + 1


def drawers(text: str) -> Counter[int]:
    """How often each drawer of letters and sounds is met."""
    found: Counter[int] = Counter()
    for part in re.split(r"\W+", plain(text)):
        for size in range(1, LONGEST_RUN + 1):
            for at in range(len(part) - size + 1):
                found[MEANING + crc32(part[at : at + size].encode()) % LETTERS] += 1
        said = spell(part)
        for size in (2, 3):
            for at in range(len(said) - size + 1):
                run = " ".join(said[at : at + size]).encode()
                found[MEANING + LETTERS + crc32(run) % SOUNDS] += 1
    return found


def rarity(counted: list[Counter[int]]) -> Array:
    """How telling each drawer is: the rarer, the more."""
    seen = np.zeros(AFTER_SOUNDS, dtype=np.float32)
    for one in counted:
        seen[list(one)] += 1
    told: Array = (np.log((1 + len(counted)) / (1 + seen)) + 1).astype(np.float32)
    return told


def rules_found(text: str) -> dict[int, float]:
    """What the rules found, up to ``MOST_HITS`` each."""
    said, book, at = plain(text), rulebook(), rule_names()
    hits = {}
    for topic in book.topics:
        hits[f"strong {topic.id}"] = topic.strong.found(said)
        hits[f"word {topic.id}"] = topic.words.found(said)
    hits |= {f"cue {kind}": words.found(said) for kind, words in book.cues.items()}
    hits |= {f"sign {sign.id}": sign.found(said) for sign in book.signs}
    found = {
        at[name]: RULE_WEIGHT * min(len(words), MOST_HITS) for name, words in hits.items() if words
    }
    return found | {at[name]: MANNER_WEIGHT * times for name, times in manners_found(said).items()}


def manners_found(said: str) -> dict[str, int]:
    """The manners of a message made plain, and once more those it ends with."""
    ways, end = rulebook().manners, last_clause(said)
    found = {f"manner {name}": len(way.words.found(said)) for name, way in ways.items()}
    found |= {f"last {name}": len(way.words.found(end)) for name, way in ways.items()}
    found[JUST_ASKS] = int(found["last asks"] > 0 and not found["manner wants"])
    return {name: min(times, MOST_HITS) for name, times in found.items() if times}


def look(text: str, rare: Array) -> tuple[np.ndarray[Any, Any], Array]:
    """The features of a text but for its meaning: their places, and how strong each is."""
    counted = drawers(text)
    values = {place: (1 + math.log(times)) * float(rare[place]) for place, times in counted.items()}
    letters = _scaled({p: v for p, v in values.items() if p < MEANING + LETTERS}, 1.0)
    sounds = _scaled({p: v for p, v in values.items() if p >= MEANING + LETTERS}, SOUND_WEIGHT)
    found = {**letters, **sounds, **rules_found(text), width() - 1: 1.0}
    return np.fromiter(found, dtype=np.int64), np.fromiter(found.values(), dtype=np.float32)


def _scaled(values: dict[int, float], to: float) -> dict[int, float]:
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {place: to * value / length for place, value in values.items()}
