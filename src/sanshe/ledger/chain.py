"""Which facts of an entry its hash covers: everything that is kept, but the hashes themselves.

The facts are read by name from anything that has them: a new entry, or a row of the book.
"""

from __future__ import annotations

from typing import Any

from sanshe.ground.kit import chain

RECORD = (
    "county", "id", "community", "agency", "item", "service", "platform", "day", "started_at",
    "ended_at", "persons", "heads", "workers", "quantity", "unit", "source", "source_id",
    "revision", "sealed", "recorded_at", "recorded_by", "seq",
)  # fmt: skip
REMARK = (
    "county", "id", "record", "community", "agency", "standing", "was", "method", "reason",
    "sealed", "at", "by", "seq",
)  # fmt: skip


def link_record(previous: bytes, facts: dict[str, Any]) -> bytes:
    """The hash of a record that follows the entry with hash ``previous``. A series counts where
    there is one: records were written before there were any."""
    named = {name: facts[name] for name in RECORD}
    if facts.get("series") is not None:
        named["series"] = facts["series"]
    return chain.link(previous, {"entry": "record", **named})


def link_remark(previous: bytes, facts: dict[str, Any]) -> bytes:
    """The hash of a remark that follows the entry with hash ``previous``."""
    return chain.link(previous, {"entry": "remark", **{name: facts[name] for name in REMARK}})
