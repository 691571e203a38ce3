"""What a resident reads of their matter: the story in plain words, who comes and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sanshe.entrances.shared.templatetags.shared import day_time
from sanshe.ground.kit.ids import new_id
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy
from sanshe.work.intake import queries as intake
from sanshe.work.needs import queries as needs
from sanshe.work.needs.enums import Ground, Lasting, RulingKind, State, Step
from sanshe.work.takeover import queries as takeovers
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import Outcome, Said, VisitState


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit as its resident reads it. ``code`` is there until the visit is recorded."""

    visit: Any
    agency: str
    phone: str
    code: str
    ahead: bool
    denied: bool
    may_deny: bool


def matter_page(actor: Actor) -> dict[str, Any]:
    """Everything for the follow page. Of a sealed matter nothing but that it is being seen to:
    somebody else may be looking. Raises NotFound."""
    need = needs.mine(actor)
    if need.privacy == Privacy.SEALED:
        return {"need": need, "sealed": True}
    part = need.lead_org or need.desk_org
    return {
        "need": need,
        "sealed": False,
        "responsible": organisations.names_of([part]).get(part, ""),
        "story": [(line, _told(line)) for line in needs.story(actor, need.pk)],
        "linked": needs.linked(actor, need),
        "photos": intake.photos_of(actor, need),
        "may_photo": need.state != State.CLOSED,
        "visits": _coming(actor),
        "may_close": need.state in (State.DISPATCHED, State.ANSWERED),
        "may_reopen": need.state in (State.DISPATCHED, State.ANSWERED, State.CLOSED),
        "closed": need.state == State.CLOSED,
        **_way(actor, need),
        "to_come": takeovers.to_come(actor),
        "stands": State(need.state).told,
    }


def _way(actor: Actor, need: Any) -> dict[str, Any]:
    """Who had it, why it stands still, and whom to turn to when that is not good enough."""
    handover = needs.handover_of(actor, need)
    parts = [one for one in (need.lead_org, need.desk_org, *need.helper_orgs) if one]
    names = organisations.names_of([*parts, *([handover.org] if handover else [])])
    return {
        "stints": needs.held_by(actor, need.pk),
        "paused": need.paused_until,
        "pause_why": need.get_pause_why_display() if need.pause_why else "",
        "outside": names.get(handover.org, "") if handover else "",
        "outside_number": handover.number if handover else "",
        "ask_on": handover.ask_on if handover else None,
        "grounds": [(one, Ground(one).label) for one in needs.grounds(need)],
        "rulings": [one for one in needs.rulings_of(actor, need) if one.kind == RulingKind.APPEAL],
        "parts": [(str(one), names[one]) for one in dict.fromkeys(parts) if one in names],
        "complaint_id": new_id(),
        "ask_lasting": need.lasting == Lasting.ASKED and need.state == State.CLOSED,
    }


def _told(line: Any) -> str:
    """What a step says beside its name: who comes when, how a visit went, the words themselves."""
    if line.step == Step.VISIT_PLANNED:
        if line.data.get("cancelled"):
            return str(VisitState.CANCELLED.label)
        start = parse_datetime(line.data.get("start") or "")
        return f"{line.data.get('worker', '')} {day_time(start)}".strip() if start else ""
    if line.step == Step.VISITED and line.data.get("outcome") in Outcome.values:
        return " ".join(filter(None, (str(Outcome(line.data["outcome"]).label), line.text)))
    return str(line.text)


def _coming(actor: Actor) -> list[Coming]:
    rows = visits.for_receipt(actor)
    bodies = {row.agency: organisations.get(row.agency) for row in rows}
    return [_one(row, bodies[row.agency]) for row in rows]


def _one(row: Any, agency: Any) -> Coming:
    ahead = row.state == VisitState.PLANNED
    denied = visits.stands(row) == Said.NOBODY_CAME
    made = row.state == VisitState.RECORDED and row.outcome == Outcome.DONE
    over = ahead and row.planned_end < timezone.now()
    return Coming(
        visit=row,
        agency=agency.name,
        phone=agency.phone,
        code=row.spoken_code if ahead else "",
        ahead=ahead,
        denied=denied,
        may_deny=(made or over) and not denied,
    )
