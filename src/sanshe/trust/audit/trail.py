"""Noting audit lines while something is done, and writing them when it is sure to happen.

``note`` remembers; the scope (``policy.scope``) writes all lines of a transaction together at
its end. A line that belongs to a part which was rolled back is dropped with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from sanshe.ground.kit import chain
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.ground.kit.places import county_of


class Doer(Protocol):
    """What the audit needs to know of an actor."""

    @property
    def role(self) -> Any: ...
    @property
    def name(self) -> str: ...
    @property
    def user(self) -> UUID | None: ...
    @property
    def org(self) -> UUID: ...


@dataclass(slots=True)
class Line:
    """One audit line before it is written."""

    county: int
    org: UUID
    actor: UUID
    role: str
    deed: str
    subject_kind: str
    subject_id: str
    community: int
    purpose: str
    detail: dict[str, Any]
    at: datetime = field(default_factory=timezone.now)
    id: UUID = field(default_factory=new_id)


_lines: ContextVar[list[Line] | None] = ContextVar("sanshe_audit_lines", default=None)


def note(
    actor: Doer,
    deed: str,
    *,
    kind: str,
    id: object = "",
    community: int = 0,
    purpose: str = "",
    **detail: Any,
) -> None:
    """Remember that ``actor`` did ``deed`` to the thing of ``kind`` with ``id``.

    ``detail`` holds codes, counts and states only: never a name, a phone number or what a matter
    is about. Raises RuntimeError outside a scope, where nobody would write it.
    """
    lines = _lines.get()
    if lines is None:
        raise RuntimeError("an audit line was noted outside any scope")
    lines.append(
        Line(
            county=county_of(community),
            org=actor.org,
            actor=actor.user or NOBODY,
            role=str(actor.role),
            deed=str(deed),
            subject_kind=kind,
            subject_id=str(id),
            community=community,
            purpose=purpose,
            detail=detail,
        )
    )


def count() -> int:
    """How many lines the running scope has noted so far."""
    return len(_lines.get() or ())


@contextmanager
def collecting() -> Iterator[list[Line]]:
    """Collect lines; nested, add to the outer list, and take them back on failure."""
    outer = _lines.get()
    lines: list[Line] = [] if outer is None else outer
    before = len(lines)
    token = _lines.set(lines)
    try:
        yield lines
    except BaseException:
        del lines[before:]
        raise
    finally:
        _lines.reset(token)


_TAKE = """
INSERT INTO audit_head (county, org, seq, hash) VALUES (%s, %s, 0, '')
ON CONFLICT (county, org) DO UPDATE SET seq = audit_head.seq
RETURNING seq, hash
"""
_WRITE = """
INSERT INTO audit_entry (county, id, org, seq, at, actor, role, deed, subject_kind, subject_id,
                         community, purpose, detail, previous, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_LEAVE = "UPDATE audit_head SET seq = %s, hash = %s WHERE county = %s AND org = %s"


def write(lines: list[Line]) -> None:
    """Append the lines to their chains (one per county and organisation), and empty the list.

    Chains are taken in one fixed order, so that two transactions never wait for each other.
    """
    chains: dict[tuple[int, UUID], list[Line]] = {}
    for line in lines:
        chains.setdefault((line.county, line.org), []).append(line)
    with connection.cursor() as cursor:
        for (county, org), own in sorted(chains.items()):
            cursor.execute(_TAKE, [county, org])
            seq, last = cursor.fetchone()
            last = bytes(last)
            rows = []
            for line in own:
                seq += 1
                new = chain.link(last, facts_of(line, seq))
                rows.append(_row(line, seq, last, new))
                last = new
            cursor.executemany(_WRITE, rows)
            cursor.execute(_LEAVE, [seq, last, county, org])
    lines.clear()


def facts_of(line: Any, seq: int) -> dict[str, Any]:
    """What the hash of an audit line covers: everything but the hashes."""
    return {
        "county": line.county,
        "id": line.id,
        "org": line.org,
        "seq": seq,
        "at": line.at,
        "actor": line.actor,
        "role": line.role,
        "deed": line.deed,
        "subject_kind": line.subject_kind,
        "subject_id": line.subject_id,
        "community": line.community,
        "purpose": line.purpose,
        "detail": line.detail,
    }


def _row(line: Line, seq: int, previous: bytes, new: bytes) -> list[Any]:
    facts = facts_of(line, seq)
    facts["detail"] = Jsonb(line.detail)
    order = ("county", "id", "org", "seq", "at", "actor", "role", "deed", "subject_kind",
             "subject_id", "community", "purpose", "detail")  # fmt: skip
    return [*(facts[name] for name in order), previous, new]
