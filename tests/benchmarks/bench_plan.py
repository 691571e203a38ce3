"""How long a month's plan takes for a thousand elders: read, solved, written as a draft."""

from __future__ import annotations

import os
import random
import time
from datetime import timedelta

from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.registry.people.models import Person
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions
from sanshe.work.planning.models import PlanLine, Wish
from sanshe.work.planning.month import next_month
from sanshe.work.visits.models import Visit
from tests import database
from tests.factories.district import FX, District, make_district, staff

ELDERS, WORKERS = 1_000, 15
TIERS = "A" * 12 + "B" * 38 + "C" * 50  # of a hundred, as the demo's community has them
ROUNDS = 3


def month_plan_seconds_per_1000_elders() -> float:
    """Seconds of ``actions.make`` for next month: 1,000 elders, 15 workers, a third with a wish,
    everybody visited last month. The best of three."""
    name = f"bench_plan_{os.getpid()}"
    database.drop(name)
    database.copy_of_template(name)
    try:
        with database.pointed_at(name):
            district = make_district()
            _lay(district)
            return min(_make(district) for _ in range(ROUNDS))
    finally:
        database.drop(name)


def _make(district: District) -> float:
    month = next_month(timezone.localdate())
    began = time.perf_counter()
    plan = actions.make(district.manager, community=FX, month=month)
    seconds = time.perf_counter() - began
    with scope(district.job):
        lines = PlanLine.objects.filter(plan=plan)
        placed = lines.filter(state="placed").count()
        assert placed > ELDERS and placed >= lines.count() * 0.95, (placed, lines.count())
    return seconds


def _lay(district: District) -> None:
    draw = random.Random(1000)
    with scope(district.job):
        team = [staff(f"社工{n}", Role.WORKER, district.agency.id, FX) for n in range(WORKERS - 2)]
        team += [district.worker, district.colleague]
        elders = [
            Person(
                community=FX, name=f"第{n}家", pinyin=f"di{n}jia", building=f"{n % 60}栋",
                birth_year=1926 + n % 25, tier=TIERS[n % 100], seen_by=[district.agency.id],
                made_by_org=district.agency.id,
            )
            for n in range(ELDERS)
        ]  # fmt: skip
        Person.objects.bulk_create(elders)
        Wish.objects.bulk_create(_wish(draw, one) for one in elders[::3])
        Visit.objects.bulk_create(
            _visit(district, one, team[n % WORKERS], n) for n, one in enumerate(elders)
        )


def _wish(draw: random.Random, elder: Person) -> Wish:
    return Wish(
        person=elder, contact=draw.choice(["any", "any", "phone"]),
        weekdays=draw.choice([[], [1, 3], [0, 2, 4]]), same_worker=draw.random() < 0.5,
        asked_on=timezone.localdate(),
    )  # fmt: skip


def _visit(district: District, elder: Person, worker: object, number: int) -> Visit:
    start = timezone.now() - timedelta(days=20, minutes=number // WORKERS * 50)
    return Visit(
        id=new_id(), person=elder, whom=elder.name, service=district.service, community=FX,
        agency=district.agency.id, seen_by=[district.agency.id], worker=worker.user,
        worker_name=worker.name, planned_start=start, planned_end=start + timedelta(minutes=45),
        planned_by=worker.user, spoken_code="1234", state="recorded", outcome="done",
        started_at=start, ended_at=start + timedelta(minutes=30), health="fine", mood="fine",
        safety="fine", hygiene="fine", living="fine",
    )  # fmt: skip
