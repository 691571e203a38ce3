"""Each step of a matter: its form, the action it calls, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.asked import number
from sanshe.registry.catalogue import queries as catalogue
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions, queries
from sanshe.work.visits import actions as visits

from . import forms, who
from .stepping import StepOnPage, as_said
from .steps_way import STEPS_ON_ITS_WAY
from .two import STEPS_OF_TWO

STEPS: dict[str, StepOnPage] = {
    "sort": StepOnPage(
        forms.Sort, as_said(actions.sort), _("分好了类。")
    ),
    "link": StepOnPage(
        who.Link,
        lambda a, n, s, v: actions.link_person(a, need=n, version=v, person=s["person"]),
        _("记下了是谁。谁能看到这个人,还照名册上的来。"),
    ),
    "unlink": StepOnPage(
        who.Unlink,
        lambda a, n, s, v: actions.unlink_person(a, need=n, version=v),
        _("好,这一条现在不写是谁。"),
    ),
    "register": StepOnPage(
        who.Register,
        as_said(actions.register_person),
        _("登记到名册,也记下了是谁。"),
    ),
    "dispatch": StepOnPage(forms.Dispatch, as_said(actions.dispatch), _("派出去了。")),
    "send_back": StepOnPage(
        forms.Reason,
        lambda a, n, s, v: actions.send_back(a, need=n, version=v, reason=s["text"]),
        _("退回去了。只能退这一次。"),
    ),
    "recall": StepOnPage(
        forms.JustDo,
        lambda a, n, s, v: actions.recall(a, need=n, version=v),
        _("收回来了,还在我们这张桌子上。"),
    ),
    "answer": StepOnPage(
        forms.Words,
        lambda a, n, s, v: actions.answer(a, need=n, version=v, text=s["text"]),
        _("答复了。居民凭回执能看到。"),
    ),
    "attempt": StepOnPage(
        forms.Attempt,
        as_said(actions.attempt),
        _("记下了这一次联系。"),
    ),
    "confirm": StepOnPage(
        forms.Said,
        lambda a, n, s, v: actions.confirm(a, need=n, version=v, said=s["text"]),
        _("居民确认解决了,已办结。"),
    ),
    "not_solved": StepOnPage(
        forms.Said,
        lambda a, n, s, v: actions.not_solved(a, need=n, version=v, text=s["text"]),
        _("记下了:还没解决,接着办。"),
    ),
    "close_unreached": StepOnPage(
        forms.Said,
        lambda a, n, s, v: actions.close_unreached(a, need=n, version=v, note=s["text"]),
        _("多次联系不上,已办结。居民随时可以凭回执重新打开。"),
    ),
    "pass_on": StepOnPage(
        forms.Said,
        lambda a, n, s, v: actions.pass_on(a, need=n, version=v, note=s["text"]),
        _("已转达。"),
    ),
    "reopen": StepOnPage(
        forms.Said,
        lambda a, n, s, v: actions.reopen(a, need=n, version=v, text=s["text"]),
        _("重新打开了。"),
    ),
    "thank": StepOnPage(
        forms.Thank, lambda a, n, s, v: actions.thank(a, need=n, **s), _("道谢转到了。")
    ),
    "note": StepOnPage(
        forms.Note, lambda a, n, s, v: actions.note(a, need=n, **s), _("记下了。")
    ),
    **STEPS_ON_ITS_WAY,
    **STEPS_OF_TWO,
}  # fmt: skip

MAY_HIDE = ("sort", "raise_privacy")
"""Steps after which fewer may see a matter."""


def run(
    actor: Actor, need: queries.Need, step: str, said: dict[str, Any], sent: Mapping[str, Any]
) -> str:
    """Do a step against the version the page was filled in on. Gives what to say of it.

    Sorting may hand the matter on in one go (the button ``then=dispatch``), to whom the catalogue
    names, where it stays at this desk.
    """
    version = number(str(sent.get("version", "")))
    STEPS[step].call(actor, need, said, -1 if version is None else version)
    if step in MAY_HIDE:  # visits stand above needs: those for it are kept closer as well
        visits.follow_need(actor, need=need.pk)
    if step == "sort" and sent.get("then") == "dispatch":
        return str(_hand_on(actor, need) or STEPS[step].done)
    return str(STEPS[step].done)


def _hand_on(actor: Actor, need: queries.Need) -> str | Promise:
    now = queries.visible(actor).filter(pk=need.pk).first()
    named = catalogue.responsible(now.community, category=now.category) if now else None
    if now is None or named is None or now.desk_org != actor.org:
        return ""
    helpers = named.helpers if now.privacy in ("normal", "third_party") else []
    actions.dispatch(actor, need=now, version=now.version, lead=named.lead, helpers=helpers)
    return STEPS["dispatch"].done
