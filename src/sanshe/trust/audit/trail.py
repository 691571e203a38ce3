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

from django.utils import timezone
from psycopg.types.json import Jsonb

from sanshe.ground.kit import chain, prepared
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
SELECT seq, hash FROM audit_head
WHERE county = %(county)s::bigint AND org = %(org)s::uuid FOR UPDATE
"""
_FIRST = """
INSERT INTO audit_head (county, org, seq, hash) VALUES (%(county)s::bigint, %(org)s::uuid, 0, '')
ON CONFLICT DO NOTHING
"""
_WRITE = """
INSERT INTO audit_entry (county, id, org, seq, at, actor, role, deed, subject_kind, subject_id,
                         community, purpose, detail, previous, hash)
VALUES (%(county)s::bigint, %(id)s::uuid, %(org)s::uuid, %(seq)s::bigint, %(at)s::timestamptz,
        %(actor)s::uuid, %(role)s::text, %(deed)s::text, %(subject_kind)s::text,
        %(subject_id)s::text, %(community)s::bigint, %(purpose)s::text, %(detail)s::jsonb,
        %(previous)s::bytea, %(hash)s::bytea)
"""
_LEAVE = """
UPDATE audit_head SET seq = %(seq)s::bigint, hash = %(hash)s::bytea
WHERE county = %(county)s::bigint AND org = %(org)s::uuid
"""


def write(lines: list[Line]) -> None:
    """Append the lines to their chains (one per county and organisation), and empty the list.

    Chains are taken in one fixed order, so that two transactions never wait for each other.
    """
    chains: dict[tuple[int, UUID], list[Line]] = {}
    for line in lines:
        chains.setdefault((line.county, line.org), []).append(line)
    for (county, org), own in sorted(chains.items()):
        _append(county, org, own)
    lines.clear()


def _append(county: int, org: UUID, lines: list[Line]) -> None:
    """Hold one chain and write its new lines and its new end, which travel together."""
    key = {"county": county, "org": org}
    end = prepared.run(_TAKE, key)
    if not end:
        prepared.run(_FIRST, key)
        end = prepared.run(_TAKE, key)
    seq, last = end[0][0], bytes(end[0][1])
    todo = []
    for line in lines:
        seq += 1
        facts = facts_of(line, seq)
        new = chain.link(last, facts)
        todo.append(
            (_WRITE, {**facts, "detail": Jsonb(line.detail), "previous": last, "hash": new})
        )
        last = new
    prepared.run_together([*todo, (_LEAVE, {**key, "seq": seq, "hash": last})])


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
