"""Writing down what a visit was, once; and the code the resident said at the door."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Method
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..enums import How, Said, VisitState
from ..models import Visit
from ._common import hold, last_said, say, tell_need
from ._writing import facts_of, same, write


@action(Deed.RECORD_VISIT)
def record(
    actor: Actor,
    *,
    visit: Visit | UUID,
    version: int,
    outcome: str,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    checks: Mapping[str, str] | None = None,
    noticed: str = "",
    talked_about: str = "",
    spoken_code: str = "",
    came_along: Iterable[UUID] | None = None,
    alone_because: str = "",
    from_paper: bool = False,
) -> Visit:
    """Write the visit down. Only one that met the person (``done``) enters the ledger, once.

    ``came_along``: which of the companions planned for really came; None for all of them.
    ``from_paper``: it was written on paper at the door, and is typed now.
    A wrong code never stops the saving: the line stays "recorded" until somebody else calls.
    Sent twice with the same words it is written once. Raises OutOfDate where somebody was faster.
    """
    row = hold(actor, visit)
    if not rules.may_record(actor, row):
        raise NotFound()
    now = timezone.now()
    facts = facts_of(row, outcome, started_at, ended_at, checks or {}, now)
    facts.update(noticed=noticed.strip(), talked_about=talked_about.strip(), from_paper=from_paper)
    if row.state == VisitState.RECORDED and row.version == version + 1 and same(row, facts):
        note(actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community, again=True)
        return row
    if row.version != version:
        raise OutOfDate()
    write(
        actor, row, facts, by="record", now=now, came_along=came_along,
        alone_because=alone_because,
    )  # fmt: skip
    if rules.was_made(row) and spoken_code.strip():
        _hear_code(actor, row, spoken_code)
    tell_need(actor, row.need_id, visit=row.id, outcome=row.outcome)
    note(
        actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community,
        outcome=row.outcome, late=row.recorded_late,
    )  # fmt: skip
    return row


@action(Deed.RECORD_VISIT)
def try_code(actor: Actor, *, visit: Visit | UUID, spoken_code: str) -> bool:
    """Type the code again after a slip. Says whether it was right; raises CodeUsedUp after the
    last try, NothingToBearOut where nothing waits for it."""
    row = hold(actor, visit)
    if not rules.may_record(actor, row):
        raise NotFound()
    if not rules.was_made(row):
        raise errors.NothingToBearOut()
    note(actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community, code=True)
    if last_said(row) == Said.CAME:
        return True
    if row.code_tries >= rules.CODE_TRIES:
        raise errors.CodeUsedUp(field="spoken_code", tries=rules.CODE_TRIES)
    return _hear_code(actor, row, spoken_code)


def _hear_code(actor: Actor, row: Visit, typed: str) -> bool:
    """Compare what was typed; right is a word of the resident's, wrong is one try less."""
    heard = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    if not secrets.compare_digest(heard.encode(), row.spoken_code.encode()):
        row.code_tries += 1
        row.save(update_fields=["code_tries"])
        return False
    assert row.record is not None  # what was made is in the ledger
    say(actor, row, How.SPOKEN_CODE, Said.CAME)
    ledger.confirm(
        actor, county=county_of(row.community), record=row.record, method=Method.SPOKEN_CODE
    )
    return True
