"""What an agreement waits for, in words, with the page where whoever may does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.registry.agreements.enums import State
from sanshe.trust.policy.actor import Actor
from sanshe.work.settlement import queries
from sanshe.work.settlement.enums import Party, ReviewKind, Task

_PAGE: dict[Task, tuple[str, str]] = {
    Task.STEP: ("purchase", "next"), Task.ANNOUNCE: ("purchase", "announce"),
    Task.PUBLISH: ("purchase", "publish"), Task.FILE: ("purchase", "file"),
    Task.LIFT: ("purchase", "lift"),
    Task.HAND_IN_PLAN: ("agreement", "papers"), Task.HAND_IN_AUDIT: ("agreement", "papers"),
    Task.TAKE_PLAN: ("judging", "papers"), Task.TAKE_AUDIT: ("judging", "papers"),
    Task.REVIEW: ("judging", "reviews"), Task.OPEN_ACCEPTANCE: ("judging", "acceptance"),
    Task.ARCHIVE: ("judging", "archive"),
    Task.CLAIM: ("payments", "p%(number)s"), Task.APPROVE: ("payments", "p%(number)s"),
    Task.PAY: ("payments", "p%(number)s"),
    Task.INVITE: ("review", "next"), Task.DRAW: ("review", "next"),
    Task.PUBLISH_REVIEW: ("review", "next"), Task.DECLARE: ("review", ""),
    Task.SCORE: ("review", ""), Task.CHECK_FILES: ("review", "files"),
    Task.ASK_RESIDENTS: ("survey", "ask"), Task.CLOSE_SURVEY: ("survey", ""),
    Task.JUDGE_LINES: ("acceptance", ""), Task.NOTICE: ("acceptance", ""),
    Task.ON_NOTICE: ("acceptance", ""), Task.ANSWER_OBJECTIONS: ("acceptance", ""),
    Task.CLOSE_ACCEPTANCE: ("acceptance", ""),
    Task.ASK_CLOSING: ("closing", ""), Task.ANSWER_CLOSING: ("closing", ""),
    Task.PAY_CLOSING: ("closing", ""),
}  # fmt: skip
"""The page where a thing is done, and the place on it."""

_TRANCHES = (Task.CLAIM, Task.APPROVE, Task.PAY)


@dataclass(frozen=True, slots=True)
class Next:
    """``until``: the end of the last day; None where no limit runs. ``url``: where it is done."""

    task: Task
    words: str
    who: str
    until: datetime | None
    url: str
    mine: bool


def next_of(actor: Actor, row: Any) -> list[Next]:
    """What the agreement waits for, the actor's own first."""
    names = {
        Party.PURCHASER: row.purchaser.name,
        Party.SUPPLIER: row.supplier.name if row.supplier else "",
    }
    return [
        Next(
            task=one.task, words=_words(one), mine=one.mine, url=_url(row.pk, one),
            who=names.get(one.who) or str(one.who.label),
            until=timezone.make_aware(datetime.combine(one.due_on, time.max))
            if one.due_on else None,
        )
        for one in queries.awaited(actor, row.pk)
    ]  # fmt: skip


def _words(one: queries.Awaited) -> str:
    said = str(one.task.label)
    if one.task == Task.STEP:
        return str(State(one.step).label)
    if one.step:
        return _("%(review)s:%(what)s") % {"review": ReviewKind(one.step).label, "what": said}
    if one.task in _TRANCHES:
        return _("第%(number)s笔:%(what)s") % {"number": one.number, "what": said}
    if one.number:
        return _("%(what)s(%(count)s)") % {"count": one.number, "what": said}
    return said


def _url(agreement: UUID, one: queries.Awaited) -> str:
    page, place = _PAGE[one.task]
    url = reverse(f"desk:{page}", args=[one.of or agreement])
    return f"{url}#{place % {'number': one.number}}" if place else url
