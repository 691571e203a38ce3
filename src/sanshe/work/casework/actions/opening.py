"""A case is opened: for whom, in which service, by whom, and with whose yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action
from sanshe.trust.seal.crypto import mark
from sanshe.work.needs import queries as needs

from .. import errors, rules
from ..enums import Agreed
from ..models import Case, File
from ._common import crew, noted


@action(Deed.WORK_CASE)
def open_case(
    actor: Actor,
    *,
    id: UUID,
    person: UUID,
    service: int,
    agreed_how: str,
    worker: UUID | None = None,
    second: UUID | None = None,
    need: UUID | None = None,
    why: str = "",
) -> Case:
    """Open a case of somebody in the register who agreed. ``id`` is made where the form is shown:
    sent twice, it is opened once. A worker opens their own; a supervisor for anybody.

    Raises NotFound, SealedNotHere, NotForCases, NotAgreedToCase, NotAWorker, PersonGone and
    AlreadyOpen.
    """
    former = Case.objects.filter(pk=id).first()
    if former is not None:
        noted(actor, former, "opened", again=True)
        return former
    card = people.get(actor, person)
    under = catalogue.service(service)
    demand(actor, Deed.WORK_CASE, community=under.community)
    if need is not None:
        _check_need(actor, need, card.row.id)
    if card.row.privacy == Privacy.SEALED or under.sealed:
        raise errors.SealedNotHere()
    if not rules.for_cases(under) or under.community != card.row.community:
        raise errors.NotForCases(field="service")
    if agreed_how not in Agreed.values:
        raise errors.NotAgreedToCase(field="agreed_how")
    if card.row.gone:
        raise errors.PersonGone(field="person")
    row = Case(
        id=id, community=under.community, agency=actor.org, service=under,
        whose=mark(str(card.row.id), column="casework_case.whose"),
        opened_on=timezone.localdate(), **crew(actor, worker or actor.user, second),
    )  # fmt: skip
    if not rules.may_work(actor, row):
        raise NotFound()
    _keep(row)
    File.objects.create(
        case=row, person_id=card.row.id, need_id=need, whom=card.row.called,
        agreed_how=agreed_how, why=why.strip(),
    )  # fmt: skip
    noted(actor, row, "opened", need=bool(need))
    return row


def _check_need(actor: Actor, need: UUID, person: UUID) -> None:
    """The matter is led by the actor's agency and about that person."""
    found = needs.get(actor, need)
    if found.lead_org != actor.org:
        raise NotFound()
    if found.privacy == Privacy.SEALED:
        raise errors.SealedNotHere()
    about: Any = needs.about(actor, found)
    if about is None or about.row.id != person:
        raise NotFound()


def _keep(row: Case) -> None:
    """Raises AlreadyOpen: another one may be out of the actor's sight, the database knows it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "one_open_case_a_person_and_service" in str(error):
            raise errors.AlreadyOpen() from error
        raise
