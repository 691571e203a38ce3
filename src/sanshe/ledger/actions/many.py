"""Many services at once: what another book brings, or a year that is made up to measure by."""

from __future__ import annotations

from collections.abc import Iterable

from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import bulk, errors


@action(Deed.RECORD_MANY)
def record_many(actor: Actor, *, records: Iterable[bulk.Coming]) -> int:
    """Write all of them, or none, in the order given; says how many. Raises DoesNotFit with the
    id of one that cannot be right. Only the platform's own jobs bring records of any agency."""
    written, wrong = bulk.write(records, by=actor.user or NOBODY)
    if wrong is not None:
        raise errors.DoesNotFit(record=wrong)
    note(actor, Deed.RECORD_MANY, kind="record", records=written)
    return written
