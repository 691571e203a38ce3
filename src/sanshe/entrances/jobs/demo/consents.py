"""A son far away follows 周奶奶's visits, as she said he may; 老杨 has taken his yes back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from sanshe.registry.people import queries as people
from sanshe.trust.consent import actions as consents
from sanshe.trust.consent.enums import GivenHow, Relation, Shown, TakenBack
from sanshe.trust.policy.scope import scope

if TYPE_CHECKING:
    from .lay_out import Laid


def lay_out(laid: Laid) -> None:
    meng = laid.staff["meng"]
    for key, name, relation in (("P01", "小周(在省外)", Relation.CHILD),
                                ("P02", "杨家姑娘", Relation.CHILD)):  # fmt: skip
        with scope(meng):
            subject = people.subject(meng, laid.people[key].id)
        given = consents.give(
            meng, about=subject, to_name=name, relation=relation, how=GivenHow.SPOKEN,
            shares=[Shown.OUTCOME, Shown.CHECKS] if key == "P01" else [],
            until=timezone.localdate() + timedelta(days=300), notice_read=True, asked_alone=True,
        )  # fmt: skip
        if key == "P02":
            consents.end(meng, consent=given.consent.id, how=TakenBack.SPOKEN)
