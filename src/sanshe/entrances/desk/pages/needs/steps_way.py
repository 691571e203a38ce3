"""The steps of a matter on its way, and after its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions, queries

from . import forms_way
from .stepping import StepOnPage, as_said


def _decide(actor: Actor, need: queries.Need, said: dict[str, Any], version: int) -> Any:
    return actions.decide(actor, **said)


def _complain(actor: Actor, need: queries.Need, said: dict[str, Any], version: int) -> Any:
    return actions.complain(actor, need=need, text=said["text"], about=UUID(said["about"]))


STEPS_ON_ITS_WAY: dict[str, StepOnPage] = {
    "pause": StepOnPage(
        forms_way.Pause, as_said(actions.pause),
        _("停下来了。居民看得到为什么、停到哪天。"),
    ),
    "resume": StepOnPage(
        forms_way.Resume, as_said(actions.resume),
        _("接着办了。"),
    ),
    "hand_over": StepOnPage(
        forms_way.HandOver, as_said(actions.hand_over),
        _("交过去了。到那天会提醒我们回头问。"),
    ),
    "ask_back": StepOnPage(
        forms_way.AskBack, as_said(actions.ask_back),
        _("记下了。"),
    ),
    "dispute": StepOnPage(
        forms_way.Dispute, as_said(actions.dispute),
        _("提上去了。定下来以前,还由我们接着办。"),
    ),
    "appeal": StepOnPage(
        forms_way.Appeal, as_said(actions.appeal),
        _("提上去了。"),
    ),
    "decide": StepOnPage(forms_way.Decide, _decide, _("定下来了,已经告诉各方。")),
    "raise_privacy": StepOnPage(
        forms_way.Hide, as_said(actions.raise_privacy),
        _("保密程度提高了。"),
    ),
    "complain": StepOnPage(
        forms_way.Complain, _complain, _("意见单独记成一件事,不会交给被说的一方。")
    ),
    "say_lasting": StepOnPage(
        forms_way.Lasting, as_said(actions.say_lasting),
        _("记下了。不会再问第二次。"),
    ),
}  # fmt: skip
