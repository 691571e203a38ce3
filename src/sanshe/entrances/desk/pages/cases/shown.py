"""What a matter's page shows of casework."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.work.casework import queries
from sanshe.work.needs.enums import State


def of_need(actor: Actor, need: Any) -> dict[str, Any]:
    """The cases that came of it, as far as the actor may read them; and where one is opened, once
    it is known whom the matter is about. The matter's story says nothing of it: others read it."""
    if not actor.may(Deed.WORK_CASE):
        return {}
    may = (
        actor.org == need.lead_org
        and need.person_id is not None
        and need.privacy != Privacy.SEALED
        and need.state in (State.DISPATCHED, State.ANSWERED)
    )
    url = f"{reverse('desk:case_new')}?need={need.pk}" if may else ""
    return {"cases": queries.of_need(actor, need.pk), "case_url": url}
