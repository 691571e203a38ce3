"""The columns a list of people may have, and the headings they go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.sheets import Column

LABELS = {
    "name": _("怎么称呼"),
    "sex": _("性别"),
    "birth": _("出生日期或年份"),
    "age": _("年龄"),
    "phone": _("电话"),
    "building": _("几栋"),
    "unit": _("单元"),
    "room": _("几号房"),
    "address": _("地址"),
    "tier": _("探访级别"),
    "wish": _("本人的意愿"),
    "id_number": _("身份证号(只取生日和性别)"),
}
_HEADS: dict[str, tuple[str, ...]] = {
    "name": ("怎么称呼", "姓名", "名字", "称呼", "老人姓名", "居民姓名", "本人姓名", "人员姓名",
             "服务对象", "服务对象姓名", "老人", "居民", "name"),
    "sex": ("性别", "男女", "sex"),
    "birth": ("出生日期或年份", "出生日期", "出生年月", "出生年月日", "生日", "出生", "出生年份",
              "出生时间", "出生年", "birthday"),
    "age": ("年龄", "岁数", "周岁", "年纪", "age"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "本人电话", "联系方式手机",
              "电话号码", "联系方式", "移动电话", "联系号码", "座机", "phone"),
    "building": ("几栋", "楼栋", "栋号", "栋", "楼号", "幢", "幢号", "楼栋号", "栋数", "building"),
    "unit": ("单元", "单元号", "unit"),
    "room": ("几号房", "房号", "室", "房间", "房间号", "室号", "户室", "room"),
    "address": ("地址", "住址", "家庭住址", "现住址", "居住地址", "详细地址", "门牌号", "门牌",
                "住房号", "家庭地址", "楼栋单元房号", "address"),
    "tier": ("探访级别", "级别", "探访等级", "分级", "tier"),
    "wish": ("本人的意愿", "本人意愿", "意愿", "探访意愿", "wish"),
    "id_number": ("身份证号", "身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"),
}  # fmt: skip


def columns(learned: Mapping[str, str]) -> list[Column]:
    """What is looked for; headings an organisation set by hand before come first. A heading it
    did not want is wanted by nobody."""
    taken = set(learned)
    made = []
    for key, heads in _HEADS.items():
        own = tuple(head for head, known in learned.items() if known == key)
        made.append(Column(key, (*own, *(head for head in heads if head not in taken))))
    return made


def places_of(chosen: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Key → column, the first one where a key is chosen twice."""
    places: dict[str, int] = {}
    for place, key in chosen:
        if key in LABELS:
            places.setdefault(key, place)
    return places
