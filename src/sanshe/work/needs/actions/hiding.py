"""Keeping a matter closer once it is on its way: never more open, and who loses sight loses it."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import desks, handing, rules
from ..deciders import decider_of
from ..enums import RulingKind, State, Step
from ..errors import MayNotSee, NobodyDecides, OnlyRaised
from ..models import Need, Ruling
from ..steps import call, keep, line, standing, take, turn_for, words


@action(Deed.SORT_NEED)
def raise_privacy(
    actor: Actor, *, need: Need | UUID, version: int, privacy: str, reason: str
) -> Need:
    """Fewer may see it from now on. A desk, lead or helper that may not see it any more loses it;
    without its lead it goes back to the proper desk, which dispatches it anew.

    Raises OutOfDate, WrongState, NotYourTurn, NothingSaid, OnlyRaised; MayNotSee where nobody of
    this place could open the seal.
    """
    held = take(actor, need, version)
    turn_for(rules.may_hide(actor, held), held.desk_org)
    standing(held, Step.HIDDEN)
    level = Privacy(one_of(privacy, Privacy, field="privacy"))
    if rules.RANK[level] <= rules.RANK[Privacy(held.privacy)]:
        raise OnlyRaised(field="privacy")
    reason = words(reason, field="reason")
    before_desk, before_lead = held.desk_org, held.lead_org
    _to_proper_desk(held, level)
    _drop_parties(held)
    _ask_others(held)
    hidden = line(
        actor, held, Step.HIDDEN, reason, privacy=level, lost=held.lead_org != before_lead
    )
    keep(actor, held, Deed.SORT_NEED, hidden, changed=["privacy"])
    if held.desk_org != before_desk or held.lead_org != before_lead:
        call(held, NoticeCode.WAITING, held.desk_org)
    return held


def _to_proper_desk(need: Need, level: Privacy) -> None:
    responsible = catalogue.responsible(need.community, category=need.category)
    lead = responsible.lead if responsible else None
    desk, possible = desks.route(need.community, privacy=level, category=need.category, lead=lead)
    if possible != level:
        raise MayNotSee(field="privacy", org=level.label)
    keeps = desks.may_lead(desks.organisation(need.desk_org), level)
    need.privacy = level
    if not (keeps and level != Privacy.SEALED):  # as when it is sorted
        need.desk_org = desk


def _drop_parties(need: Need) -> None:
    """Helpers and lead that may not see it any more."""
    sealed = need.privacy == Privacy.SEALED
    helpers = [] if sealed else organisations.of_ids(need.helper_orgs)
    need.helper_orgs = [one.id for one in helpers if desks.may_lead(one, need.privacy)]
    if need.lead_org is None or desks.may_lead(desks.organisation(need.lead_org), need.privacy):
        return
    handing.end_handover(need)
    handing.withdraw_ruling(need, RulingKind.DISPUTE)
    need.lead_org, need.state, need.fixed = None, State.SORTED, False


def _ask_others(need: Need) -> None:
    """What waits to be decided goes to somebody who may see it still."""
    need.overseer = None
    for row in Ruling.objects.select_for_update().filter(need=need, decided_at__isnull=True):
        try:
            decider = decider_of(need, party=need.lead_org)
        except NobodyDecides:
            handing.withdraw_ruling(need, row.kind)
            continue
        row.decider_org, row.decider_roles = decider
        row.save(update_fields=["decider_org", "decider_roles"])
        need.overseer = decider.org
        handing.tell_deciders(row, NoticeCode.OBJECTED)
