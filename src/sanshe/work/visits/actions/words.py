"""What others say of a visit: a later call by somebody else, or the resident themself."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Method
from sanshe.ledger.errors import AlreadyReversed
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action
from sanshe.work.needs import queries as need_queries
from sanshe.work.needs.actions import note_visit

from .. import errors, rules
from ..enums import How, Outcome, Said, Told, VisitState
from ..models import Visit
from ._common import hold, key, last_said, say


@action(Deed.CALL_BACK)
def call_back(actor: Actor, *, visit: Visit | UUID, result: str, remark: str = "") -> Visit:
    """Somebody other than the worker asked the resident. "Nobody came" disputes the line in the
    ledger; not reaching them is counted and changes nothing."""
    row = hold(actor, visit)
    if not rules.was_made(row):
        raise errors.NothingToBearOut()
    if not rules.may_call_back(actor, row):
        raise errors.NotByYourself()
    result = Said(result)
    if result == Said.NOBODY_CAME and not remark.strip():
        raise errors.ReasonMissing(field="remark")
    _hear(actor, row, How.CALL, result, remark.strip(), Method.CALLBACK)
    note(actor, Deed.CALL_BACK, kind="visit", id=row.id, community=row.community, result=result)
    return row


@action(Deed.CALL_BACK)
def tell_code(actor: Actor, *, visit: Visit | UUID, how: str) -> Visit:
    """Open the four digits to somebody who is not the worker, so that a resident without a
    telephone of their own hears them or has them on paper. Each opening leaves its line."""
    row = hold(actor, visit)
    if not rules.may_tell_code(actor, row):
        raise errors.NotByYourself()
    if row.state != VisitState.PLANNED:
        raise OutOfDate()
    note(
        actor, Deed.CALL_BACK, kind="visit", id=row.id, community=row.community,
        purpose=str(Told(how)), code=True,
    )  # fmt: skip
    return row


@action(Deed.CONFIRM_SERVICE)
def confirm_by_resident(actor: Actor, *, need: Any) -> int:
    """The resident says the matter is solved: the visits made for it were made. Gives how many
    that bore out. Called by the page after ``needs.actions.confirm``."""
    matter = _own(actor, need)
    borne_out = 0
    for row in _made_for(matter):
        if last_said(row) != Said.CAME:
            _hear(actor, row, How.RESIDENT, Said.CAME, "", Method.RESIDENT)
            borne_out += 1
    note(
        actor, Deed.CONFIRM_SERVICE, kind="need", id=matter.pk, community=matter.community,
        visits=borne_out,
    )  # fmt: skip
    return borne_out


@action(Deed.DISPUTE_SERVICE)
def nobody_came(actor: Actor, *, need: Any, visit: Visit | UUID, text: str = "") -> Visit:
    """The resident says that nobody came. A visit recorded as made is disputed; one that is only
    planned keeps the word, for whoever records it and for the agency."""
    matter = _own(actor, need)
    row = Visit.objects.select_for_update().filter(pk=key(visit), need_id=matter.pk).first()
    if row is None or row.state == VisitState.CANCELLED:
        raise NotFound()
    if last_said(row) != Said.NOBODY_CAME:
        _hear(actor, row, How.RESIDENT, Said.NOBODY_CAME, text.strip(), Method.RESIDENT)
        note_visit(actor, need=matter, visit=row.id, nobody_came=True, text=text.strip())
    note(
        actor, Deed.DISPUTE_SERVICE, kind="visit", id=row.id, community=row.community,
        recorded=row.record is not None,
    )  # fmt: skip
    return row


def _own(actor: Actor, need: Any) -> Any:
    """The need whose receipt the resident holds; nobody else speaks for the resident here."""
    if actor.role != Role.RESIDENT or not actor.receipt:
        raise NotAllowed()
    matter = need_queries.held(actor, key(need))
    if matter.receipt != actor.receipt:
        raise NotFound()
    return matter


def _made_for(matter: Any) -> list[Visit]:
    rows = Visit.objects.select_for_update().filter(
        need_id=matter.pk, state=VisitState.RECORDED, outcome=Outcome.DONE
    )
    return list(rows.order_by("id"))


def _hear(actor: Actor, row: Visit, how: How, said: Said, remark: str, method: Method) -> None:
    """Write the word down, and let the ledger follow where it changes anything."""
    before = last_said(row)
    say(actor, row, how, said, remark)
    if row.record is None or said in (before, Said.NOT_REACHED):
        return
    county = county_of(row.community)
    with suppress(AlreadyReversed):  # taken back by the agency: the word is kept all the same
        if said == Said.CAME:
            ledger.confirm(actor, county=county, record=row.record, method=method)
        else:
            ledger.dispute(
                actor, county=county, record=row.record, reason=remark or str(said.label)
            )
