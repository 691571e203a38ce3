"""A sample of what was closed on the word of staff is called back by somebody of another
organisation: drawn by the system, so that nobody chooses whom to ask."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, scope

from .. import drawing, rules
from ..enums import CheckResult, State, Step
from ..errors import NotAskedNow, OwnWork
from ..models import Check, Draw, Need
from ..steps import back_to_work, call, keep, line, take, turn_for, words


def draw_checks(actor: Actor) -> int:
    """Draw from the week that is over, once for each lead; gives how many were drawn. Run by the
    jobs loop; a week is drawn once, whoever runs it and however often."""
    week = drawing.last_week(timezone.localdate())
    with scope(actor, read_only=True):
        drawn = set(Draw.objects.filter(week=week).values_list("org", flat=True))
        leads = set(drawing.closed_in(week).values_list("lead_org", flat=True)) - drawn
    return _draw(actor, week=week) if leads else 0


draw_checks.deed = Deed.CHECK_NEED  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.CHECK_NEED)
def _draw(actor: Actor, *, week: date) -> int:
    """A second loop finds the draw made (``ignore_conflicts``), and draws nothing."""
    made = 0
    orgs: set[UUID] = set()
    leads = set(drawing.closed_in(week).values_list("lead_org", flat=True))
    pools = drawing.pools(week)
    for lead in sorted(one for one in leads if one is not None):
        pool, seed = pools.get(lead, []), secrets.token_hex(16)
        chosen = drawing.sample(pool, seed)
        draw, fresh = Draw.objects.get_or_create(
            week=week, org=lead,
            defaults={"seed": seed, "pool": len(pool), "drawn": len(chosen),
                      "made_at": timezone.now()},
        )  # fmt: skip
        if fresh:
            callers = [drawing.caller_for(one.community, lead) for one in chosen]
            Check.objects.bulk_create(
                Check(need=one, draw=draw, org=org)
                for one, org in zip(chosen, callers, strict=True)
                if org is not None
            )
            made += len(chosen)
            orgs |= {org for org in callers if org is not None}
    for org in sorted(orgs):
        tell(code=NoticeCode.SEVERAL, link="/desk/needs/follow-up/#checks", org=org)
    audit(actor, Deed.CHECK_NEED, kind="need", id="draw", reminded=made)
    return made


@action(Deed.CHECK_NEED)
def check(actor: Actor, *, check: Check | UUID, result: str, text: str = "") -> Need:
    """What the resident said on the telephone to somebody who had no part in it. "Not so" opens
    the matter again and tells the supervisor; nobody answering is tried ``TRIES`` times.

    Raises NotFound, NotYourTurn, OwnWork, NotAskedNow, NothingSaid ("not so" says what).
    """
    drawn = Check.objects.filter(pk=getattr(check, "pk", check)).first()
    if drawn is None:
        raise NotFound()
    held = take(actor, drawn.need_id)
    row = Check.objects.select_for_update().get(pk=drawn.pk)
    turn_for(actor.org == row.org, row.org)
    if row.ended_at is not None:
        raise NotAskedNow()
    if rules.did_the_work(actor, held):
        raise OwnWork()
    result = one_of(result, CheckResult, field="result")
    row.remark = words(text, needed=result == CheckResult.NOT_SO)
    row.tries += result == CheckResult.NOT_REACHED
    row.result = result
    if result != CheckResult.NOT_REACHED or row.tries >= drawing.TRIES:
        row.ended_at = timezone.now()
    row.save(update_fields=["result", "remark", "tries", "ended_at"])
    opened = result == CheckResult.NOT_SO and held.state == State.CLOSED
    if opened:
        back_to_work(held)
    keep(
        actor, held, Deed.CHECK_NEED,
        line(actor, held, Step.CHECKED, row.remark, result=result), result=result,
    )  # fmt: skip
    if result == CheckResult.NOT_SO:
        call(held, NoticeCode.REOPENED, held.desk_org, held.lead_org)
        _tell_supervisors(held)
    return held


def _tell_supervisors(need: Need) -> None:
    for role in (Role.SUPERVISOR, Role.AGENCY_MANAGER):
        tell(
            code=NoticeCode.OBJECTED, link=f"/desk/needs/{need.id}/", org=need.lead_org,
            role=role.value,
        )  # fmt: skip
