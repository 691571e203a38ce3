"""Noting audit lines while something is done, and writing them when it is sure to happen.

``note`` remembers; the scope (``policy.scope``) writes all lines of a transaction together at
its end. A line that belongs to a part which was rolled back is dropped with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone

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


_APPEND = """
SELECT audit_append(
    %(county)s::bigint, %(org)s::uuid, %(id)s::uuid, %(at)s::timestamptz, %(actor)s::uuid,
    %(role)s::text, %(deed)s::text, %(subject_kind)s::text, %(subject_id)s::text,
    %(community)s::bigint, %(purpose)s::text, %(detail)s::jsonb, %(before)s::text, %(after)s::text)
"""


def written(lines: list[Line]) -> list[prepared.Statement]:
    """The statements that append the lines to their chains (one per county and organisation).

    Chains are taken in one fixed order, so that two transactions never wait for each other.
    """
    return [_statement(line) for line in sorted(lines, key=lambda line: (line.county, line.org))]


def _statement(line: Line) -> prepared.Statement:
    facts = facts_of(line, 0)
    before, after = chain.around(facts, "seq")
    detail = json.dumps(line.detail)
    return _APPEND, {**facts, "detail": detail, "before": before, "after": after}


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
