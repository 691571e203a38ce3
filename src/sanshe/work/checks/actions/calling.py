"""Each week some of the confirmed records are drawn by lot, and somebody of another organisation
asks the resident whether it happened."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit import chance
from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import drawing, errors, folding, rules
from ..enums import Answer
from ..models import Call, Draw, Mark

LINK = "/desk/checks/calls/"


def draw_calls(actor: Actor) -> int:
    """Draw from the week that is over, once for each agency and county; gives how many records were
    drawn. Run by the jobs loop; whoever runs it and however often, a week is drawn once."""
    week = rules.last_week(timezone.localdate())
    with scope(actor, read_only=True):
        drawn = set(Draw.objects.filter(week=week).values_list("county", "agency"))
        chains = set(Mark.objects.values_list("county", "agency")) - drawn
    return _draw(actor, week=week) if chains else 0


draw_calls.deed = Deed.RUN_CHECKS  # type: ignore[attr-defined]  # asked for by the writing half


@action(Deed.RUN_CHECKS)
def _draw(actor: Actor, *, week: date) -> int:
    """A second loop finds the draw made, and draws nothing. Once a week is also often enough to
    drop the readings that nobody looks back to."""
    folding.forget()
    made, orgs = 0, set()
    drawn = set(Draw.objects.filter(week=week).values_list("county", "agency"))
    for county, agency in sorted(set(Mark.objects.values_list("county", "agency")) - drawn):
        pool = drawing.pool(county, agency, week)
        seed, size = chance.new_seed(), rules.to_call(len(pool))
        chosen = chance.draw(seed, pool, size)
        draw, fresh = Draw.objects.get_or_create(
            week=week, county=county, agency=agency,
            defaults={"seed": seed, "pool": len(pool), "pool_digest": chance.digest(pool),
                      "drawn": len(chosen), "made_at": timezone.now()},
        )  # fmt: skip
        if not fresh:
            continue
        callers = {one: drawing.caller_for(pool[one].community, agency) for one in chosen}
        Call.objects.bulk_create(
            Call(draw=draw, county=county, record=one, community=pool[one].community,
                 agency=agency, person=pool[one].person, org=org)
            for one, org in callers.items() if org is not None
        )  # fmt: skip
        made += len(chosen)
        orgs |= {org for org in callers.values() if org is not None}
    for org in sorted(orgs):
        tell(code=NoticeCode.SEVERAL, link=LINK, org=org)
    note(actor, Deed.RUN_CHECKS, kind="checks", id=str(week), drawn=made)
    return made


@action(Deed.CALL_BACK)
def answer(actor: Actor, *, call: UUID, said: str, remark: str = "") -> Call:
    """What the resident said to somebody who had no part in it. "It did not happen" asks the
    agency (``running``); it takes back no record. Nobody answering is tried ``rules.TRIES`` times.

    Raises NotFound, AskedAlready, OwnWork.
    """
    row = Call.objects.select_for_update().filter(pk=call, org=actor.org).first()
    if row is None:
        raise NotFound()
    if row.ended_at is not None:
        raise errors.AskedAlready()
    if actor.org == row.agency:
        raise errors.OwnWork()
    row.answer = one_of(said, Answer, field="said")
    row.remark, row.by_user = remark.strip()[:200], actor.user
    row.tries += 1
    if row.answer != Answer.UNREACHED or row.tries >= rules.TRIES:
        row.ended_at = timezone.now()
    row.save(update_fields=["answer", "remark", "by_user", "tries", "ended_at"])
    note(
        actor, Deed.CALL_BACK, kind="record", id=row.record, community=row.community,
        result=row.answer,
    )  # fmt: skip
    return row
