"""What is written: that somebody drew records, by which seed, from which pool."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanshe.ground.kit import chance
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import queries, rules


@action(Deed.DRAW_RECORDS)
def draw(actor: Actor, *, agreement: UUID, size: int, until: date) -> tuple[str, str]:
    """Make a seed after the pool is fixed; gives it with the pool's fingerprint. Both stand in the
    audit, so that nobody can draw until they like what comes. Raises NotFound."""
    found = queries.trail(actor, agreement)
    pool = queries.pool_of(actor, found, until)
    seed, digest = chance.new_seed(), chance.digest(pool)
    note(
        actor, Deed.DRAW_RECORDS, kind="agreement", id=agreement, community=found.agreement.area,
        seed=seed, pool=len(pool), digest=digest[:16], drawn=min(size, rules.MOST_DRAWN, len(pool)),
        until=until.isoformat(),
    )  # fmt: skip
    return seed, digest[:16]
