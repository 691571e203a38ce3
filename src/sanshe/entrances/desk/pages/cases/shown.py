"""What a matter's page shows of casework."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.casework import queries


def of_need(actor: Actor, need: Any) -> dict[str, Any]:
    """The cases that came of it, as far as the actor may read them; and where one is opened, once
    it is known whom the matter is about. The matter's story says nothing of it: others read it."""
    if not actor.may(Deed.WORK_CASE):
        return {}
    may = queries.may_come_of(actor, need)
    url = f"{reverse('desk:case_new')}?need={need.pk}" if may else ""
    return {"cases": queries.of_need(actor, need.pk), "case_url": url}
