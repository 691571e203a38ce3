"""What a person wishes, and to which groups they belong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Contact
from ..models import GroupMark, Wish
from ._common import person_of


@action(Deed.KEEP_WISHES)
def keep_wish(
    actor: Actor,
    *,
    person: UUID,
    version: int = 0,
    contact: str = Contact.ANY,
    weekdays: Iterable[int] = (),
    earliest: time | None = None,
    latest: time | None = None,
    worker_sex: str = "",
    same_worker: bool = False,
    not_workers: Iterable[UUID] = (),
    language: str = "",
    two: str = "",
    asked_on: date | None = None,
) -> Wish:
    """Write down what they said. ``version`` is the one the form showed, 0 before any; raises
    OutOfDate where somebody else was faster, WishHours, LaterOnly."""
    row = person_of(actor, person)
    known = Wish.objects.filter(pk=row.pk).first()
    if (known.version if known else 0) != version:
        raise OutOfDate()
    _check_hours(earliest, latest)
    asked = asked_on or timezone.localdate()
    if asked > timezone.localdate():
        raise errors.LaterOnly(field="asked_on")
    facts = {
        "contact": Contact(contact), "weekdays": sorted({day for day in weekdays if 0 <= day < 7}),
        "earliest": earliest, "latest": latest, "worker_sex": worker_sex,
        "same_worker": same_worker, "not_workers": sorted(set(not_workers)),
        "language": language, "two": two, "asked_on": asked, "version": version + 1,
    }  # fmt: skip
    wish, _made = Wish.objects.update_or_create(person_id=row.pk, defaults=facts)
    note(actor, Deed.KEEP_WISHES, kind="person", id=row.pk, community=row.community, wish=contact)
    return wish


@action(Deed.KEEP_WISHES)
def keep_mark(
    actor: Actor, *, person: UUID, group: str, source: str, since: date | None = None
) -> GroupMark:
    """Somebody belongs to a group of 特殊困难老人. Raises AlreadyMarked, LaterOnly."""
    row = person_of(actor, person)
    since = since or timezone.localdate()
    if since > timezone.localdate():
        raise errors.LaterOnly(field="since")
    try:
        with transaction.atomic():
            mark = GroupMark.objects.create(
                person_id=row.pk, group=group, source=source, since=since
            )
    except IntegrityError as error:
        raise errors.AlreadyMarked(field="group") from error
    note(actor, Deed.KEEP_WISHES, kind="person", id=row.pk, community=row.community, group=group)
    return mark


@action(Deed.KEEP_WISHES)
def end_mark(actor: Actor, *, mark: int) -> GroupMark:
    """It is no longer so, from today on."""
    known = GroupMark.objects.filter(pk=mark, until=None).first()
    if known is None:
        raise NotFound()
    row = person_of(actor, known.person_id)
    known.until = max(timezone.localdate(), known.since)
    known.save(update_fields=["until"])
    note(actor, Deed.KEEP_WISHES, kind="person", id=row.pk, community=row.community,
         group=known.group, ended=True)  # fmt: skip
    return known


def _check_hours(earliest: time | None, latest: time | None) -> None:
    """An hour at least, else no visit fits in."""
    if earliest and latest:
        gap = (latest.hour - earliest.hour) * 60 + latest.minute - earliest.minute
        if gap < 60:
            raise errors.WishHours(field="latest")
