"""A matter, or a person, is kept closer: so are the visits for it or to them, planned and made, and
who is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role
from sanshe.trust.policy.scope import action, handing_over

from .. import errors, ladders
from ..enums import NextStep, VisitState
from ..models import Caution, Ladder, Rung, Visit
from ._climbing import address
from ._common import key
from ._crew import take_places

_WEEK = "/desk/visits/"
_ORDER = list(Privacy)


@action(Deed.SORT_NEED)
def follow_need(actor: Actor, *, need: Any) -> int:
    """After a matter was kept closer: nobody sees its visits and ladders further than itself from
    this moment. Only narrows, to what the matter itself says, so whoever may sort may ask for it,
    also who has just lost sight of it. Gives how many visits were narrowed.

    Whose visits they are keeps them. Somebody of a committee who was to go along to one that it
    may not see any more does not go; the agency's supervisors are told to look at it again.
    """
    done = 0
    community = actor.lo
    with handing_over():
        rows = Visit.objects.select_for_update(of=("self",)).filter(need_id=key(need))
        for row in rows.select_related("need").order_by("id"):
            done += _narrow_visit(row, row.need)
            community = row.community
        for ladder in _ladders_of(need):
            _narrow_ladder(actor, ladder, ladder.visit.need)
    note(actor, Deed.SORT_NEED, kind="need", id=key(need), community=community, narrowed=done)
    return done


class _Kept(NamedTuple):
    """How close somebody is kept, and who sees them."""

    privacy: str
    seen_by: list[UUID]


@action(Deed.KEEP_PEOPLE)
def follow_person(actor: Actor, *, person: UUID) -> int:
    """After somebody is kept closer: their visits, ladders and cautions with them, under every
    entry that is them. Only narrows. Gives how many visits were narrowed. Raises NotFound."""
    card = people.get(actor, person)
    kept = _Kept(card.row.privacy, list(card.seen_by))
    done = 0
    if kept.privacy not in OPEN:
        ids = people.ids_of(actor, card.row.id)
        with handing_over():
            rows = Visit.objects.select_for_update(of=("self",)).filter(person_id__in=ids)
            for row in rows.order_by("id"):
                done += _narrow_visit(row, kept)
            looked_for = Ladder.objects.select_for_update(of=("self",)).select_related("visit")
            for ladder in looked_for.filter(visit__person_id__in=ids).order_by("id"):
                _narrow_ladder(actor, ladder, kept)
            stay = _still(kept.seen_by, kept.seen_by, actor.org, kept.privacy)
            Caution.objects.filter(person_id__in=ids).update(privacy=kept.privacy, seen_by=stay)
    note(
        actor, Deed.KEEP_PEOPLE, kind="person", id=card.row.id, community=card.row.community,
        narrowed=done,
    )  # fmt: skip
    return done


def _narrow_visit(row: Visit, matter: Any) -> bool:
    level = _stricter(row.privacy, matter.privacy)
    keep = _still(row.seen_by, matter.seen_by, row.agency, level)
    if (level, keep) == (row.privacy, sorted(row.seen_by)):
        return False
    row.privacy, row.seen_by = level, keep
    changed = ["privacy", "seen_by", "version"]
    row.version += 1
    left = _leave_behind(row) if row.state == VisitState.PLANNED and level not in OPEN else []
    row.save(update_fields=[*changed, *(["companions", "companion_names"] if left else [])])
    if left:
        take_places(row, errors.WorkerBusy, field="start")
        link = f"/desk/visits/{row.id}/"
        tell(code=NoticeCode.CHANGED, link=link, org=row.agency, role=Role.SUPERVISOR)
    for user in left:
        tell(code=NoticeCode.CHANGED, link=_WEEK, user=user)
    return True


def _leave_behind(row: Visit) -> list[UUID]:
    """Who does not go along any more: whoever is not of the agency itself."""
    ours = {user.id for user in staff_of(row.agency)}
    pairs = list(zip(row.companions, row.companion_names, strict=True))
    row.companions = [one for one, _name in pairs if one in ours]
    row.companion_names = [name for one, name in pairs if one in ours]
    return [one for one, _name in pairs if one not in ours]


def _ladders_of(need: Any) -> Iterable[Ladder]:
    rows = Ladder.objects.select_for_update(of=("self",)).filter(visit__need_id=key(need))
    return rows.select_related("visit__need").order_by("id")


def _narrow_ladder(actor: Actor, row: Ladder, matter: Any) -> None:
    """As its visit. The rung on which the committee would have gone is passed over, visibly."""
    row.privacy = _stricter(row.privacy, matter.privacy)
    row.seen_by = _still(row.seen_by, matter.seen_by, row.agency, row.privacy)
    if row.ended_at is None and row.rung not in ladders.rungs_for(row.privacy):
        _pass_over(actor, row)
    row.version += 1
    row.save(update_fields=["privacy", "seen_by", "rung", "due_at", "told", "version"])


def _pass_over(actor: Actor, row: Ladder) -> None:
    now = timezone.now()
    Rung.objects.bulk_create([
        Rung(
            ladder=row, rung=row.rung, skipped=True, text=_("这件事改成了保密,不请居委会上门"),
            at=now, written_at=now, by_user=actor.user, by_name=actor.name, by_org=actor.org,
        )
    ])  # fmt: skip
    row.rung = NextStep.POLICE
    row.due_at = ladders.due(row.pace, row.rung, now)
    row.told = 0
    for role in (Role.SUPERVISOR, Role.AGENCY_MANAGER):
        tell(code=NoticeCode.WAITING, link=address(row), org=row.agency, role=role)


def _stricter(one: str, other: str) -> Privacy:
    return max(Privacy(one), Privacy(other), key=_ORDER.index)


def _still(seen: list[UUID], may: list[UUID], agency: UUID, level: str) -> list[UUID]:
    """Of those who saw it: the agency that goes, and who sees the matter still. Never a committee
    where it is kept from it."""
    stay = {agency, *(set(seen) & set(may))}
    if level not in OPEN:
        kinds = organisations.of_ids(stay - {agency})
        stay -= {org.id for org in kinds if org.kind == OrgKind.RESIDENTS_COMMITTEE}
    return sorted(stay)
