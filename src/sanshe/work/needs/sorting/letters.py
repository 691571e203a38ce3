"""Likeness by shared characters and words: what a dictated or dialect message keeps even where
the encoder of meaning has never met its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any

import numpy as np

from .rulebook import plain

LONGEST = 3
WEIGHT = {1: 0.5, 2: 1.0, 3: 1.0}
Array = np.ndarray[Any, np.dtype[np.float32]]


def grams(text: str) -> Counter[str]:
    """Runs of one to three characters, none across a punctuation mark."""
    found: Counter[str] = Counter()
    for part in re.split(r"\W+", plain(text)):
        for size in range(1, LONGEST + 1):
            found.update(part[at : at + size] for at in range(len(part) - size + 1))
    return found


class Letters:
    """Compares a text with each of a list of texts: cosine of weighted grams (tf-idf)."""

    def __init__(self, texts: list[str]) -> None:
        counted = [grams(text) for text in texts]
        self.count = len(texts)
        self.seen_in: Counter[str] = Counter(gram for one in counted for gram in one)
        lists: dict[str, tuple[list[int], list[float]]] = {}
        for place, one in enumerate(counted):
            for gram, weight in self._weighed(one).items():
                places, values = lists.setdefault(gram, ([], []))
                places.append(place)
                values.append(weight)
        self.lists = {
            gram: (np.array(places), np.array(values, dtype=np.float32))
            for gram, (places, values) in lists.items()
        }

    def likeness(self, text: str) -> Array:
        """0 to 1 for each text of the list."""
        total = np.zeros(self.count, dtype=np.float32)
        for gram, weight in self._weighed(grams(text)).items():
            places, values = self.lists[gram]
            total[places] += weight * values
        return total

    def _weighed(self, counted: Counter[str]) -> dict[str, float]:
        known = {
            gram: (1 + math.log(times))
            * math.log(1 + self.count / self.seen_in[gram])
            * WEIGHT[len(gram)]
            for gram, times in counted.items()
            if gram in self.seen_in
        }
        length = math.sqrt(sum(weight * weight for weight in known.values())) or 1.0
        return {gram: weight / length for gram, weight in known.items()}
