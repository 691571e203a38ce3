"""Pinyin of names of places."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.pinyin import initials, readable, spell, spell_all

READ = {
    "昆明": "kun ming", "五华": "wu hua", "西山": "xi shan", "复兴": "fu xing",
    "王家桥": "wang jia qiao", "广福小区": "guang fu xiao qu", "大理": "da li",
    "丽江": "li jiang", "红河": "hong he", "勐海": "meng hai", "重庆": "chong qing",
    "六安": "lu an", "六库": "liu ku", "厦门": "xia men", "大厦": "da sha", "长沙": "chang sha",
    "成都": "cheng du", "朝阳": "chao yang", "乐山": "le shan", "乐清": "yue qing",
    "蚌埠": "beng bu", "番禺": "pan yu", "弥勒": "mi le", "绿春": "lv chun", "吕合": "lv he",
    "西藏": "xi zang", "宝藏": "bao cang", "畹町": "wan ding", "会泽": "hui ze",
    "八0八": "ba 0 ba", "B区": "b qu", "（农村社区）": "nong cun she qu",
}  # fmt: skip


@pytest.mark.parametrize(("name", "syllables"), READ.items())
def test_names_are_read_as_people_read_them(name: str, syllables: str) -> None:
    assert " ".join(spell(name)) == syllables


def test_many_at_once_are_read_like_one() -> None:
    assert spell_all(list(READ)) == [spell(name) for name in READ]


def test_every_readable_character_has_one_syllable() -> None:
    for name in READ:
        assert len(readable(name)) == len(spell(name))


def test_initials() -> None:
    assert initials(spell("广福小区")) == "gfxq"
