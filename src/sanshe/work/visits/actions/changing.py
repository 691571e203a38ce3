"""Another organisation runs the platform from today: planned visits change hands or are called
off, and what was written down at the door goes with the person's yes, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope
from sanshe.trust.policy.walls import instead

from .. import errors, transitions
from ..enums import VisitState
from ..models import Caution, Ladder, Visit
from ._common import hold
from ._crew import take_places


@action(Deed.CARRY_TAKEOVER)
def change_operator(
    actor: Actor, *, visit: UUID, former: UUID, to: UUID | None, worker: UUID | None = None
) -> Visit:
    """A planned visit of ``former`` is made by ``worker`` of ``to`` at the hour that was promised,
    with the digits the resident knows; or, with ``to`` None, it is called off.

    Raises WorkerElsewhere, and WorkerBusy where somebody would be in two places at once.
    """
    with scope(Actor.job("take-over")) as job:  # neither side sees all that moves
        row = hold(job, visit)
        if row.agency == former and row.state == VisitState.PLANNED:
            if to is None:
                row.state = transitions.after(row.state, "cancel")
                row.why_cancelled = _("换了承接的机构")
            else:
                _hand_on(row, former, to, worker)
            row.version += 1
            row.save()
            take_places(row, errors.WorkerBusy, field="worker")
    note(
        actor, Deed.CARRY_TAKEOVER, kind="visit", id=row.id, community=row.community,
        org=str(to or ""),
    )  # fmt: skip
    return row


def _hand_on(row: Visit, former: UUID, to: UUID, worker: UUID | None) -> None:
    """Colleagues of the former one stay behind; who comes along from the committee still does."""
    names = {user.id: user.name for user in staff_of(to)}
    if worker not in names:
        raise errors.WorkerElsewhere(field="worker")
    committee = organisations.committee_of(row.community)
    guests = {user.id for user in staff_of(committee.id)} if committee else set()
    pairs = zip(row.companions, row.companion_names, strict=True)
    kept = [(one, name) for one, name in pairs if one in guests]
    row.companions, row.companion_names = [one for one, _n in kept], [name for _o, name in kept]
    row.agency, row.worker, row.worker_name = to, worker, names[worker][:40]
    row.seen_by = sorted({to if one == former else one for one in row.seen_by})


@action(Deed.CARRY_TAKEOVER)
def pass_file(
    actor: Actor, *, persons: Iterable[UUID], needs: Iterable[UUID] = (), former: UUID,
    to: UUID | None, stays: bool = False, platforms: Iterable[int] = (), anew: bool = False,
) -> int:  # fmt: skip
    """What was written of visits to these people (or for these matters) is read by ``to`` from now
    on where it was agreed, and no more by ``former``, but for a visit it has still to write down;
    its records in the book stay with it. Warnings of a door go along. Where ``former`` ``stays``
    with other platforms, only visits of these ``platforms`` move. ``anew``: the yes came later, to
    what lies locked. Gives how many visits moved.
    """
    ids = list(persons)
    theirs = Q(agency=former) if anew else Q(seen_by__contains=[former])
    about = Q(person_id__in=ids) | Q(need_id__in=list(needs))
    rows: Any = Visit.objects.filter(about, theirs, ~Q(state=VisitState.PLANNED))
    if stays:
        rows = rows.filter(service__platform__in=list(platforms))
    with scope(Actor.job("take-over")):
        moved = _pass(rows, former, to)
        if not stays:
            doors = Q(person_id__in=ids) & (Q() if anew else Q(seen_by__contains=[former]))
            _pass(Caution.objects.filter(doors), former, to)
            _pass(Ladder.objects.filter(doors, ended_at__isnull=False), former, to)
    note(actor, Deed.CARRY_TAKEOVER, kind="visit", id=former, visits=moved, org=str(to or ""))
    return moved


def _pass(rows: Any, former: UUID, to: UUID | None) -> int:
    held = rows.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True)
    moved: int = rows.model.objects.filter(id__in=list(held)).update(seen_by=instead(former, to))
    return moved
