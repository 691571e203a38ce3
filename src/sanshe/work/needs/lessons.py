"""What this deployment's people taught by confirming: a gentle push towards what was confirmed.

A lesson holds the meaning of a message as numbers, its kind and category; only of matters that are
open to their desk, and only while they are. It pushes categories and kinds, bounded; danger it
never touches: no confirmation can make an alarm fall silent.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.utils import timezone

from sanshe.trust.policy.enums import OPEN
from sanshe.trust.policy.scope import handing_over

from .models import Lesson, Need
from .sorting import model

if TYPE_CHECKING:
    from .sorting.features import Array

MOST = 3000
"""So many lessons, the newest, are asked; looking through them takes under a millisecond."""
ALIKE = 0.55
"""From this likeness of meaning on (cosine) a lesson has something to say."""
PUSH, MOST_PUSH = 1.5, 3.0
"""What one lesson of the very same meaning adds to a category's score, and all together at most:
enough to turn a doubtful proposal, too little to turn one that is well founded."""


@dataclass(frozen=True, slots=True)
class Push:
    """What lessons add to scores, by name."""

    categories: Mapping[str, float]
    kinds: Mapping[str, float]


NO_PUSH = Push({}, {})


def guard(need: Need) -> None:
    """What has become confidential teaches no more."""
    if need.privacy not in OPEN:
        Lesson.objects.filter(need=need).delete()


def learn(need: Need) -> None:
    """Take a confirmed sorting as a lesson. Without the encoder nothing is learned."""
    learned = model.model()
    if need.privacy not in OPEN or learned is None or learned.encoder is None or need.danger:
        return
    import numpy as np

    row = learned.encoder.encode([(need.part or need.text)[: model.LONGEST]])[0]
    with handing_over():
        Lesson.objects.update_or_create(
            need=need,
            defaults={
                "meant": row.astype(np.float16).tobytes(), "kind": need.kind,
                "category": need.category, "learned_at": timezone.now(),
                "community": need.community, "privacy": need.privacy, "seen_by": need.seen_by,
            },
        )  # fmt: skip


def push(meant: Array | None) -> Push:
    """What the lessons say to a message of this meaning."""
    if meant is None:
        return NO_PUSH
    rows, labels = _known()
    if not labels:
        return NO_PUSH
    categories: dict[str, float] = {}
    kinds: dict[str, float] = {}
    for near, (kind, category) in zip((rows @ meant).tolist(), labels, strict=True):
        if near > ALIKE:
            weight = PUSH * (near - ALIKE) / (1 - ALIKE)
            categories[category] = min(MOST_PUSH, categories.get(category, 0.0) + weight)
            kinds[kind] = min(MOST_PUSH, kinds.get(kind, 0.0) + weight)
    return Push(categories, kinds)


_lock = threading.Lock()
_cache: tuple[tuple[object, ...], Array | None, list[tuple[str, str]]] = ((), None, [])


def _known() -> tuple[Array, list[tuple[str, str]]]:
    """The lessons as rows, read anew when there is another."""
    import numpy as np

    from .sorting.features import MEANING

    global _cache
    with handing_over():
        state = Lesson.objects.aggregate(count=Count("id"), last=Max("learned_at"))
        mark = (state["count"], state["last"])
        if mark == _cache[0] and _cache[1] is not None:
            return _cache[1], _cache[2]
        found = list(Lesson.objects.order_by("-learned_at")[:MOST])
    rows = np.array(
        [np.frombuffer(bytes(one.meant), dtype=np.float16) for one in found], dtype=np.float32
    ).reshape(len(found), MEANING)
    labels = [(one.kind, one.category) for one in found]
    with _lock:
        _cache = (mark, rows, labels)
    return rows, labels


def forget() -> int:
    """Drop every lesson; sorting is as it was delivered. Gives how many there were."""
    with handing_over():
        return Lesson.objects.all().delete()[0]


def learned() -> list[tuple[str, str, int]]:
    """What was learned: category, kind, how often."""
    with handing_over():
        rows = Lesson.objects.values_list("category", "kind").annotate(times=Count("id"))
        return sorted(rows, key=lambda row: -row[2])
