"""Town or village, and the short name, from the endings that the register really has."""

from __future__ import annotations

import pytest

from sanshe.ground.areas.names import kind_of, short_name


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("复兴社区居委会", "urban", "复兴社区"),
        ("复兴社区居民委员会", "urban", "复兴社区"),
        ("青龙居委会", "urban", "青龙社区"),
        ("翠湖西路社区", "urban", "翠湖西路社区"),
        ("古城社区居民委员", "urban", "古城社区"),
        ("勐腊农场虚拟生活区", "urban", "勐腊农场虚拟生活区"),
        ("明朗村民委员会", "village", "明朗村"),
        ("明朗村委会", "village", "明朗村"),
        ("上村村委会", "village", "上村"),
        ("八0八社区村民委员会", "village", "八0八社区"),
        ("碧溪村民委员会（农村社区）", "village", "碧溪村"),
        ("大营村", "village", "大营村"),
        ("居委会", "urban", "居委会"),
        ("大村居委会", "urban", "大村社区"),
        ("兴隆村社区居委会", "urban", "兴隆村社区"),
    ],
)
def test_endings(name: str, kind: str, short: str) -> None:
    assert (kind_of(name), short_name(name)) == (kind, short)


def test_where_the_ending_is_silent_the_code_tells() -> None:
    assert kind_of("某农场", 530112003008) == "urban"
    assert kind_of("某农场", 530112003208) == "village"
    assert kind_of("某农场", 530112003498) == ""
