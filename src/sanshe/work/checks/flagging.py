"""From what is seen to flags: kept once by their key, changed as the book changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from . import rules
from .enums import DECIDED, OPEN, Kind, State, Step
from .models import Flag, Line


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw of one agency in one county."""

    kind: Kind
    subject: str
    county: int
    community: int
    agency: UUID
    day: date
    until: date
    workers: tuple[UUID, ...] = ()
    records: tuple[UUID, ...] = ()
    elsewhere: int = 0
    platform: int = 0
    part: str = ""  # what tells two findings of one kind, subject, agency and platform apart
    sealed: bool = False
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return ":".join(
            str(one)
            for one in (self.kind.value, self.subject, self.county, self.agency.hex,
                        self.platform, self.part)
        )  # fmt: skip


FACTS = ("community", "day", "until", "workers", "records", "elsewhere", "seen", "sealed")


def keep(subjects: Iterable[str], kinds: Sequence[Kind], found: Iterable[Finding]) -> list[Flag]:
    """Let the flags of these kinds about these subjects be exactly what was found; gives those
    that are new (or open again), for whoever must be told. Withdrawn is what is seen no more and
    nobody has decided; what was decided is opened again only where a record came to it."""
    wanted = {one.key: one for one in found}
    subjects = list(subjects)
    rows = Flag.objects.select_for_update().filter(
        subject__in=subjects, kind__in=[kind.value for kind in kinds]
    )
    kept = {row.key: row for row in rows.order_by("id")}
    for key, row in kept.items():
        if key not in wanted and row.state in OPEN:
            _become(row, State.WITHDRAWN, Step.GONE)
    fresh = [_new(one) for key, one in wanted.items() if key not in kept]
    again = [row for key, one in wanted.items() if key in kept and _again(row := kept[key], one)]
    return fresh + again


def _new(one: Finding) -> Flag:
    now = timezone.now()
    row = Flag.objects.create(
        key=one.key, subject=one.subject, kind=one.kind, county=one.county, agency=one.agency,
        platform=one.platform, raised_at=now, due_at=rules.answer_by(now),
        **{name: _plain(getattr(one, name)) for name in FACTS},
    )  # fmt: skip
    Line.objects.create(flag=row, step=Step.RAISED, became=State.NEW, at=now)
    return row


def _again(row: Flag, one: Finding) -> bool:
    """Bring a kept flag up to date; says whether it must be told anew."""
    more = bool(set(one.records) - set(row.records))
    changed = [name for name in FACTS if getattr(row, name) != _plain(getattr(one, name))]
    for name in changed:
        setattr(row, name, _plain(getattr(one, name)))
    if changed:
        row.save(update_fields=changed)
    if row.state == State.WITHDRAWN or (row.state in DECIDED and more):
        now = timezone.now()
        row.raised_at, row.due_at, row.answered_at = now, rules.answer_by(now), None
        _become(row, State.NEW, Step.GREW)
        return True
    return False


def _become(row: Flag, state: State, step: Step) -> None:
    row.state, row.version = state.value, row.version + 1
    row.save(update_fields=["state", "version", "raised_at", "due_at", "answered_at"])
    Line.objects.create(flag=row, step=step, became=state, at=timezone.now())


def withdraw_of(records: Iterable[UUID], kind: Kind) -> None:
    """The records were taken back: what was said of them is settled by that."""
    rows = Flag.objects.select_for_update().filter(
        kind=kind, records__overlap=list(records), state__in=[one.value for one in OPEN]
    )
    for row in rows.order_by("id"):
        _become(row, State.WITHDRAWN, Step.GONE)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def by_home(things: Iterable[Any]) -> dict[tuple[int, UUID], list[Any]]:
    """By county and agency: each agency is told of its own records only."""
    homes: dict[tuple[int, UUID], list[Any]] = defaultdict(list)
    for one in things:
        homes[one.county, one.agency].append(one)
    return dict(sorted(homes.items()))
