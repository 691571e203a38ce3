"""Asking somebody above: a dispute of whom it was dispatched to, or an appeal; and their word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars import deadlines
from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, handing_over

from .. import desks, handing, rules
from ..deciders import decider_of
from ..enums import Ground, RulingKind, State, Step, Verdict
from ..errors import (
    AskedAlready,
    DecidedAlready,
    LeadNeeded,
    NoGround,
    NotReturnedYet,
    OwnWork,
    TakenAsDecided,
)
from ..models import Need, Ruling
from ..steps import call, keep, line, standing, take, turn_for, words

LIMITS = {RulingKind.DISPUTE: "NEED-DISPUTE", RulingKind.APPEAL: "NEED-APPEAL"}
DEEDS = {RulingKind.DISPUTE: Deed.DISPUTE_NEED, RulingKind.APPEAL: Deed.APPEAL_NEED}
VERDICTS = {
    RulingKind.DISPUTE: (Verdict.STAYS, Verdict.INSTRUCTS, Verdict.TAKES_OVER),
    RulingKind.APPEAL: (Verdict.INSTRUCTS, Verdict.TAKES_OVER, Verdict.DECLINED),
}


@action(Deed.DISPUTE_NEED)
def dispute(actor: Actor, *, need: Need | UUID, version: int, reason: str) -> Need:
    """The lead says that it is not theirs, after it was sent back once already: somebody named
    decides within a limit. Until then the lead holds it, and the resident's deadline runs.

    Raises OutOfDate, WrongState, NotYourTurn, NothingSaid, NotReturnedYet, TakenAsDecided,
    AskedAlready, NobodyDecides.
    """
    held = take(actor, need, version)
    turn_for(rules.may_dispute(actor, held), held.lead_org)
    standing(held, Step.DISPUTED)
    if held.fixed:
        raise TakenAsDecided()
    if not held.returned:
        raise NotReturnedYet()
    reason = words(reason, field="reason")
    return _ask(actor, held, RulingKind.DISPUTE, Ground.NOT_OURS, reason, Step.DISPUTED)


@action(Deed.APPEAL_NEED)
def appeal(
    actor: Actor, *, need: Need | UUID, ground: str, text: str, version: int | None = None
) -> Need:
    """The resident, or an organisation that takes part, asks the street (or whoever may see it):
    it is late, was sent to and fro, or was answered badly twice. Each only once.

    Raises OutOfDate, NotYourTurn, NothingSaid, NoGround, AskedAlready, NobodyDecides.
    """
    held = take(actor, need, version)
    turn_for(rules.may_appeal(actor, held), held.desk_org)
    standing(held, Step.APPEALED)
    if one_of(ground, Ground, field="ground") not in rules.grounds(held):
        raise NoGround(field="ground")
    return _ask(actor, held, RulingKind.APPEAL, Ground(ground), words(text), Step.APPEALED)


def _ask(
    actor: Actor, need: Need, kind: RulingKind, ground: Ground, reason: str, step: Step
) -> Need:
    if Ruling.objects.filter(need=need, ground=ground).exclude(verdict=Verdict.WITHDRAWN).exists():
        raise AskedAlready()
    decider = decider_of(need, party=need.lead_org or need.desk_org)
    now = timezone.now()
    need.overseer = decider.org
    asked = line(
        actor, need, step, reason, to_resident=kind == RulingKind.APPEAL, ground=ground,
        decider=organisations.names_of([decider.org]).get(decider.org, ""),
    )  # fmt: skip
    keep(actor, need, DEEDS[kind], asked, ground=ground)
    with handing_over():
        row = Ruling.objects.create(
            need=need, kind=kind, ground=ground, reason=reason, by_org=actor.org, made_at=now,
            decider_org=decider.org, decider_roles=decider.roles,
            due_at=deadlines.due(LIMITS[kind], now),
        )  # fmt: skip
    handing.tell_deciders(row, NoticeCode.OBJECTED)
    return need


@action(Deed.DECIDE_NEED)
def decide(
    actor: Actor, *, ruling: Ruling | UUID, verdict: str, text: str, lead: Any = None
) -> Need:
    """The word of whoever decides, with a reason. A lead that was decided keeps it: it may not
    give it back (§2.15). After an appeal the deadline begins anew with whoever has it now.

    Raises NotFound, NotYourTurn, OwnWork, DecidedAlready, NothingSaid, LeadNeeded, MayNotSee.
    """
    asked = Ruling.objects.filter(pk=getattr(ruling, "pk", ruling)).first()
    if asked is None:
        raise NotFound()
    held = take(actor, asked.need_id)
    row = Ruling.objects.select_for_update().get(pk=asked.pk)
    turn_for(rules.may_decide(actor, row), row.decider_org)
    if row.decided_at is not None:
        raise DecidedAlready()
    if rules.did_the_work(actor, held):
        raise OwnWork()
    if one_of(verdict, Verdict, field="verdict") not in VERDICTS[RulingKind(row.kind)]:
        raise LeadNeeded(field="verdict")
    text = words(text)
    chosen = _chosen(actor, held, verdict, lead)
    row.verdict, row.words, row.decided_at = verdict, text, timezone.now()
    row.lead = chosen.id if chosen else None
    row.save(update_fields=["verdict", "words", "decided_at", "lead"])
    if chosen is not None:
        _give(held, row, chosen)
    decided = line(
        actor, held, Step.DECIDED, text, to_resident=row.kind == RulingKind.APPEAL,
        verdict=verdict, lead=chosen.name if chosen else "",
    )  # fmt: skip
    keep(actor, held, Deed.DECIDE_NEED, decided, verdict=verdict)
    if chosen is not None:
        handing.tell_hands(actor, held, chosen)
    call(held, NoticeCode.ANSWERED, *_others(actor, held, row))
    return held


def _chosen(actor: Actor, need: Need, verdict: str, lead: Any) -> organisations.Organisation | None:
    """Who is to have it by this verdict; None where nothing changes hands."""
    if verdict == Verdict.DECLINED:
        return None
    if verdict == Verdict.INSTRUCTS and not lead:
        raise LeadNeeded(field="lead")
    which = {
        Verdict.STAYS: need.lead_org, Verdict.TAKES_OVER: actor.org, Verdict.INSTRUCTS: lead,
    }[Verdict(verdict)]  # fmt: skip
    chosen = handing.organisation(which, "lead")
    desks.check_sight(need, chosen, [])
    return chosen


def _give(need: Need, row: Ruling, lead: organisations.Organisation) -> None:
    if need.lead_org != lead.id or need.state != State.DISPATCHED:
        helpers = [org for org in need.helper_orgs if org != lead.id]
        handing.hand_to(need, lead, organisations.of_ids(helpers))
        need.attempts = 0
    need.fixed = True
    if row.kind == RulingKind.APPEAL:
        need.due_at = rules.due(need.urgency, timezone.now())


def _others(actor: Actor, need: Need, row: Ruling) -> list[UUID]:
    parts = [need.desk_org, row.by_org, need.lead_org]
    return [one for one in parts if one is not None and one.int and one != actor.org]
