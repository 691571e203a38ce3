"""What it costs to bring a list of people into the register, and to look for one of them in it."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.db import connection, connections, transaction

ROWS = 10_000
SIZES = (1_000, 100_000)
ROUNDS, LOOKS = 5, 200


def import_people_vs_copy() -> float:
    """Rows a second of a whole import (read from .xlsx apart: laid beside the register, sealed,
    audited, kept) over rows a second of a bare COPY of the same rows, already sealed, into the
    same indexed table; 10,000 rows, the better of two rounds each."""
    with _database("import") as cast:
        taken = [_imported(cast, seed) for seed in (1, 2)]
        copied = [_copied(cast) for _ in range(2)]
    return min(copied) / min(taken)


def _imported(cast: Any, seed: int) -> float:
    """Seconds from the read lines to the last person kept; they are taken out again."""
    from sanshe.ground.kit.sheets import Row, Sheet
    from sanshe.registry.people import actions
    from sanshe.registry.people.actions import importing
    from tests.factories.district import FX
    from tests.factories.lists import people

    lines = [[str(one[key]) for key in ("name", "sex", "birth", "phone", "door", "tier")]
             for one in people(ROWS, seed)]  # fmt: skip
    places = {"name": 0, "sex": 1, "birth": 2, "phone": 3, "address": 4, "tier": 5}
    sheet = Sheet(
        leaf="", header_row=1, columns={}, unknown_columns=[], titles=[""] * 6, places=places,
        rows=[Row(number, line=line) for number, line in enumerate(lines, start=2)],
    )  # fmt: skip
    reader, importing.read_sheet = importing.read_sheet, lambda *_args, **_more: sheet
    began = time.perf_counter()
    try:
        batch = actions.bring_list(cast.worker, community=FX, purpose="visits", file=None)
        actions.choose(cast.worker, batch=batch.id, choice="new")
        version = batch.version + 1
        actions.accept_list(cast.worker, batch=batch.id, version=version)
        while actions.go_on(cast.worker, batch=batch.id).state == "keeping":
            pass
    finally:
        importing.read_sheet = reader
    took = time.perf_counter() - began
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone()[0] == ROWS
        cursor.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM people_person")
        cursor.execute("DELETE FROM people_person")
        cursor.execute("VACUUM people_person")
    return took


def _copied(cast: Any) -> float:
    """Seconds of COPY of the rows an import made, into the same table."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = "
                       "'people_person' ORDER BY ordinal_position")  # fmt: skip
        names = ", ".join(name for (name,) in cursor.fetchall())
        with cursor.copy(f"COPY kept ({names}) TO STDOUT") as out:
            data = b"".join(bytes(block) for block in out)
        began = time.perf_counter()
        with (
            transaction.atomic(using="owner"),
            cursor.copy(f"COPY people_person ({names}) FROM STDIN") as copy,
        ):
            copy.write(data)
        took = time.perf_counter() - began
        cursor.execute("DELETE FROM people_person")
        cursor.execute("VACUUM people_person")
    return took


def duplicate_search_100k_vs_1k() -> float:
    """Median time of one look-up of a likely duplicate (by name, sound, door, telephone and
    birthday) among 100,000 people of one community over that among 1,000, taking turns."""
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    with _database("1k") as small:
        likes = {SIZES[0]: _filled(small, SIZES[0])}
        name = connection.settings_dict["NAME"]
        from tests import database

        with _database("100k") as large:
            likes[SIZES[1]] = _filled(large, SIZES[1])
            large_name = connection.settings_dict["NAME"]
            for _ in range(ROUNDS):
                for size, where, cast in (
                    (SIZES[0], name, small), (SIZES[1], large_name, large),
                ):  # fmt: skip
                    with database.pointed_at(where):
                        times[size] += _looked(cast, likes[size])
    return median(times[SIZES[1]]) / median(times[SIZES[0]])


def _filled(cast: Any, size: int) -> list[Any]:
    """So many people of one community, fifty to a building; some of them to look for."""
    from sanshe.registry.people.actions._batches import insert
    from sanshe.registry.people.models import Import
    from sanshe.registry.people.traits import traits
    from sanshe.trust.policy.scope import scope
    from tests.factories.district import FX
    from tests.factories.lists import GIVEN, SURNAMES

    draw, likes = random.Random(3), []
    signs = [chr(0x4E00 + n) for n in range(0, 6000, 7)] + list(GIVEN)
    rows = []
    for number in range(size):
        facts = {
            "name": draw.choice(SURNAMES) + draw.choice(signs) + draw.choice(signs),
            "building": f"{number // 50 + 1}栋", "birth_year": 1930 + number % 80,
            "phone": f"100-{number // 10000:04}-{number % 10000:04}",
        }  # fmt: skip
        rows.append(traits(**facts))
        if number % (size // LOOKS) == 0:
            likes.append(traits(**facts))
    with scope(cast.job):
        insert(Import(community=FX, made_by_org=cast.worker.org), rows)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE people_person")
    return likes


def _looked(cast: Any, likes: list[Any]) -> list[float]:
    from sanshe.registry.people.queries import likely_same
    from sanshe.trust.policy.scope import scope
    from tests.factories.district import FX

    times = []
    with scope(cast.worker, read_only=True):
        for at, like in enumerate(likes):
            began = time.perf_counter()
            found = likely_same(cast.worker, like, community=FX)
            if at >= 10:  # the first after a change of database do not count
                times.append(time.perf_counter() - began)
            assert found
    connection.close()
    return times


@contextmanager
def _database(name: str) -> Iterator[Any]:
    from tests import database
    from tests.factories.district import make_district

    own = f"bench_people_{name}_{os.getpid()}"
    database.drop(own)
    database.copy_of_template(own)
    try:
        with database.pointed_at(own):
            yield make_district()
    finally:
        database.drop(own)
