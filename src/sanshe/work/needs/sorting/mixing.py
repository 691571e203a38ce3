"""Two voices made one: what the rules found and what the examples mean.

Gives chances that add up to one. The weights (``weights.toml``) were settled on the library, each
example judged by the others; ``docs/sorting.md`` tells how far a chance can be believed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from .library import examples, weights
from .meaning import Sense


def chances_of_category(sense: Sense, points: Mapping[str, int]) -> dict[str, float]:
    """How likely each category is; ``points``: what the rules gave each."""
    how = weights()["category"]
    votes = {
        name: how["meaning"] * vote + how["rules"] * min(points.get(name, 0), how["rules_at_most"])
        for name, vote in _with_all(sense.categories, points).items()
    }
    return _chances(votes)


def chances_of_kind(
    sense: Sense, categories: Mapping[str, float], cues: Mapping[str, int]
) -> dict[str, float]:
    """How likely each kind is, also by the kinds its likely categories come in."""
    how, usual = weights()["kind"], _usual_kinds()
    flat = 1 / len(sense.kinds)
    votes = {}
    for kind, vote in sense.kinds.items():
        expected = sum(
            chance * usual.get(name, {}).get(kind, flat) for name, chance in categories.items()
        )
        votes[kind] = (
            how["meaning"] * vote
            + how["category"] * math.log(expected + 1e-6)
            + how["rules"] * min(cues.get(kind, 0), how["rules_at_most"])
        )
    return _chances(votes)


def rings(sense: Sense) -> bool:
    """Whether meaning alone is alarming enough."""
    how = weights()["danger"]
    return sense.danger >= how["alarm"] or sense.part_danger >= how["part_alarm"]


def is_calm(sense: Sense) -> bool:
    """Whether the examples leave no doubt that nobody is in danger, in the whole and any part."""
    return max(sense.danger, sense.part_danger) < weights()["danger"]["calm"]


def likeliest_sign(sense: Sense, by_rule: Mapping[str, int]) -> str:
    """Which danger it is."""
    extra = weights()["danger"]["rule_weight"]
    return max(sense.signs, key=lambda one: sense.signs[one] + extra * (one in by_rule))


@lru_cache(maxsize=1)
def _usual_kinds() -> dict[str, dict[str, float]]:
    """The share of each kind among a category's examples, a little evened out."""
    kinds = sorted({one.kind for one in examples()})
    shares = {one.category: dict.fromkeys(kinds, 0.3) for one in examples()}
    for one in examples():
        shares[one.category][one.kind] += 1
    for counts in shares.values():
        total = sum(counts.values())
        counts.update({kind: count / total for kind, count in counts.items()})
    return shares


def _with_all(votes: Mapping[str, float], points: Mapping[str, int]) -> dict[str, float]:
    return {**dict.fromkeys(points, 0.0), **votes}


def _chances(votes: Mapping[str, float]) -> dict[str, float]:
    highest = max(votes.values())
    raised = {name: math.exp(vote - highest) for name, vote in votes.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}
