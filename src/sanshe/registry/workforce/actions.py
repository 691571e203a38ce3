"""Writes: the head of an agency tells which certificates its people hold."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import errors
from .enums import Certificate
from .models import Qualification


@action(Deed.KEEP_WORKFORCE)
def certify(actor: Actor, *, user: UUID, certificate: str, obtained_on: date) -> Qualification:
    """Note a certificate of somebody who acts for the actor's agency today. Raises NotOfYours,
    KnownAlready, Invalid for a day to come."""
    if user not in {one.id for one in accounts.staff_of(actor.org)}:
        raise errors.NotOfYours(field="user")
    if obtained_on > timezone.localdate():
        raise Invalid(field="obtained_on", reason=_("这一天还没到。"))
    home = organisations.get(actor.org)
    row = Qualification(
        user=user, agency=home.pk, area=home.area, certificate=Certificate(certificate),
        obtained_on=obtained_on, noted_at=timezone.now(), noted_by=actor.user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise errors.KnownAlready(field="certificate") from error
    note(actor, Deed.KEEP_WORKFORCE, kind="qualification", id=row.pk, community=home.area,
         step="certified")  # fmt: skip
    return row


@action(Deed.KEEP_WORKFORCE)
def uncertify(actor: Actor, *, qualification: UUID) -> Qualification:
    """Take back one that was told by mistake. Raises NotFound, OutOfDate."""
    row = (
        Qualification.objects.select_for_update().filter(pk=qualification, agency=actor.org).first()
    )
    if row is None:
        raise NotFound()
    if row.ended_at is not None:
        raise OutOfDate()
    row.ended_at, row.ended_by = timezone.now(), actor.user
    row.save(update_fields=["ended_at", "ended_by"])
    note(actor, Deed.KEEP_WORKFORCE, kind="qualification", id=row.pk, community=row.area,
         step="uncertified")  # fmt: skip
    return row
