"""Matters that likely tell the same, where a message tells two, and who tells one together.

Bounded: of one community's newest open matters the letters are compared, and the meaning of the
dozen that share most. Never across privacy: what is kept close is compared only with its like at
the same desk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Role
from sanshe.trust.policy.scope import handing_over

from ..enums import State
from ..models import Need
from ..sorting import model, read
from ..sorting.library import second_begins
from .matter import visible

DAYS, COMPARED, CLOSELY, SHOWN = 30, 200, 12, 3
SAME_WORDS, SAME_MEANING = 0.45, 0.62
"""From which share of letters, or likeness of meaning (cosine), two messages are shown as alike."""
SAME_CALLER_EASIER = 0.25
CUT_SURE = 0.45
"""So likely must both halves be about different things before a cut is proposed."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An open matter that likely tells the same."""

    id: UUID
    receipt: str
    text: str
    heard_at: datetime
    state: str
    same_caller: bool
    voices: int


def likely_same(actor: Actor, need: Need) -> list[Alike]:
    """The likeliest first, at most ``SHOWN``."""
    if need.joined_to_id is not None or need.state == State.CLOSED:
        return []
    rows = visible(actor).filter(
        community=need.community, privacy=need.privacy, desk_org=need.desk_org,
        joined_to__isnull=True, heard_at__gte=timezone.now() - timedelta(days=DAYS),
    )  # fmt: skip
    rows = rows.exclude(state=State.CLOSED).exclude(pk=need.pk).order_by("-heard_at")[:COMPARED]
    mine = _pairs(_words(need))
    caller = _digits(need)
    same_person = people.ids_of(actor, need.person_id) if need.person_id else []
    scored = []
    for row in rows:
        if row.pk == need.split_from_id or row.split_from_id == need.pk:
            continue
        letters = _share(mine, _pairs(_words(row)))
        same = bool(caller and caller == _digits(row)) or (row.person_id in same_person)
        near = letters + 0.2 * (row.category == need.category) + 0.5 * same
        scored.append((near, letters, same, row))
    scored.sort(key=lambda one: one[0], reverse=True)
    return _closely(need, scored[:CLOSELY])


def _closely(need: Need, scored: list[tuple[float, float, bool, Need]]) -> list[Alike]:
    learned = model.model()
    encoder = learned.encoder if learned else None
    meanings = [0.0] * len(scored)
    if encoder is not None and scored:
        rows = encoder.encode([_words(need), *(_words(row) for *_rest, row in scored)])
        meanings = (rows[1:] @ rows[0]).tolist()
    found = []
    for (_near, letters, same, row), meaning in zip(scored, meanings, strict=True):
        easier = SAME_CALLER_EASIER if same else 0.0
        if letters >= SAME_WORDS - easier or (
            meaning >= SAME_MEANING - easier and row.category == need.category
        ):
            found.append((max(letters, meaning) + easier, same, row))
    found.sort(key=lambda one: one[0], reverse=True)
    return [
        Alike(
            row.pk, row.receipt, _words(row)[:80], row.heard_at, row.state, same,
            Need.objects.filter(joined_to=row).count(),
        )
        for _score, same, row in found[:SHOWN]
    ]  # fmt: skip


def cut_of(need: Need) -> int | None:
    """Before which character a message that tells two matters would be cut; None for one."""
    text = need.part or need.text
    best: tuple[float, int] | None = None
    for at in _boundaries(text):
        first, second = read(text[:at]), read(text[at:])
        if first.category == second.category or "other" in (first.category, second.category):
            continue
        sure = min(first.sureness or 0.0, second.sureness or 0.0)
        if sure >= CUT_SURE and (best is None or sure > best[0]):
            best = (sure, at)
    return best[1] if best else None


SHORTEST, MOST_CUTS = 6, 6


def _boundaries(text: str) -> list[int]:
    """Ends of sentences, or of clauses where there are none, with words enough on both sides."""
    marks = [hit.end() for hit in re.finditer(r"[。!?!?;;\n]", text)]
    marks += [hit.start() for hit in re.finditer("|".join(map(re.escape, second_begins())), text)]
    marks += [hit.end() for hit in re.finditer("[,,]", text)]
    marks = list(dict.fromkeys(marks))
    return [at for at in marks if at >= SHORTEST and len(text) - at >= SHORTEST][:MOST_CUTS]


@dataclass(frozen=True, slots=True)
class Linked:
    """A matter told in the same message, or the one that a voice was joined to."""

    receipt: str
    words: str
    state: str
    told: str


def linked(actor: Actor, need: Need) -> list[Linked]:
    """The matters split from the same message, for whoever may see this one. A resident sees
    those of their own words; the same secret opens each. Sealed ones are not shown."""
    root = need.split_from_id or need.pk
    if actor.role == Role.RESIDENT:
        with handing_over():
            rows = list(
                _of_message(root, Need.objects.all()).exclude(pk=need.pk).filter(privacy__in=OPEN)
            )
    else:
        rows = list(_of_message(root, visible(actor)).exclude(pk=need.pk))
    return [
        Linked(row.receipt, row.part or row.text, row.state, str(State(row.state).told))
        for row in rows
    ]


def _of_message(root: UUID, rows: QuerySet[Need]) -> QuerySet[Need]:
    return rows.filter(Q(pk=root) | Q(split_from=root)).order_by("heard_at", "id")


def voices(actor: Actor, need: Need) -> list[Need]:
    """Who else told this, oldest first, as far as the actor may see them."""
    return list(visible(actor).filter(joined_to=need).order_by("heard_at", "id"))


def _words(need: Need) -> str:
    return (need.part or need.text)[: model.LONGEST]


def _pairs(text: str) -> set[str]:
    kept = re.sub(r"\W+", "", text)
    return {kept[at : at + 2] for at in range(len(kept) - 1)}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _digits(need: Need) -> str:
    number = re.sub(r"\D", "", need.contact_phone or "")
    return number if len(number) >= 7 else ""
