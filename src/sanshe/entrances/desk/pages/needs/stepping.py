"""What a step of a matter is on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise

from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries

from . import forms

Call = Callable[[Actor, queries.Need, dict[str, Any], int], Any]


def as_said(act: Callable[..., Any]) -> Call:
    """An action that takes just what its form says, of the version the form was filled in for."""
    return lambda actor, need, said, version: act(actor, need=need, version=version, **said)


class StepOnPage(NamedTuple):
    """Its form, the action it calls, and what is said when it is done."""

    form: type[forms.HouseForm]
    call: Call
    done: str | Promise
