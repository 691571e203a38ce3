"""Learning the library: one linear model (multinomial logistic regression) for what a message is
about and which danger it tells, and one for its kind.

What it is about and danger are learned together: a class is a category told calmly or a sign of
danger, so that calm and danger are weighed against each other by subject. Meaning is left out of
every sixth look, so that the same numbers serve where no encoder is installed. Steps are scaled by
what each feature has already moved (Adagrad); a fixed seed makes the same library the same model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .features import MEANING, drawers, look, rarity, width
from .library import DANGER, Example

Array = np.ndarray[Any, np.dtype[np.float32]]
Looked = tuple[np.ndarray[Any, Any], Array]

ROUNDS, STEP, SEED = 16, 0.35, 3
WITHOUT_MEANING = 1 / 6


@dataclass(frozen=True, slots=True)
class Learned:
    """``topics`` and ``kinds`` name the columns of ``weights``, in this order."""

    topics: list[str]
    kinds: list[str]
    rare: Array
    weights: Array

    def scores(self, looked: Looked, meant: Array | None) -> tuple[Array, Array]:
        """Before they are made chances: topics, kinds."""
        places, values = looked
        said = values @ self.weights[places]
        if meant is not None:
            said = said + meant @ self.weights[:MEANING]
        return said[: len(self.topics)], said[len(self.topics) :]


def learn(library: tuple[Example, ...], vectors: Array | None, *, rounds: int = ROUNDS) -> Learned:
    """The model of a library. ``vectors``: the encoder's row for each example, if there is one."""
    topics = sorted({topic_of(one) for one in library})
    kinds = sorted({one.kind for one in library})
    counted = [drawers(one.text) for one in library]
    rare = rarity(counted)
    looked = [look(one.text, rare) for one in library]
    truth = np.array(
        [(topics.index(topic_of(one)), kinds.index(one.kind)) for one in library], dtype=np.int64
    )
    weights = _descend(looked, vectors, truth, len(topics), len(kinds), rounds)
    return Learned(topics, kinds, rare, weights)


def topic_of(one: Example) -> str:
    return DANGER + one.sign if one.sign else one.category


def _descend(
    looked: list[Looked], vectors: Array | None, truth: Any, topics: int, kinds: int, rounds: int
) -> Array:
    dice = np.random.default_rng(SEED)
    weights = np.zeros((width(), topics + kinds), dtype=np.float32)
    moved = np.full_like(weights, 1e-2)
    mean = np.zeros_like(weights)
    every = np.arange(MEANING)
    for turn in range(rounds):
        for row in dice.permutation(len(looked)):
            places, values = looked[row]
            if vectors is not None and dice.random() > WITHOUT_MEANING:
                places = np.concatenate([every, places])
                values = np.concatenate([vectors[row], values])
            now = weights[places]
            said = values @ now
            wrong = np.concatenate([chances(said[:topics]), chances(said[topics:])])
            wrong[truth[row, 0]] -= 1
            wrong[topics + truth[row, 1]] -= 1
            slope = values[:, None] * wrong[None, :]
            grown = moved[places] + slope * slope
            moved[places] = grown
            weights[places] = now - STEP * slope / np.sqrt(grown)
        if turn >= rounds // 2:
            mean += weights
    settled: Array = (mean / (rounds - rounds // 2)).astype(np.float32)
    return settled


def chances(said: Array) -> Array:
    """Scores made chances that add up to one."""
    raised = np.exp(said - said.max())
    shares: Array = raised / raised.sum()
    return shares
