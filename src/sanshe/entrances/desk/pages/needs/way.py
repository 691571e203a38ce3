"""What the page of a matter shows of its way: who held it, what stands still, who was asked; and
the forms for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.work.needs import queries

from . import forms_way
from .shown import parties

PLAIN = {
    "pause": forms_way.Pause, "resume": forms_way.Resume, "ask_back": forms_way.AskBack,
    "dispute": forms_way.Dispute, "say_lasting": forms_way.Lasting,
}  # fmt: skip


def form_of(actor: Actor, step: str, row: queries.Need, sent: Any = None) -> Any:
    """The form of a step of this page; None for a step that is not of it."""
    made: dict[str, Any] = {"auto_id": f"id_{step}_%s"}
    if step in PLAIN:
        return PLAIN[step](sent, **made)
    if step == "hand_over":
        return _hand_over(row, sent, made)
    if step == "appeal":
        return forms_way.Appeal(sent, grounds=queries.grounds(row), **made)
    if step == "complain":
        ids = [one for one in (row.lead_org, row.desk_org, *row.helper_orgs) if one]
        names = organisations.names_of(ids)
        parts = [(str(one), names[one]) for one in dict.fromkeys(ids) if one in names]
        return forms_way.Complain(sent, parts=parts, **made)
    if step == "raise_privacy":
        return forms_way.Hide(sent, **made, initial={"privacy": Privacy.CONFIDENTIAL})
    if step == "decide":
        return _decide(actor, row, sent, made)
    return None


def _hand_over(row: queries.Need, sent: Any, made: dict[str, Any]) -> Any:
    bodies = [(str(id), name) for id, name in organisations.choices(kinds=[OrgKind.EXTERNAL])]
    lead = str(row.lead_org or (row.proposal or {}).get("lead") or "")
    chosen = lead if lead in dict(bodies) else ""
    return forms_way.HandOver(sent, bodies=bodies, initial={"to": chosen}, **made)


def _decide(actor: Actor, row: queries.Need, sent: Any, made: dict[str, Any]) -> Any:
    """For the first question that waits for this very person."""
    mine = [one for one in queries.rulings_of(actor, row) if to_decide(actor, one)]
    if not mine:
        return None
    choices, _named = parties(row)
    others = [(id, name) for id, name in choices if id != str(row.lead_org)]
    return forms_way.Decide(
        sent, kind=mine[0].kind, parties=others, initial={"ruling": mine[0].pk}, **made
    )


def to_decide(actor: Actor, ruling: Any) -> bool:
    """Whether this very person decides, and still can."""
    return (
        ruling.decided_at is None
        and ruling.decider_org == actor.org
        and actor.role.value in ruling.decider_roles
    )


def shown(actor: Actor, row: queries.Need) -> dict[str, Any]:
    """Everything the page shows of the way."""
    rulings = queries.rulings_of(actor, row)
    handover = queries.handover_of(actor, row)
    wanted = {one.decider_org for one in rulings} | {one.by_org for one in rulings}
    names = organisations.names_of(
        wanted | ({handover.org} if handover else set())
        | ({row.against_org} if row.against_org else set())
    )  # fmt: skip
    body = organisations.get(handover.org) if handover else None
    known = queries.outside_of(body) if body else None
    return {
        "stints": queries.held_by(actor, row.pk),
        "days_paused": queries.days_paused(row),
        "handover": handover,
        "handover_body": body,
        "handover_limits": queries.limits_in_words(known) if known else [],
        "number_unsure": known is not None and not known.sure,
        "rulings": [
            {"row": one, "by": names.get(one.by_org, _("居民")),
             "decider": names.get(one.decider_org, "")}
            for one in rulings if one.verdict != "withdrawn"
        ],
        "decides": any(to_decide(actor, one) for one in rulings),
        "against": names.get(row.against_org, "") if row.against_org else "",
        "complaints": _complaints(actor, row),
        "first_matter": _visible(actor, row.about_need_id),
    }  # fmt: skip


def _complaints(actor: Actor, row: queries.Need) -> list[queries.Need]:
    return list(queries.visible(actor).filter(about_need=row.pk).order_by("heard_at"))


def _visible(actor: Actor, id: UUID | None) -> queries.Need | None:
    """The matter a complaint is about, where the reader may see that too."""
    if id is None or not actor.may(Deed.READ_NEEDS):
        return None
    return queries.visible(actor).filter(pk=id).first()


def with_load(actor: Actor, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parties, each with what lies with it already (as far as the reader sees it)."""
    load = queries.load_of(actor, [UUID(id) for id, _name in choices])
    found = []
    for id, name in choices:
        here, late = load.get(UUID(id), (0, 0))
        told = _("%(name)s(手上%(open)s件,超期%(late)s件)") if here else "%(name)s"
        found.append((id, told % {"name": name, "open": here, "late": late}))
    return found
