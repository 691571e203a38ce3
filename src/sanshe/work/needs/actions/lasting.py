"""Four weeks after its end: does it last? Asked once, on the follow page and by telephone."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action, scope

from .. import rules
from ..enums import Lasting, State, Step
from ..errors import NotAskedNow, OwnWork
from ..models import Need
from ..steps import back_to_work, call, keep, line, take, turn_for, words

BATCH = 500


def ask_lasting(actor: Actor) -> int:
    """Put the question to those whose four weeks are over; gives to how many. Run by the jobs
    loop; where none is due it writes nothing. Who died or moved, and what is sealed by now, is
    not asked."""
    with scope(actor, read_only=True):
        anything = _due().exists()
    return _ask(actor) if anything else 0


ask_lasting.deed = Deed.CHECK_NEED  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.CHECK_NEED)
def _ask(actor: Actor) -> int:
    rows = list(_due().select_for_update(skip_locked=True)[:BATCH])
    for need in rows:
        need.lasting = Lasting.ASKED if _may_be_asked(actor, need) else Lasting.SKIPPED
    Need.objects.bulk_update(rows, ["lasting"])
    asked = sum(need.lasting == Lasting.ASKED for need in rows)
    audit(actor, Deed.CHECK_NEED, kind="need", id="lasting", reminded=asked)
    return asked


def _due() -> QuerySet[Need]:
    return Need.objects.filter(
        state=State.CLOSED, lasting="", ask_lasting_on__lte=timezone.localdate()
    )


def _may_be_asked(actor: Actor, need: Need) -> bool:
    if need.privacy == Privacy.SEALED:
        return False
    if need.person_id is None:
        return True
    with suppress(NotFound):
        card = people.get(actor, need.person_id)
        return card.died_on is None and card.moved_on is None
    return False


@action(Deed.CONFIRM_NEED)
def say_lasting(
    actor: Actor, *, need: Need | UUID, lasts: bool, text: str = "", version: int | None = None
) -> Need:
    """What the resident says, by the follow page or on the telephone. What does not last is
    opened again, however long ago it ended. Raises OutOfDate, NotYourTurn, NotAskedNow, OwnWork.
    """
    held = take(actor, need, version)
    resident = rules.holds_receipt(actor, held)
    turn_for(rules.may_ask_lasting(actor, held), held.desk_org)
    if held.lasting != Lasting.ASKED or held.state != State.CLOSED:
        raise NotAskedNow()
    if not resident and rules.did_the_work(actor, held):
        raise OwnWork()
    held.lasting = Lasting.YES if lasts else Lasting.NO
    if not lasts:
        back_to_work(held)
    said = line(
        actor, held, Step.LASTING, words(text, needed=False), to_resident=True,
        lasting=held.lasting,
    )  # fmt: skip
    keep(actor, held, Deed.CONFIRM_NEED, said, lasting=held.lasting)
    if not lasts:
        call(held, NoticeCode.REOPENED, held.lead_org, held.desk_org)
    return held
