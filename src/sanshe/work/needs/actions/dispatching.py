"""Handing a matter to whoever is responsible, and handing it back once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import desks, rules
from ..enums import State, Step
from ..errors import (
    AnewWithReason,
    MayNotSee,
    NobodyNamed,
    NotAsNamed,
    ReturnedBefore,
    UnknownOrganisation,
)
from ..models import Need
from ..steps import call, keep, line, standing, take, turn_for, words


@action(Deed.DISPATCH_NEED)
def dispatch(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    lead: Any,
    helpers: Iterable[Any] = (),
    reason: str = "",
) -> Need:
    """Hand it to the lead, who answers for it; the deadline still counts from the first word.

    The lead is whom the catalogue of the place names; anybody else needs a ``reason``. An outside
    body (110, 12345) is *referred* to: it leads, and the desk follows up and keeps the matter.
    A desk may dispatch anew what lies with a lead that does not move, with a reason.
    Raises OutOfDate, WrongState, NotYourTurn, UnknownOrganisation, MayNotSee, ReasonNeeded.
    """
    held = take(actor, need, version)
    turn_for(rules.may_dispatch(actor, held), held.desk_org)
    standing(held, State.SORTED, State.DISPATCHED)
    reason = words(reason, field="reason", needed=False)
    chosen = _organisation(lead, "lead")
    others = [_organisation(one, "helpers") for one in helpers]
    others = [one for one in others if one.id != chosen.id]
    _check(held, chosen, others, reason)
    before, held.lead_org = held.lead_org, chosen.id
    held.helper_orgs = [one.id for one in others]
    held.state = State.DISPATCHED
    referred = chosen.kind == OrgKind.EXTERNAL
    keep(
        actor, held, Deed.DISPATCH_NEED,
        line(actor, held, Step.DISPATCHED, reason, lead=chosen.name, referred=referred,
             helpers=[one.name for one in others], again=before is not None),
        lead=str(chosen.id), referred=referred,
    )  # fmt: skip
    if not referred and chosen.id != actor.org:
        call(held, NoticeCode.ASSIGNED, chosen.id)
    call(held, NoticeCode.WAITING, *(org for org in held.helper_orgs if org != actor.org))
    return held


def _organisation(which: Any, field: str) -> organisations.Organisation:
    if isinstance(which, organisations.Organisation):
        return which
    try:
        return organisations.get(which)
    except NotFound as error:
        raise UnknownOrganisation(field=field) from error


def _check(
    need: Need,
    lead: organisations.Organisation,
    helpers: list[organisations.Organisation],
    reason: str,
) -> None:
    if not desks.may_lead(lead, need.privacy):
        raise MayNotSee(field="lead", org=lead.name)
    for helper in helpers:
        if need.privacy == Privacy.SEALED or not desks.may_lead(helper, need.privacy):
            raise MayNotSee(field="helpers", org=helper.name)
    responsible = catalogue.responsible(need.community, category=need.category)
    if reason:
        return
    if responsible is None:
        raise NobodyNamed(field="reason")
    if responsible.lead.id != lead.id:
        raise NotAsNamed(field="reason", lead=responsible.lead.name)
    if need.state == State.DISPATCHED:
        raise AnewWithReason(field="reason")


@action(Deed.RETURN_NEED)
def send_back(actor: Actor, *, need: Need | UUID, version: int, reason: str) -> Need:
    """The lead says it is not theirs: once, with a reason. After that whoever has it leads.

    Raises OutOfDate, WrongState, NotYourTurn, ReturnedBefore, NothingSaid.
    """
    held = take(actor, need, version)
    turn_for(rules.may_send_back(actor, held), held.lead_org)
    standing(held, State.DISPATCHED)
    if held.returned:
        raise ReturnedBefore()
    reason = words(reason, field="reason")
    held.state, held.returned = State.SORTED, True
    held.lead_org, held.helper_orgs = None, []
    keep(actor, held, Deed.RETURN_NEED, line(actor, held, Step.RETURNED, reason))
    call(held, NoticeCode.RETURNED, held.desk_org)
    return held
