"""What is over is laid down in the archive: settled, failed or terminated."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ledger import queries as ledger
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.registry.agreements.enums import Side, State
from sanshe.registry.agreements.errors import Archived
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import errors
from ..models import Package, Verdict
from ..package import as_csv, as_json, pack, safe_name
from ..queries import acceptance, money, opinions, payments, reviews
from ..queries.closing import ended, lacks_to_archive
from ..queries.progress import progress
from ._taking import bought, said, stands_at

_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@action(Deed.KEEP_AGREEMENTS)
def archive(actor: Actor, *, agreement: UUID) -> Package:
    """Everything there is of the purchase in one zip with its manifest, kept fifteen years; it
    names no resident. What failed or was terminated is laid down as far as it came. Raises
    TooEarly before it is over, NotWhole while its end is not paid, Archived."""
    row = bought(actor, agreement)
    if row.side in (Side.FAILED_BID, Side.TERMINATED):
        _paid_at_its_end(actor, row)
    else:
        stands_at(row, (State.SETTLED,))
    content = pack(_parts(actor, row), _manifest(row))
    try:
        with transaction.atomic():
            made = Package.objects.create(
                agreement=row, made_at=timezone.now(), made_by=actor.user, content=content,
                sha256=hashlib.sha256(content).hexdigest(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Archived() from error
    agreements.lay_down(actor, agreement=row.pk, on=timezone.localdate(), sha256=made.sha256)
    said(actor, Deed.KEEP_AGREEMENTS, row, "archived", sha256=made.sha256)
    return made


def _paid_at_its_end(actor: Actor, row: Agreement) -> None:
    """Raise NotWhole while something may still be asked, answered or paid for what was done."""
    now = ended(actor, row.pk)
    if now is not None and (lacks := lacks_to_archive(now)):
        raise errors.NotWhole(what=State.ARCHIVED.label, lacks=lacks)


def _manifest(row: Agreement) -> dict[str, Any]:
    with scope(Actor.job("archive"), read_only=True) as job:
        ends = ledger.ends(job, row.supplier_id) if row.supplier_id else []
    return {
        "number": row.number,
        "state": row.state,
        "side": row.side,
        "made_at": timezone.now(),
        "chains": [
            {"county": chain.county, "agency": chain.agency, "seq": chain.seq, "hash": end}
            for chain, end in ends
        ],
    }


def _parts(actor: Actor, row: Agreement) -> dict[str, bytes]:
    promises = promised.promises(row)
    codes = {one.indicator.pk: one.indicator.code for one in promises}
    parts = {
        "agreement.json": as_json(
            _fields(row)
            | {"amendments": [_fields(one) for one in row.amendments.order_by("number")]}
        ),
        "steps.json": as_json([_fields(one) for one in promised.events_of(actor, row.pk)]),
        "indicators.json": as_json(
            [
                _fields(one.indicator)
                | {"rules": [_fields(rule) for rule in one.indicator.rules.order_by("number")]}
                for one in promises
            ]
        ),
        "progress.json": as_json(_progress(actor, row)),
        "verdicts.csv": _verdicts(codes),
        "reviews.json": as_json([_review(actor, one) for one in reviews.reviews_of(actor, row.pk)]),
        "opinions.json": as_json(
            [_opinion(opinions.result(one)) for one in opinions.surveys_of(actor, row.pk)]
        ),
        "acceptance.json": as_json(_acceptance(actor, row)),
        "payments.json": as_json([_due(one) for one in payments.tranches(actor, row.pk)]),
        "closing.json": as_json(_closing(actor, row)),
        "money.csv": _money(actor, row),
    }  # fmt: skip
    for number, paper in enumerate(reversed(promised.papers_of(actor, row)), 1):
        ending = _TYPES.get(paper.media_type, "bin")
        name = f"papers/{number:03}-{paper.kind}-{safe_name(paper.title)}.{ending}"
        parts[name] = bytes(paper.content)
    return parts


_ACCOUNTS = ("by_user", "made_by", "opened_by", "asked_by", "approved_by", "answered_by")


def _fields(row: Any) -> dict[str, Any]:
    """A row as it is kept, without who of the staff wrote it down."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in _ACCOUNTS
    }


