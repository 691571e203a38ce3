"""How well messages are sorted: shares right, dangers missed, false alarms, and confusions.

python -m tests.work.needs.sorting.measure tests/work/needs/sorting/unseen.jsonl
python -m tests.work.needs.sorting.measure --figures-only FILE   # no word of any message
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

P0 = "P0"


@dataclass
class Figures:
    """Counts over a list of labelled messages."""

    messages: int = 0
    dangers: int = 0
    kind: int = 0
    category: int = 0
    lead: int = 0
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    confused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        lines = [self.rates]
        lines += [f"  {times} x {pair}" for pair, times in self.confused.most_common()]
        return "\n".join(lines)

    @property
    def rates(self) -> str:
        """The shares alone."""
        calm = self.messages - self.dangers
        return "\n".join(
            [
                f"{self.messages} messages: kind {self.kind / self.messages:.0%}, category "
                f"{self.category / self.messages:.0%}, lead {self.lead / self.messages:.0%}",
                f"dangers missed {len(self.missed)} of {self.dangers}, false alarms "
                f"{len(self.false_alarms)} of {calm}",
            ]
        )


def load(path: Path) -> list[dict[str, Any]]:
    """Labelled messages, from .json or .jsonl."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines()]


def measure(messages: Iterable[dict[str, Any]]) -> Figures:
    """Read each message and compare. The lead is held against the one that the table names for
    what the message truly is."""
    from dataclasses import replace

    from sanshe.entrances.jobs.triage import lead_of
    from sanshe.work.needs.sorting import read

    figures = Figures()
    for message in messages:
        reading = read(message["text"])
        truth = replace(
            reading,
            kind=message["kind"],
            category=message["category"],
            urgency=message["urgency"],
            danger=reading.danger if message["urgency"] == P0 else [],
        )
        rings = reading.urgency == P0
        figures.messages += 1
        figures.dangers += message["urgency"] == P0
        figures.kind += reading.kind == message["kind"]
        figures.category += reading.category == message["category"]
        place = message.get("place", "")
        figures.lead += lead_of(reading, place) == lead_of(truth, place)
        if message["urgency"] == P0 and not rings:
            figures.missed.append(message["text"])
        if rings and message["urgency"] != P0:
            figures.false_alarms.append(message["text"])
        if reading.category != message["category"]:
            figures.confused[f"{message['category']} -> {reading.category}"] += 1
    return figures


def main() -> None:
    """Print the figures of the files named."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///none")
    os.environ.setdefault("SECRET_KEY", "measuring")
    import django

    django.setup()
    figures_only = "--figures-only" in sys.argv
    for name in (one for one in sys.argv[1:] if not one.startswith("--")):
        figures = measure(load(Path(name)))
        print(name)
        print(figures.rates if figures_only else figures)


if __name__ == "__main__":
    main()
