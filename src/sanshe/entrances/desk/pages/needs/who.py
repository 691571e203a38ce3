"""Who a matter is about, on its page: found in the register by name, sound or building; or written
into it. Somebody the register does not show to the reader is never named here."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.registry.people import queries as people
from sanshe.registry.people.errors import MaybeKnown
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.work.needs import queries
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState

MOST = 8
NAMING = ("link", "unlink", "register")
_DOOR = re.compile(r"(?P<name>.+?)[\s,\uff0c\u3001]*(?P<building>\d+\s*[\u680b\u5e62\u5ea7])")
"""「张阿姨, 3栋」"""


class Link(HouseForm):
    """The person chosen from what was found."""

    personal = {"person": "needs.Need.person"}
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)


class Unlink(HouseForm):
    """Asks nothing."""


class Register(HouseForm):
    """A new person, with the least: ``even_so`` appears once somebody alike was found."""

    personal = {"name": "people.Person.name", "building": "people.Person.building"}
    plain = frozenset({"copy_contact", "even_so"})
    name = forms.CharField(
        label=_("怎么称呼"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    building = forms.CharField(label=_("几栋"), required=False)
    copy_contact = forms.BooleanField(
        label=_("问过本人,同意把留下的电话和地址也记进名册"), required=False,
        help_text=_("直接照抄,这里不显示;抄一次记一次。"),
    )  # fmt: skip
    even_so = forms.BooleanField(
        label=_("是另一个人,照样登记"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, copies: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "r"})
        if not copies:
            del self.fields["copy_contact"]

    def refuse(self, problem: Problem) -> None:
        super().refuse(problem)
        if isinstance(problem, MaybeKnown):
            self.fields["even_so"].widget = forms.CheckboxInput()


def register_form(need: queries.Need, sent: Any = None) -> Register:
    """Filled in with how whoever spoke is called, where they spoke for themselves."""
    door = _DOOR.fullmatch(need.contact_name.strip())
    known = door.groupdict() if door else {"name": need.contact_name}
    left = bool(need.contact_phone or need.contact_address)
    return Register(
        sent, copies=left and not need.on_behalf, initial={} if need.on_behalf else known
    )


def shown(request: DeskRequest, need: queries.Need, offered: set[str]) -> dict[str, Any]:
    """For the page: whose matter it is, as far as the reader may know, and who it might be."""
    actor = request.actor
    card = queries.about(actor, need)
    asked = (request.GET.get("who") or request.POST.get("who") or "")[:40]
    found = []
    if asked and "link" in offered:
        found = people.find(actor, asked, community=need.community, limit=MOST)
    return {
        "about": card,
        "who": asked or ("" if need.on_behalf else need.contact_name),
        "who_asked": bool(asked),
        "who_found": [row for row in found if row.id != need.person_id],
        "who_blind": _blind(actor, need, card),
    }


def planned_for_others(actor: Actor, need: UUID) -> bool:
    """Whether a visit still to come names somebody whom the matter is no longer about. One that
    names nobody follows the matter when it is recorded."""
    row = queries.visible(actor).filter(pk=need).only("person_id").first()
    if row is None or not actor.may(Deed.READ_VISITS):
        return False
    return any(
        visit.state == VisitState.PLANNED and visit.person_id not in (None, row.person_id)
        for visit in visits.of_need(actor, need)
    )


def _blind(actor: Actor, need: queries.Need, card: people.Card | None) -> str:
    """The agency that leads and does not see the person, where the actor could show them."""
    if card is None or need.lead_org is None or need.lead_org in (actor.org, *card.seen_by):
        return ""
    if card.row.privacy == Privacy.SEALED or not actor.may(Deed.KEEP_PEOPLE):
        return ""
    lead = organisations.get(need.lead_org)
    return lead.name if lead.kind in (OrgKind.AGENCY, OrgKind.FILED_GROUP) else ""