def _progress(actor: Actor, row: Agreement) -> dict[str, Any]:
    found = progress(actor, row.pk)
    return {
        "weighted": found.weighted,
        "indicators": {
            one.indicator.code: {"done": one.done, "records": one.records}
            for one in found.standings
        },
    }


def _verdicts(codes: dict[UUID, str]) -> bytes:
    """Every decided record by its number in the book: no person, no place smaller than a day."""
    with scope(Actor.job("archive"), read_only=True):
        rows = Verdict.objects.filter(indicator__in=codes).order_by("day", "record")
        return as_csv(
            ("record", "day", "indicator", "why", "amount"),
            [
                (record, day, codes[indicator] if indicator else "", why, amount)
                for record, day, indicator, why, amount in rows.values_list(
                    "record", "day", "indicator", "why", "amount"
                )
            ],
        )


def _review(actor: Actor, review: Any) -> dict[str, Any]:
    return _fields(review) | {
        "sheet": [
            {"name": one.line.name, "weight": one.line.weight, "mean": one.mean}
            for one in reviews.sheet(review)
        ],
        "files": [
            {"record": file.record, "good": file.good, "words": file.words}
            for file in reviews.files(actor, review)
        ],
        "evaluators": [
            {"kind": one.kind, "withdrawn": one.withdrawn_at is not None}
            for one in reviews.evaluators(actor, review)
        ],
    }


def _opinion(found: opinions.Result) -> dict[str, Any]:
    return _fields(found.survey) | {
        "drawn": found.drawn, "answered": found.answered, "refused": found.refused,
        "unreached": found.unreached, "enough": found.enough, "lacks": found.lacks,
        "measures": [
            {"measure": measure.value, "group": group.value,
             "yes": share.yes if share else None, "n": share.n if share else None,
             "low": share.low if share else None, "high": share.high if share else None}
            for (measure, group), share in found.shares.items()
        ],
    }  # fmt: skip


def _acceptance(actor: Actor, row: Agreement) -> dict[str, Any] | None:
    one = acceptance.acceptance_of(actor, row.pk)
    if one is None:
        return None
    return _fields(one) | {
        "lines": [_fields(line) for line in acceptance.lines_of(one)],
        "objections": [
            {"at": said.at, "answer": said.answer} for said in acceptance.objections(actor, one)
        ],
    }


def _due(one: payments.Due) -> dict[str, Any]:
    return _fields(one.tranche) | {
        "claim": _fields(one.claim) if one.claim else None,
        "payments": [_fields(paid) for paid in one.payments],
        "late": one.late,
        "gates": {gate.condition.value: {"open": gate.open, "has": gate.has} for gate in one.gates},
        "statements": [
            {"side": side.value, "at": said.at, "text": said.text}
            for side, found in one.statements.items()
            for said in found
        ],
    }


def _closing(actor: Actor, row: Agreement) -> list[dict[str, Any]]:
    """What was asked for and answered at an early end, with what was paid of it."""
    now = ended(actor, row.pk)
    return [
        _fields(one)
        | {"payments": [_fields(paid) for paid in one.claim.payments.all()] if one.claim else []}
        for one in (now.closings if now else ())
    ]


def _money(actor: Actor, row: Agreement) -> bytes:
    return as_csv(
        ("id", "flow", "source", "line", "on", "amount", "voucher", "payee", "words", "reverses"),
        [
            (one.pk, one.flow, one.source.name, one.line.name if one.line else "", one.on,
             one.amount, one.voucher, one.payee, one.words, one.reverses_id or "")
            for one in money.entries(actor, row.pk)
        ],
    )  # fmt: skip
