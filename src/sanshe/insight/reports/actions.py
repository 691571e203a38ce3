"""What is written: a report, step by step; the words of whoever is in charge; the handing over.

Each step is a transaction. A process that dies leaves the report at its step: whoever comes back
goes on there, and the jobs finish what only waits to be set.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import contents, errors, queries, rules
from .enums import Kind, Language, Step
from .models import ALL, Report, Words
from .periods import first_of, last_of, name_of
from .typesetting import as_pdf
from .word import as_word

LEFT_ALONE = timedelta(minutes=1)
"""After so long without a step the jobs finish what its maker left (our own decision)."""
WORDS = ("situation", "difficulties", "thanks")


@action(Deed.MAKE_REPORT)
def keep_words(
    actor: Actor, *, kind: str, start: date, agreement: UUID | None = None, situation: str = "",
    difficulties: str = "", thanks: str = "",
) -> Words:  # fmt: skip
    """Keep what is to be printed in the reports of a period. Raises OnlyWords where a number is
    told: figures come from the book."""
    said = {"situation": situation, "difficulties": difficulties, "thanks": thanks}
    for field, text in said.items():
        if rules.tells_a_number(text):
            raise errors.OnlyWords(field=field)
    if agreement is not None:
        queries.reportable(actor, Kind(kind), start, agreement)
    row, _made = Words.objects.update_or_create(
        org=actor.org, kind=Kind(kind), agreement=agreement or ALL,
        start=first_of(Kind(kind), start),
        defaults={**{name: text.strip() for name, text in said.items()},
                  "written_at": timezone.now(), "written_by": actor.user},
    )  # fmt: skip
    note(actor, Deed.MAKE_REPORT, kind="report", id=row.pk, community=actor.lo, what="words")
    return row


@action(Deed.MAKE_REPORT)
def begin(
    actor: Actor, *, kind: str, start: date, agreement: UUID | None = None,
    language: str = Language.CHINESE,
) -> Report:  # fmt: skip
    """Begin a report of the period that ``start`` lies in; one that is being made already begins
    anew, from the figures and words of now. Raises NotYet, NothingPromised."""
    which = Kind(kind)
    start = first_of(which, start)
    if start > timezone.localdate():
        raise errors.NotYet(field="period")
    rows = queries.reportable(actor, which, start, agreement)
    if not rows:
        raise errors.NothingPromised(field="agreement")
    with translation.override(language):
        title = f"{_of(rows, agreement)} · {which.label} · {name_of(which, start)}"
    now = timezone.now()
    facts = {
        "title": title[:200], "until": last_of(which, start), "step": Step.FIGURES, "moved_at": now,
        "made_at": now, "made_by": actor.user,
        "readers": sorted({row.purchaser_id for row in rows}, key=str),
    }  # fmt: skip
    _in_turn(actor.org)
    made, _new = Report.objects.exclude(step=Step.DONE).update_or_create(
        org=actor.org, kind=which, agreement=agreement or ALL, start=start,
        language=Language(language), defaults=facts,
    )  # fmt: skip
    _noted(actor, made, "begun")
    return made


def _in_turn(org: UUID) -> None:
    """Until the transaction ends an organisation begins one report at a time: two presses at once
    are one report."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"report {org}"])


def _of(rows: list[Agreement], agreement: UUID | None) -> str:
    return rows[0].name if agreement is not None else str(_("全部项目"))


@action(Deed.MAKE_REPORT)
def go_on(actor: Actor, *, report: UUID) -> Report:
    """The next step of a report; nothing where it is done. Raises NotFound to anybody but its
    organisation and the jobs, which take no figures: they see more than its maker may."""
    row = Report.objects.select_for_update().filter(pk=report).first()
    platform = actor.org == ALL and actor.user is None
    if row is None or not (row.org == actor.org or platform):
        raise NotFound()
    if row.step == Step.DONE or (platform and row.step == Step.FIGURES):
        _noted(actor, row, "looked at")
        return row
    with translation.override(row.language):
        _STEPS[Step(row.step)](actor, row)
    row.moved_at = timezone.now()
    row.save()
    _noted(actor, row, row.step)
    return row


def _take_figures(actor: Actor, row: Report) -> None:
    row.as_of = timezone.now()
    asked = contents.Asked(
        actor=actor, kind=Kind(row.kind), start=row.start, until=row.until,
        day=min(row.until, timezone.localdate()), at=row.as_of,
        agreements=queries.reportable(
            actor, Kind(row.kind), row.start, None if row.agreement == ALL else row.agreement
        ),
    )  # fmt: skip
    kept = Words.objects.filter(
        org=row.org, kind=row.kind, agreement=row.agreement, start=row.start
    ).first()
    words = {name: getattr(kept, name) for name in WORDS} if kept else {}
    write = contents.overview_report if row.kind == Kind.OVERVIEW else contents.agency_report
    row.figures = write(asked, words, _name_of(row.made_by))
    row.former = queries.former(row)
    row.step = Step.PDF


def _name_of(user: UUID | None) -> str:
    return accounts.names_of([user]).get(user, "") if user else ""


def _set_pdf(actor: Actor, row: Report) -> None:
    row.pdf = as_pdf(row.figures, **_how(row))
    row.pdf_sha256 = hashlib.sha256(row.pdf).hexdigest()
    row.step = Step.WORD


def _set_word(actor: Actor, row: Report) -> None:
    row.word = as_word(row.figures, **_how(row))
    row.word_sha256 = hashlib.sha256(row.word).hexdigest()
    row.step = Step.DONE


_STEPS = {Step.FIGURES: _take_figures, Step.PDF: _set_pdf, Step.WORD: _set_word}


def _how(row: Report) -> dict[str, Any]:
    assert row.as_of is not None
    foot = _("由三社平台从台账生成 · %(at)s · 编号%(number)s") % {
        "at": f"{timezone.localtime(row.as_of):%Y-%m-%d %H:%M}", "number": str(row.pk)[-8:]
    }  # fmt: skip
    author = row.figures["cover"][0][1]
    return {"language": row.language, "author": author, "foot": foot, "at": row.as_of}


@action(Deed.MAKE_REPORT)
def hand_over(actor: Actor, *, report: UUID) -> Report:
    """Show it to the purchaser, for good. Raises NotFound, NotDone, HandedOver, and
    SeveralPurchasers: none may read of another's purchases."""
    row = Report.objects.select_for_update().filter(pk=report, org=actor.org).first()
    if row is None or row.kind == Kind.OVERVIEW:
        raise NotFound()
    if row.step != Step.DONE:
        raise errors.NotDone()
    if row.handed_at is not None:
        raise errors.HandedOver()
    if len(row.readers) != 1:
        raise errors.SeveralPurchasers()
    row.handed_at, row.handed_by = timezone.now(), actor.user
    row.save(update_fields=["handed_at", "handed_by"])
    tell(code=NoticeCode.WAITING, link=f"/desk/reports/{row.pk}/", org=row.readers[0])
    _noted(actor, row, "handed over", sha256=row.pdf_sha256)
    return row


def _noted(actor: Actor, row: Report, what: str, **facts: Any) -> None:
    note(
        actor, Deed.MAKE_REPORT, kind="report", id=row.pk, community=actor.lo, what=what, **facts
    )  # fmt: skip
