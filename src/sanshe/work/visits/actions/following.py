"""What a visit leads to: what was noticed becomes a matter; who died or moved is written down."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import actions as people
from sanshe.registry.people import queries as register
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action
from sanshe.work.needs import actions as needs
from sanshe.work.needs.enums import Channel

from .. import errors, rules
from ..enums import Outcome, VisitState
from ..models import Visit
from ._common import hold
from .planning import cancel


@action(Deed.HEAR_NEED)
def follow_up(actor: Actor, *, visit: Visit | UUID, text: str = "") -> str:
    """Hear what was noticed as a matter of its own, once, and give its receipt number ("" where
    it was heard before). It is heard as said on somebody's behalf: they have not agreed yet.

    Raises NotFound, NothingNoticed, SealedStays.
    """
    row = hold(actor, visit)
    if actor.org != row.agency:
        raise NotFound()
    if row.privacy == Privacy.SEALED:
        raise errors.SealedStays()
    said = text.strip() or row.noticed
    if not said:
        raise errors.NothingNoticed(field="noticed")
    note(actor, Deed.HEAR_NEED, kind="visit", id=row.id, community=row.community, follow_up=True)
    if row.follow_up_id is not None:
        return ""
    heard = needs.hear(
        actor, community=row.community, text=said, channel=Channel.VISIT, contact_name=row.whom,
        on_behalf=True, keep_from_committee=row.privacy not in OPEN, id=uuid5(row.id, said),
    )  # fmt: skip
    row.follow_up_id = heard.need.id
    row.save(update_fields=["follow_up"])
    return str(heard.need.receipt)


@action(Deed.CANCEL_VISIT)
def leave(actor: Actor, *, visit: Visit | UUID, on: date, condolence: str = "") -> int:
    """Somebody died or moved, says a visit, and a person confirms it: the register is told, the
    agency's visits to come are called off, and what is to be done for the family is heard as a
    matter. Gives how many visits were called off.

    Raises NotFound, NobodyLeft, and what the register raises of the day.
    """
    row = hold(actor, visit)
    if actor.org != row.agency:
        raise NotFound()
    if row.person_id is None or row.outcome not in rules.LEAVING:
        raise errors.NobodyLeft()
    died = row.outcome == Outcome.DIED
    mark = people.mark_died if died else people.mark_moved
    mark(actor, person=register.canonical(actor, row.person_id), on=on)
    reason = _("居民过世了") if died else _("居民搬走了")
    coming = Visit.objects.filter(
        person_id__in=register.ids_of(actor, row.person_id), agency=actor.org,
        state=VisitState.PLANNED, planned_end__gt=timezone.now(),
    )  # fmt: skip
    ids = list(coming.order_by("id").values_list("id", "version"))
    for id, version in ids:
        cancel(actor, visit=id, version=version, reason=reason)
    if condolence.strip() and row.follow_up_id is None and row.privacy != Privacy.SEALED:
        follow_up(actor, visit=row, text=condolence)
    note(
        actor, Deed.CANCEL_VISIT, kind="visit", id=row.id, community=row.community,
        left=row.outcome, visits=len(ids),
    )  # fmt: skip
    return len(ids)
