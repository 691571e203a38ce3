"""What people add to the tables: papers, numbers from outside, the word that a year is closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit import chain
from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import errors, queries, rules
from .enums import IN_PARTS, Measure, Topic
from .models import Edition, Policy, Told
from .queries.closed import lines_of
from .shape import Line


@action(Deed.KEEP_STATUTORY)
def tell(
    actor: Actor,
    *,
    line: str,
    area: int,
    year: int,
    number: Decimal | None,
    paper: str,
    paper_on: date | None = None,
) -> Told:
    """Write down a number from outside, with the paper it stands in; None takes the former back.

    Raises NotYourTable, Counted for a line the platform counts, Invalid.
    """
    asked, form = _asked(actor, area, year)
    one = form.lines.get(line)
    if one is None:
        raise NotFound()
    if not one.is_told:
        raise errors.Counted(field="number")
    if not paper.strip():
        raise Invalid(field="paper", reason=_("写明这个数出自哪份材料。"))
    if paper_on is not None and paper_on > timezone.localdate():
        raise Invalid(field="paper_on", reason=_("这一天还没到。"))
    if number is None and not _stands(asked, form, one):
        raise Invalid(field="number", reason=_("这里还没有填。"))
    row = Told.objects.create(
        form=form.code, version=form.version, line=line, area=asked.area, year=asked.year,
        number=_fitting(one, number), paper=paper.strip()[:120], paper_on=paper_on,
        at=timezone.now(), by_user=actor.user, by_org=actor.org,
    )  # fmt: skip
    step = "table_untold" if number is None else "table_told"
    note(actor, Deed.KEEP_STATUTORY, kind="statutory", id=row.pk, community=area, step=step,
         line=line, year=year)  # fmt: skip
    return row


def _stands(asked: queries.Asked, form: queries.Form, line: Line) -> bool:
    """Whether this area has a number of its own to take back."""
    history = queries.told_history(asked, form, line)
    return bool(history) and history[0].number is not None


def _fitting(line: Line, number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    if number < 0:
        raise Invalid(field="number", reason=_("不能小于0。"))
    if line.measure not in IN_PARTS and number != int(number):
        raise Invalid(field="number", reason=_("这一行要写整数。"))
    if line.measure == Measure.PERCENT and number > 100:
        raise Invalid(field="number", reason=_("百分比不能超过100。"))
    return number


@action(Deed.KEEP_STATUTORY)
def add_policy(
    actor: Actor, *, area: int, topic: str, title: str, issuer: str, issued_on: date,
    number: str = "",
) -> Policy:  # fmt: skip
    """Put a policy paper that the actor's area issued into the register. Raises NotYourTable,
    Invalid, and that it is there already."""
    if not rules.may_keep(actor, area):
        raise errors.NotYourTable()
    for field, said in (("title", title), ("issuer", issuer)):
        if not said.strip():
            raise Invalid(field=field, reason=_("这里还没有填。"))
    if issued_on > timezone.localdate():
        raise Invalid(field="issued_on", reason=_("这一天还没到。"))
    row = Policy(
        area=area, topic=Topic(topic), title=title.strip()[:120], number=number.strip()[:60],
        issuer=issuer.strip()[:80], issued_on=issued_on, at=timezone.now(), by_user=actor.user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(field="title", reason=_("这份文件已经登记过。")) from error
    note(actor, Deed.KEEP_STATUTORY, kind="policy", id=row.pk, community=area, step="policy_added")
    return row


@action(Deed.KEEP_STATUTORY)
def withdraw_policy(actor: Actor, *, policy: UUID, why: str) -> Policy:
    """Take a paper out of the count, with why; it stays to be seen. Raises NotFound, OutOfDate."""
    row = Policy.objects.select_for_update().filter(pk=policy).first()
    if row is None or not rules.may_keep(actor, row.area):
        raise NotFound()
    if row.withdrawn_at is not None:
        raise OutOfDate()
    if not why.strip():
        raise Invalid(field="why", reason=_("写一句为什么。"))
    row.withdrawn_at, row.withdrawn_by = timezone.now(), actor.user
    row.withdrawn_why = why.strip()[:200]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    note(actor, Deed.KEEP_STATUTORY, kind="policy", id=row.pk, community=row.area,
         step="policy_withdrawn")  # fmt: skip
    return row


@action(Deed.KEEP_STATUTORY)
def close(actor: Actor, *, area: int, year: int, seen: int = 0, reason: str = "") -> Edition:
    """Lay down a year's tables as they stand; again with a ``reason``, as a correction.

    ``seen`` is the number of the newest edition the person saw; raises OutOfDate where somebody
    was faster, YearNotOver, ReasonMissing, NotYourTable.
    """
    asked, form = _asked(actor, area, year)
    if timezone.localdate() <= date(year, 12, 31):
        raise errors.YearNotOver(year=year)
    found = queries.sheet(actor, area=area, year=year)
    number = found.newest.number if found.newest else 0
    if number != seen:
        raise OutOfDate()
    if number and not reason.strip():
        raise errors.ReasonMissing(field="reason")
    row = Edition(
        form=form.code, version=form.version, area=area, year=year, number=number + 1,
        as_of=asked.as_of, lines=lines_of(found), reason=reason.strip()[:200] if number else "",
        closed_at=timezone.now(), by_user=actor.user, by_org=actor.org,
    )  # fmt: skip
    row.hash = queries.fingerprint(row, bytes(found.newest.hash) if found.newest else chain.START)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise OutOfDate() from error
    note(actor, Deed.KEEP_STATUTORY, kind="statutory", id=row.pk, community=area,
         step="table_closed", year=year, number=row.number)  # fmt: skip
    return row


def _asked(actor: Actor, area: int, year: int) -> tuple[queries.Asked, queries.Form]:
    """What is written on. Raises NotFound outside the actor's area, NotYourTable inside it."""
    asked, form = queries.asked_for(actor, area=area, year=year)
    if not rules.may_keep(actor, asked.area):
        raise errors.NotYourTable()
    return asked, form
