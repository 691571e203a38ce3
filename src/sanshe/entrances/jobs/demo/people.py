"""The invented people: the scenario's residents, and 复兴's elders by tier."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from sanshe.registry.people import actions as people

from .tables import GIVEN, PLACES, SURNAMES

if TYPE_CHECKING:
    from .lay_out import Laid

TIERS = (("A", 12, 80), ("B", 38, 70), ("C", 46, 65))  # tier, how many, from which age


def lay_out(laid: Laid) -> None:
    """Keep everybody in the register of the agency that serves them."""
    year = date.today().year
    meng, luo, tang = (laid.staff[key] for key in ("meng", "luo", "tang"))
    keep = people.keep_person
    laid.people["P01"] = keep(
        meng, community=PLACES["FX"], name="周奶奶", building="3栋", birth_year=year - 88,
        sex="female", phone="100-0000-0001", address="3栋1单元502", tier="A", wish="爱听花灯戏",
    )  # fmt: skip
    for key, actor, place, name, age, sex, building in (
        ("P02", meng, "FX", "老杨", 74, "male", "5栋"),
        ("P03", meng, "FX", "陈师傅", 61, "male", "7栋"),
        ("P04", tang, "WJQ", "小刘", 32, "male", ""),
        ("P07", luo, "GF", "东北的宋姨", 53, "female", "15栋"),
        ("P08", luo, "GF", "何姐", 58, "female", "9栋"),
    ):
        laid.people[key] = keep(
            actor, community=PLACES[place], name=name, building=building, sex=sex,
            birth_year=year - age, phone=f"100-0000-00{key[1:]}",
        )  # fmt: skip
    laid.people["P05"] = keep(
        tang, community=PLACES["WJQ"], name="阿兰", birth_year=year - 34, privacy="sealed"
    )
    _many_parts(laid)
    _elders(laid, year)


def _many_parts(laid: Laid) -> None:
    """One person, many roles, dated: the newcomer who became a teacher."""
    for actor, key, role, where, since in (
        ("luo", "P07", "client", "", date(2026, 3, 2)),
        ("luo", "P07", "student", "太极拳班", date(2026, 4, 6)),
        ("luo", "P07", "teacher", "剪纸班", date(2026, 6, 1)),
        ("luo", "P07", "volunteer", "巾帼志愿服务队", date(2026, 6, 15)),
        ("luo", "P08", "volunteer", "巾帼志愿服务队", date(2024, 3, 1)),
        ("meng", "P01", "client", "", date(2024, 1, 8)),
        ("meng", "P02", "volunteer", "复兴志愿服务队", date(2025, 9, 1)),
    ):
        people.add_part(
            laid.staff[actor], person=laid.people[key].id, role=role, where=where, since=since
        )


def _elders(laid: Laid, year: int) -> None:
    chance = random.Random(2015)
    meng = laid.staff["meng"]
    used = {"周奶奶"}
    for tier, how_many, youngest in TIERS:
        for number in range(1, how_many + 1):
            if (tier, number) == ("A", 1):
                laid.people["A1"] = laid.people["P01"]
                continue
            name = _new_name(chance, used)
            age = youngest + chance.randrange(14)
            laid.people[f"{tier}{number}"] = people.keep_person(
                meng, community=PLACES["FX"], name=name, building=f"{chance.randrange(1, 19)}栋",
                birth_year=year - age, sex=chance.choice(("female", "male")), tier=tier,
                phone=f"100-0000-{chance.randrange(1000, 9999)}", even_so=True,
            )  # fmt: skip


def _new_name(chance: random.Random, used: set[str]) -> str:
    while True:
        name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))
        if name not in used:
            used.add(name)
            return name
