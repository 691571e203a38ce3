"""How much an import of the whole country costs beside a bare COPY of the same rows."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.db import connections

from sanshe.ground.areas import actions
from tests import database

ROWS = 620_000
_CHARS = (
    "山水龙河村安新兴平石大东西南北上下中前后王李张陈杨刘赵马白红黑长金银花桥湾塘坝坡岭沟谷田井泉"
    "林木松柏竹梅桃柳文武和光明永福寿康乐民丰富春秋华国建太阳星月云高小老古沙土江湖海洋港口关城门"
)


def areas_import_vs_copy() -> float:
    """Seconds of ``import_csv`` over seconds of COPY, 620,000 areas each, both into an empty
    table with the same indexes and constraints; the better of two rounds each."""
    name = f"bench_areas_{os.getpid()}"
    database.drop(name)
    database.copy_of_template(name)
    try:
        with database.pointed_at(name), TemporaryDirectory() as folder:
            path = Path(folder) / "country.csv"
            path.write_text("".join(country(ROWS)), encoding="utf-8")
            imported = min(_import(path) for _ in range(2))
            return imported / min(_copy() for _ in range(2))
    finally:
        database.drop(name)


def country(rows: int, seed: int = 2026) -> Iterator[str]:
    """An invented country in the shape of the real one: lines of a .csv with ``rows`` areas."""
    draw = random.Random(seed)

    def stem() -> str:
        return "".join(draw.choices(_CHARS, k=draw.choice((2, 2, 2, 2, 3, 3))))

    yield "code,name,level,parent\n"
    made = 0
    townships = max(1, rows // 15)
    communities = -(-rows // townships)
    province = prefecture = county = 0
    for number in range(townships):
        step, order = divmod(number, 13)
        if order == 0:
            up, inner = divmod(step, 9)
            if inner == 0:
                far, nearer = divmod(up, 12)
                if nearer == 0:
                    province = (11 + far) * 10**10
                    made += 1
                    yield f"{province},{stem()}省,province,\n"
                prefecture = province + (nearer + 1) * 10**8
                made += 1
                yield f"{prefecture},{stem()}市,prefecture,{province}\n"
            county = prefecture + (inner + 1) * 10**6
            made += 1
            yield f"{county},{stem()}县,county,{prefecture}\n"
        township = county + (order + 1) * 10**3
        made += 1
        yield f"{township},{stem()}镇,township,{county}\n"
        for nth in range(communities):
            if made >= rows:
                return
            made += 1
            urban = nth % 5 == 0
            ending = "社区居委会" if urban else "村民委员会"
            code = township + (nth + 1 if urban else 200 + nth)
            yield f"{code},{stem()}{ending},community,{township}\n"


def _import(path: Path) -> float:
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE areas_area")
    start = time.perf_counter()
    report = actions.import_csv(path)
    seconds = time.perf_counter() - start
    assert report.inserted == ROWS and not report.faults, (report.inserted, report.faults[:3])
    return seconds


def _copy() -> float:
    """COPY the rows that the import wrote into a twin of the table, from text made beforehand."""
    with connections["owner"].cursor() as wrapped:
        cursor: psycopg.Cursor = wrapped.cursor
        with cursor.copy("COPY (SELECT * FROM areas_area ORDER BY code) TO STDOUT") as copy:
            text = b"".join(bytes(block) for block in copy)
        cursor.execute("DROP TABLE IF EXISTS twin")
        cursor.execute("CREATE TABLE twin (LIKE areas_area INCLUDING ALL)")
        start = time.perf_counter()
        with cursor.copy("COPY twin FROM STDIN") as copy:
            copy.write(text)
        return time.perf_counter() - start
