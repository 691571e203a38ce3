"""What several use cases do alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor


def one_at_a_time(org: UUID) -> None:
    """Two who plan for one agency come one after the other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [org.int % 2**63])


def person_of(actor: Actor, id: UUID) -> Any:
    """A person the actor may see, locked. Raises NotFound."""
    row = people.visible(actor).filter(pk=id).select_for_update().first()
    if row is None:
        raise NotFound()
    return row
