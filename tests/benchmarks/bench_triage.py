"""How many messages a second are sorted, one after the other, as they come."""

from __future__ import annotations

import json
import time
from pathlib import Path

UNSEEN = Path(__file__).resolve().parents[1] / "work" / "needs" / "sorting" / "unseen.jsonl"
ROUNDS = 3


def triage_per_second() -> float:
    """Messages read a second by one process, after the library has been learned."""
    from sanshe.work.needs.sorting import read

    texts = [json.loads(line)["text"] for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    for text in texts[:5]:
        read(text)
    began = time.perf_counter()
    for _ in range(ROUNDS):
        for text in texts:
            read(text)
    return ROUNDS * len(texts) / (time.perf_counter() - began)
