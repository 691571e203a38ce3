"""Draw how matters and visits move, from the tables their code keeps to, into docs/states.md.

python -m tools.states           # rewrite docs/states.md
python -m tools.states --check   # fails when it is out of date (a test asks the same)
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "docs" / "states.md"
HEAD = """# How matters and visits move

Drawn by `python -m tools.states` from `work/needs/transitions.py`, `work/visits/transitions.py`,
`work/visits/ladders.py`, `work/casework/transitions.py`, `work/takeover/transitions.py` and
`registry/agreements/transitions.py`, the tables that the code refuses to leave. Do not edit by
hand: a test fails when it is out of date.
Words on the arrows are codes: a matter's are the steps of its story.
"""

CLOSED = """
Closed is only what the resident confirmed, or (`closed`) was tried to reach on three days, passed
on as praise, or taken back untouched with a list that was imported by mistake.
"""

LADDER = """
A rung may be left out only with a reason, which stands in the story (a jump to `police` on
`danger`, or once somebody is found, gives its own). What is kept from the committee has no rung
`committee`. Limits and who is told of a late rung: `work/visits/ladders.py`.
"""

CASE = """
The contact of a closed case is its follow-up. `accepted` and `declined` are the answer to a
referral; while one waits, nothing ends the case but that answer.
"""

TAKEOVER = """
Until the day it may be broken off: nothing has moved yet. `handed_over` is made by the third
signature. Lists that change after somebody signed void what was signed.
"""

PURCHASE = """
Each step's day lies neither before the day of the step it follows nor in days to come.
`disputed` and `suspended` are lifted; `failed_bid` (before the signature only) and `terminated` are
for good. What is settled is stopped no more. `archive` lays down what ended for good in the state
it had come to (the state stays, `archived_on` says when): what failed or was terminated before the
signature at once; after it when what both sides agreed on is paid, when nothing is left to be asked
for, or when nobody asked for it within `CLOSING_WAITS_DAYS` (`work/settlement/rules.py`). Nothing
archived changes any more.
"""

Arrow = tuple[str, str, str]
"""From where, where to, by which step. "[*]" is before the first word."""


def page() -> str:
    """The whole document."""
    needs, stays = _needs()
    return "\n".join([
        HEAD,
        "## A matter (`needs`)\n",
        _drawn(needs),
        "Where a step leaves a matter standing:\n",
        "| state | steps that leave it there |",
        "|---|---|",
        *(f"| `{state}` | {', '.join(sorted(steps))} |" for state, steps in stays.items()),
        CLOSED,
        "## A visit (`visits`)\n",
        _drawn(_visits()),
        "## An escort that goes out and comes home\n",
        _drawn(_escorts()),
        "## Somebody who does not answer: the ladder\n",
        _drawn(_ladder()),
        LADDER,
        "## A case (`casework`)\n",
        _drawn(_cases()),
        CASE,
        "## Another organisation takes a platform over (`takeover`)\n",
        _drawn(_takeovers()),
        TAKEOVER,
        "## A purchase of services (`agreements`)\n",
        _drawn(_purchases()),
        "What stops it on its way, at any step before it is settled:\n",
        _drawn(_stops()),
        PURCHASE,
    ])  # fmt: skip


def _needs() -> tuple[list[Arrow], dict[str, list[str]]]:
    from sanshe.work.needs.transitions import MOVES, START

    arrows: list[Arrow] = []
    stays: dict[str, list[str]] = defaultdict(list)
    for step, moves in MOVES.items():
        for move in moves:
            for before in move.froms:
                for after in move.to or (before,):
                    if before == after:
                        stays[before].append(step.value)
                    else:
                        arrows.append((before if before != START else "[*]", after, step.value))
    return arrows, {state: sorted(set(steps)) for state, steps in stays.items()}


def _visits() -> list[Arrow]:
    from sanshe.work.visits.transitions import VISIT

    return [("[*]", str(VISIT[0].start), "plan"), *((str(m.start), str(m.to), m.by) for m in VISIT)]


def _escorts() -> list[Arrow]:
    from sanshe.work.visits.transitions import ESCORT

    return [(str(m.start), str(m.to), m.by) for m in ESCORT]


def _ladder() -> list[Arrow]:
    from sanshe.work.visits.ladders import MOVES

    return [("[*]", MOVES[0].start, "opened"), *((m.start, m.to, m.by) for m in MOVES)]


def _cases() -> list[Arrow]:
    from sanshe.work.casework.transitions import MOVES

    return [("[*]", str(MOVES[0].start), "open"), *((str(m.start), str(m.to), m.by) for m in MOVES)]


def _takeovers() -> list[Arrow]:
    from sanshe.work.takeover.transitions import MOVES

    return [
        ("[*]", str(MOVES[0].start), "announced"),
        *((str(m.start), str(m.to), str(m.by)) for m in MOVES),
    ]


def _purchases() -> list[Arrow]:
    from sanshe.registry.agreements.transitions import MOVES

    return [
        ("[*]", str(MOVES[0].start), "open_purchase"),
        *((str(m.start), str(m.to), m.by) for m in MOVES),
    ]


def _stops() -> list[Arrow]:
    from sanshe.registry.agreements.transitions import FOR_A_WHILE, FOR_GOOD

    return [
        *(("on_its_way", str(side), "stop") for side in (*FOR_A_WHILE, *FOR_GOOD)),
        *((str(side), "on_its_way", "lift") for side in FOR_A_WHILE),
        *((str(side), str(other), "stop") for side in FOR_A_WHILE for other in FOR_GOOD),
        *((str(side), "archived", "archive") for side in FOR_GOOD),
    ]


def _drawn(arrows: Iterable[Arrow]) -> str:
    """One arrow a pair of states, with all the steps that lead along it."""
    along: dict[tuple[str, str], list[str]] = defaultdict(list)
    for before, after, step in arrows:
        if step not in along[before, after]:
            along[before, after].append(step)
    lines = [f"    {b} --> {a}: {', '.join(steps)}" for (b, a), steps in along.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def main() -> None:
    """Write the page, or say that it is out of date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///drawing")
    os.environ.setdefault("SECRET_KEY", "drawing")
    import django

    django.setup()
    if "--check" in sys.argv:
        fresh = OUT.exists() and OUT.read_text(encoding="utf-8") == page()
        sys.exit(0 if fresh else "docs/states.md is out of date: run python -m tools.states")
    OUT.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
