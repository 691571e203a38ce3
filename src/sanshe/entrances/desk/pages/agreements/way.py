"""The way of a purchase as a page shows it: every step, when it was taken, its limit, its papers;
and the names of what happens beside the steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from sanshe.registry.agreements import queries
from sanshe.registry.agreements.enums import Side, State

DRAFTING = ("described", "indicators", "sources", "budget", "tranches")
"""Said many times over while a purchase is laid down: shown once a day."""

OTHER_STEPS = {
    "described": _("写明需求和方式"),
    "indicators": _("定指标"),
    "sources": _("定资金来源"),
    "budget": _("定预算"),
    "tranches": _("定付款"),
    queries.NOTICED: _("中标通知、结果公告"),
    queries.PUBLISHED: _("合同公开"),
    queries.FILED: _("合同备案"),
    "amended": _("补充协议"),
    "rule": _("换计数口径"),
    "lifted": _("恢复"),
}


def name_of(step: str) -> str:
    known = dict(State.choices) | dict(Side.choices) | OTHER_STEPS
    return str(known.get(step, step))


def is_late(event: Any) -> bool:
    return event.due_on is not None and event.on > event.due_on


def told(events: Iterable[Any]) -> list[tuple[Any, str, bool]]:
    """The story: (event, its name, whether it came late); what is said again and again while it
    is laid down only once a day."""
    found: list[tuple[Any, str, bool]] = []
    said: set[tuple[str, Any]] = set()
    for event in events:
        if event.step in DRAFTING:
            if (event.step, event.on) in said:
                continue
            said.add((event.step, event.on))
        found.append((event, name_of(event.step), is_late(event)))
    return found


@dataclass(slots=True)
class OnTheWay:
    """A step of the purchase: ``events`` that belong to it, with what follows directly from it."""

    state: State
    done: bool
    now: bool
    events: list[tuple[Any, str, bool]] = field(default_factory=list)
    papers: list[Any] = field(default_factory=list)


BESIDE = {
    queries.NOTICED: State.AWARDED, queries.PUBLISHED: State.CONTRACTED,
    queries.FILED: State.CONTRACTED,
}  # fmt: skip


def way_of(agreement: Any, events: Iterable[Any], papers: Iterable[Any]) -> list[OnTheWay]:
    """All fifteen steps in their order."""
    order = list(State)
    here = order.index(State(agreement.state))
    by_step: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        by_step[BESIDE.get(event.step, event.step)].append(event)
    with_papers: dict[str, list[Any]] = defaultdict(list)
    for paper in papers:
        with_papers[paper.step].append(paper)
    return [
        OnTheWay(
            state=one, now=n == here,  # what ended early is archived where it stood
            done=bool(by_step[one.value]) and (n <= here or one == State.ARCHIVED),
            events=told(by_step[one.value]), papers=with_papers[one.value],
        )
        for n, one in enumerate(order)
    ]  # fmt: skip
