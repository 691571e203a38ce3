"""What is not ours goes on with a warm hand-over: whom we spoke to, under which number of theirs,
and by when we ask back. It stays open until the resident's word."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import desks, handing, rules, waits
from ..enums import Moving, State, Step
from ..errors import NothingHandedOver, NotOutside, TakenAsDecided
from ..models import Handover, Need
from ..steps import call, keep, line, standing, take, turn_for, words

BATCH = 500


@action(Deed.REFER_NEED)
def hand_over(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    to: Any,
    number: str = "",
    spoken_to: str = "",
    ask_on: date | None = None,
    text: str = "",
) -> Need:
    """Hand it to an outside body, or write down what was said to one that has it already.

    From the desk the body becomes the lead, and the desk asks back; a lead that takes a body in
    stays the lead and asks back itself. ``text`` is for the resident; it is also the reason where
    the catalogue names another. Raises OutOfDate, WrongState, NotYourTurn, NotOutside, DayWrong
    and what ``dispatch`` raises.
    """
    held = take(actor, need, version)
    turn_for(rules.may_refer(actor, held), held.waits_for)
    standing(held, Step.REFERRED)
    body = handing.organisation(to, "to")
    if body.kind != OrgKind.EXTERNAL:
        raise NotOutside(field="to", org=body.name)
    text = words(text, needed=False)
    if rules.at_desk(actor, held) and held.lead_org != body.id:
        if held.fixed:
            raise TakenAsDecided(field="to")
        desks.check_sight(held, body, [])
        handing.check_reason(held, body, text, field="text")
        handing.hand_to(held, body, [])
    row = handing.begin_handover(
        held, body, day=ask_on, number=words(number, field="number", needed=False)[:40],
        spoken_to=words(spoken_to, field="spoken_to", needed=False)[:40],
    )  # fmt: skip
    referred = line(
        actor, held, Step.REFERRED, text, to_resident=True, lead=body.name,
        number=row.number, ask_on=row.ask_on.isoformat(),
    )  # fmt: skip
    return keep(actor, held, Deed.REFER_NEED, referred, lead=str(body.id))


@action(Deed.REFER_NEED)
def ask_back(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    result: str,
    text: str,
    ask_on: date | None = None,
) -> Need:
    """Asked the outside body: it moves, is stuck (both: asked again on ``ask_on``), or is done
    there. Then the resident is answered; their word ends it, not the body's.

    Raises OutOfDate, WrongState, NotYourTurn, NothingSaid, NothingHandedOver, DayWrong.
    """
    held = take(actor, need, version)
    turn_for(rules.may_ask_back(actor, held), held.waits_for)
    standing(held, Step.ASKED_BACK)
    result = one_of(result, Moving, field="result")
    text = words(text)
    row = Handover.objects.filter(need=held, ended_at__isnull=True).first()
    if row is None:
        raise NothingHandedOver()
    row.asked += 1
    row.state = result
    if result == Moving.DONE:
        row.ended_at, held.ask_back_on = timezone.now(), None
    else:
        row.ask_on = held.ask_back_on = waits.ask_day(ask_on)
    row.save(update_fields=["asked", "state", "ended_at", "ask_on"])
    asked = line(
        actor, held, Step.ASKED_BACK, text, to_resident=True, result=result,
        ask_on="" if result == Moving.DONE else row.ask_on.isoformat(),
    )  # fmt: skip
    return keep(actor, held, Deed.REFER_NEED, asked, result=result)


def remind_ask_back(actor: Actor) -> int:
    """Tell whoever asks back that today is the day; gives how many were told. Once a day named."""
    with scope(actor, read_only=True):
        anything = _to_ask().exists()
    return _remind(actor) if anything else 0


remind_ask_back.deed = Deed.READ_NEEDS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.READ_NEEDS)
def _remind(actor: Actor) -> int:
    told = list(_to_ask().select_related("need").select_for_update(skip_locked=True, of=("self",))
                [:BATCH])  # fmt: skip
    for row in told:
        call(row.need, NoticeCode.DUE_SOON, row.need.waits_for)
        row.told_on = row.ask_on
    Handover.objects.bulk_update(told, ["told_on"])
    audit(actor, Deed.READ_NEEDS, kind="need", id="ask_back", reminded=len(told))
    return len(told)


def _to_ask() -> Any:
    rows = Handover.objects.filter(
        ended_at__isnull=True, ask_on__lte=timezone.localdate(), need__state=State.DISPATCHED
    )
    return rows.exclude(told_on=F("ask_on"))
