"""Boards counted the long way: from the records themselves, as the owner of the database."""

from __future__ import annotations

from typing import Any

from django.db import connection

STANDS = """
    SELECT r.*, date_trunc('month', r.day)::date AS month, coalesce(
        (SELECT m.standing FROM ledger_remark m WHERE m.county = r.county AND m.record = r.id
         ORDER BY m.seq DESC LIMIT 1), 'recorded') AS standing
    FROM ledger_record r"""

STEPS = {5: 1, 4: 10**3, 3: 10**6, 2: 10**8, 1: 10**10}


def rows(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def figures(level: int, kind: str) -> list[tuple[Any, ...]]:
    """(area, month, item or agency, unit, records, confirmed, quantity, heads) from raw records."""
    column = {"item": "item_id", "agency": "agency"}[kind]
    return rows(f"""
        SELECT community / {STEPS[level]} * {STEPS[level]}, month, {column}, unit, count(*),
               count(*) FILTER (WHERE standing = 'confirmed'), sum(quantity), sum(heads)
        FROM ({STANDS}) r WHERE standing <> 'reversed' AND NOT sealed
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""")


def kept(level: int, kind: str) -> list[tuple[Any, ...]]:
    """The same from the boards."""
    other = {"item": "agency = '00000000-0000-0000-0000-000000000000'", "agency": "item = 0"}[kind]
    where = "true" if level == 5 else other
    return rows(f"""
        SELECT area, month, {kind}, unit, sum(records), sum(confirmed), sum(quantity), sum(heads)
        FROM boards_month WHERE level = {level} AND NOT sealed AND {where}
        GROUP BY 1, 2, 3, 4 HAVING sum(records) <> 0 ORDER BY 1, 2, 3, 4""")


def persons(level: int, period: str) -> list[tuple[Any, ...]]:
    """(area, start, different persons) from raw records."""
    return rows(f"""
        SELECT community / {STEPS[level]} * {STEPS[level]}, date_trunc('{period}', day)::date,
               count(DISTINCT person)
        FROM ({STANDS}) r, unnest(persons) person WHERE standing <> 'reversed'
        GROUP BY 1, 2 ORDER BY 1, 2""")


def kept_persons(level: int, period: str) -> list[tuple[Any, ...]]:
    return rows(f"""
        SELECT area, start, persons FROM boards_reached
        WHERE level = {level} AND whole_year = {period == "year"} AND persons <> 0
        ORDER BY 1, 2""")


def persons_by(level: int, period: str, kind: str) -> list[tuple[Any, ...]]:
    """(area, start, item or agency, different persons) from raw records."""
    column = {"item": "item_id", "agency": "agency"}[kind]
    return rows(f"""
        SELECT community / {STEPS[level]} * {STEPS[level]}, date_trunc('{period}', day)::date,
               {column}, count(DISTINCT person)
        FROM ({STANDS}) r, unnest(persons) person WHERE standing <> 'reversed' AND NOT sealed
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""")


def kept_persons_by(level: int, period: str, kind: str) -> list[tuple[Any, ...]]:
    other = {"item": "item <> 0", "agency": "item = 0"}[kind]
    return rows(f"""
        SELECT area, start, {kind}, persons FROM boards_reached_by
        WHERE level = {level} AND whole_year = {period == "year"} AND persons <> 0 AND {other}
        ORDER BY 1, 2, 3""")


def assert_boards_are_the_book() -> None:
    """Every level, to the last digit."""
    for level in STEPS:
        for kind in ("item", "agency"):
            assert kept(level, kind) == figures(level, kind), (level, kind)
        for period in ("month", "year"):
            assert kept_persons(level, period) == persons(level, period), (level, period)
            for kind in ("item", "agency") if (level, period) != (5, "month") else ():
                at = (level, period, kind)
                assert kept_persons_by(*at) == persons_by(*at), at
