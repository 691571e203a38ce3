"""A list of residents on its way into the register, three rows of it kept aside; and two people
of the register who are in it twice, it seems."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from sanshe.ground.kit.sheets import write
from sanshe.registry.people import actions as people

from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

HEADS = ("姓名", "性别", "出生年月", "联系电话", "住址", "备注")
ROWS = (
    ("段 国华", "男", "1941.3.5", "100 0000 0501", "3-2-501", ""),
    ("段秀莲", "女", "一九四三年", "\uff11\uff10\uff1000000502", "3栋2单元501", ""),
    ("钱玉仙", "女", "1938年3月", "100-0000-0503", "12幢1单元302室", "爱听滇剧"),
    ("普发清", "男", "三八年春", "100-0000-0504", "12栋2单元101", ""),
    ("和丽芳", "女性", "1950-11-02", "1380", "9-1-202", ""),
    ("马存义", "不清楚", "1947", "", "9-1-203", ""),
    ("杨文才、李桂仙", "男/女", "1945/1946", "", "6-3-301", "两口子"),
    ("白凤英", "女", "农历1936年冬月", "100-0000-0508", "6-3-402", ""),
)


def lay_out(laid: Laid) -> None:
    """The clerk's list is accepted; the worker meets the same people again."""
    meng = laid.staff["meng"]
    file = BytesIO()
    write(file, title="花名册", heads=HEADS, rows=ROWS)
    file.seek(0)
    batch = people.bring_list(
        meng, community=PLACES["FX"], purpose="visits", file=file,
        title="复兴社区高龄老人花名册.xlsx",
    )  # fmt: skip
    people.accept_list(meng, batch=batch.id, version=batch.version)
    people.go_on(meng, batch=batch.id)
    for name, building, phone in (("周秀兰", "3栋", "10000000001"), ("陈师父", "7栋", "")):
        people.keep_person(
            meng, community=PLACES["FX"], name=name, building=building, phone=phone, even_so=True
        )
