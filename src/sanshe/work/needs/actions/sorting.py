"""A person confirms the proposal, or corrects it."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.choices import one_of
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import desks, lessons, rules
from ..enums import Kind, State, Step, Urgency
from ..errors import KeptFromThem, LowerWithReason, MayNotSee, OnlyPraise, SealStays
from ..models import Need
from ..queries.persons import about
from ..steps import call, keep, line, standing, take, turn_for, words


@action(Deed.SORT_NEED)
def sort(
    actor: Actor,
    *,
    need: Need | UUID,
    version: int,
    kind: str,
    category: str,
    urgency: str,
    privacy: str,
    reason: str = "",
) -> Need:
    """Decide what it is and how urgent. Until it is dispatched, this can be done again.

    An alarm is only lowered with a ``reason``. Privacy is raised by anybody at the desk and may
    carry the matter to another desk, out of this one's sight; a seal is taken off by the sealed
    desk alone. Once more may see the matter than may see the person it is about, it lets go of
    the person. Raises OutOfDate, WrongState, NotYourTurn, OnlyPraise, SealStays, ReasonNeeded.
    """
    held = take(actor, need, version)
    turn_for(rules.may_sort(actor, held), held.desk_org)
    standing(held, Step.SORTED)
    one_of(kind, Kind, field="kind")
    one_of(category, Category, field="category")
    one_of(urgency, Urgency, field="urgency")
    one_of(privacy, Privacy, field="privacy")
    reason = words(reason, field="reason", needed=False)
    _check(actor, held, kind, urgency, privacy, reason)
    was = {"kind": held.kind, "category": held.category, "urgency": held.urgency,
           "privacy": held.privacy}  # fmt: skip
    held.kind, held.category, held.urgency = kind, category, urgency
    held.state = State.SORTED
    held.due_at = rules.due(urgency, held.heard_at)
    let_go = _lets_go(actor, held, privacy)
    if let_go:
        held.person_id = None
    _settle(held, privacy)
    now = {name: getattr(held, name) for name in was}
    changed = {name: [was[name], now[name]] for name in was if was[name] != now[name]}
    keep(
        actor, held, Deed.SORT_NEED,
        line(actor, held, Step.SORTED, reason, **now, changed=changed, unlinked=let_go),
        urgency=urgency, changed=sorted(changed.keys() - {"privacy"}),  # the audit tells no seal
    )  # fmt: skip
    lessons.learn(held)
    return held


def _check(actor: Actor, need: Need, kind: str, urgency: str, privacy: str, reason: str) -> None:
    if urgency == Urgency.P4 and kind != Kind.PRAISE:
        raise OnlyPraise(field="urgency")
    lowered = rules.RANK[Privacy(privacy)] < rules.RANK[Privacy(need.privacy)]
    if lowered and need.against_org is not None:
        raise KeptFromThem(field="privacy")
    if lowered and not rules.may_lower(actor, need):
        raise SealStays(field="privacy")
    if need.danger and need.urgency == Urgency.P0 != urgency and not reason:
        raise LowerWithReason(field="reason")


def _lets_go(actor: Actor, need: Need, privacy: str) -> bool:
    """Whether the matter becomes more open than the register is on whom it is about, or nobody
    here can tell."""
    lowered = rules.RANK[Privacy(privacy)] < rules.RANK[Privacy(need.privacy)]
    if need.person_id is None or not lowered:
        return False
    card = about(actor, need)
    return card is None or not rules.may_be_about(card.row.privacy, privacy)


def _settle(need: Need, privacy: str) -> None:
    """Item and desk for what was decided; another desk is told.

    Raises MayNotSee where nobody of this place could open the seal.
    """
    responsible = catalogue.responsible(need.community, category=need.category)
    need.item = responsible.item if responsible else None
    stricter = privacy not in OPEN and privacy != need.privacy
    need.privacy = privacy
    if not stricter:
        return
    lead = responsible.lead if responsible else None
    desk, possible = desks.route(need.community, privacy=privacy, category=need.category, lead=lead)
    if possible != privacy:
        raise MayNotSee(field="privacy", org=Privacy(privacy).label)
    keeps = desks.may_lead(desks.organisation(need.desk_org), privacy)
    if desk != need.desk_org and not (keeps and privacy != Privacy.SEALED):
        need.desk_org = desk
        call(need, NoticeCode.WAITING, desk)
