"""What planning knows of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars.deadlines import add_months
from sanshe.trust.accounts.queries import names_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..checking import in_words
from ..enums import Contact
from ..models import GroupMark, Wish
from ..policy import in_force
from ..roster import Elder, elders, with_contacts


@dataclass(frozen=True, slots=True)
class PersonWish:
    """Wish, groups and when they were reached last; ``elder`` None where nobody may see them."""

    elder: Elder | None
    wish: Wish | None
    words: list[str]
    marks: list[GroupMark]
    unreached: int | None
    ask_again: date | None


def of_person(actor: Actor, person: UUID) -> PersonWish:
    """For a person's page: three questions."""
    demand(actor, Deed.READ_PLANS)
    today = timezone.localdate()
    found = with_contacts(actor, elders(actor, only=[person]), since=today)
    elder = found[0] if found else None
    wish = elder.wish if elder else None
    names = names_of(wish.not_workers) if wish and wish.not_workers else {}
    refused = wish is not None and wish.contact == Contact.NONE
    months = in_force(elder.community, today).ask_again_months if elder and refused else 0
    return PersonWish(
        elder, wish, in_words(wish, names) if wish else [],
        list(GroupMark.objects.filter(person_id=person, until=None).order_by("since", "id")),
        elder.unreached(today) if elder else None,
        add_months(wish.asked_on, months) if wish and refused else None,
    )  # fmt: skip
