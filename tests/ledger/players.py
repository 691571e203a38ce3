"""A process that writes into the book as several people at once, until it is told or killed.

python -m tests.ledger.players <seed> <moves>      DATABASE_URL names the database
"""

from __future__ import annotations

import os
import random
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

COUNTY = 530112000000
PERSONS = [UUID(int=n) for n in range(1, 6)]
SOURCES = [UUID(int=n) for n in range(1, 13)]
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # before midnight in Shanghai, so days differ
METHODS = ("co_signed", "callback", "spoken_code")


def cast() -> dict[str, Any]:
    """The people and things that ``make_district`` laid out, read back."""
    from sanshe.registry.catalogue.models import Service
    from sanshe.trust.accounts.models import Assignment
    from sanshe.trust.policy.actor import Actor
    from sanshe.trust.policy.scope import scope

    with scope(Actor.job("players")):
        service = Service.objects.select_related("platform").get(code="FX-01")
        staff = [
            Actor.staff(user=a.user_id, name="", role=a.role, org=a.org, area=a.area)
            for a in Assignment.objects.filter(
                role__in=["worker", "supervisor", "agency_manager", "committee_clerk"]
            )
        ]
    agency = next(a.org for a in staff if a.role == "supervisor")
    return {"service": service, "agency": agency, "staff": staff}


def move(dice: random.Random, house: dict[str, Any]) -> str:
    """One move by one of the cast: whatever the house refuses is refused."""
    from sanshe.ground.kit.errors import Problem
    from sanshe.ledger import actions
    from sanshe.ledger.models import Place
    from sanshe.trust.policy.scope import scope

    actor = dice.choice(house["staff"])
    kind = dice.choice(("record", "record", "confirm", "confirm", "dispute", "reverse"))
    with suppress(Problem):
        if kind == "record":
            _record(dice, house, actor)
            return kind
        with scope(actor):
            ids = list(Place.objects.values_list("record", flat=True))
        if not ids:
            return "nothing"
        where = {"county": COUNTY, "record": dice.choice(ids)}
        if kind == "confirm":
            actions.confirm(actor, **where, method=dice.choice(METHODS))
        else:
            getattr(actions, kind)(actor, **where, reason="x")
        return kind
    return "refused"


def _record(dice: random.Random, house: dict[str, Any], actor: Any) -> None:
    from sanshe.ledger import actions

    service = house["service"]
    at = START + timedelta(hours=dice.randrange(3))
    persons = dice.sample(PERSONS, dice.randrange(3))
    actions.record(
        actor,
        community=service.community,
        agency=house["agency"],
        item=service.item_id,
        service=service.id,
        platform=service.platform_id,
        started_at=at,
        ended_at=at,
        persons=persons,
        heads=len(persons) + dice.randrange(1, 3),
        workers=[actor.user],
        quantity=dice.choice(("1", "0.5", "2.25")),
        unit=service.unit,
        source="visit",
        source_id=dice.choice(SOURCES),
        revision=dice.randrange(3),
    )


def main(seed: int, moves: int) -> None:
    """Play, saying a word after each move, so that whoever watches knows when to kill."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    import django

    django.setup()
    dice, house = random.Random(seed), cast()
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(moves):
        print(move(dice, house), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
