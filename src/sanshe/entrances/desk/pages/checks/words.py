"""A flag in words: what was seen, with its figures, and why it may be quite all right."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanshe.ground.kit.lists import listed
from sanshe.registry.catalogue.enums import Unit
from sanshe.work.checks.enums import Kind

Texts = tuple[str | Promise, ...]

HARMLESS: dict[Kind, Texts] = {
    Kind.SAME_TIME: (
        gettext_lazy("一户人家住着两位老人,两位一起看,一人记一条。"),
        gettext_lazy("两件事连着做,写时间的时候取了整。"),
        gettext_lazy("活动上顺便做了一次个别谈话。"),
        gettext_lazy("补记纸上的记录,时间填了默认的。"),
    ),
    Kind.TWO_PLACES: (
        gettext_lazy("其中一条是打电话,人不用到那里。"),
        gettext_lazy("两位同事一起做的,名字多写了一个。"),
        gettext_lazy("在一个社区办的活动,记在了另一个社区名下。"),
    ),
    Kind.TOO_FAST: (
        gettext_lazy("骑了电动车,或者有人捎了一段。"),
        gettext_lazy("在路上、楼下或者活动室碰到的,不在家里。"),
        gettext_lazy("前一次走得早,结束的时间没改。"),
        gettext_lazy("楼栋在地图上的点标偏了。"),
    ),
    Kind.ONE_HAND: (
        gettext_lazy("一周的纸质回执,当天坐下来一起录。"),
        gettext_lazy("活动散场时,大家排着队报暗号。"),
        gettext_lazy("别的同事病了,替他把核对补上。"),
    ),
    Kind.ROUND: (
        gettext_lazy("课时本来就定成一小时、两小时。"),
        gettext_lazy("活动按名额报名,名额是整数。"),
        gettext_lazy("大家习惯把时间写成半点整点。"),
    ),
    Kind.UNCONFIRMED: (
        gettext_lazy("服务的老人听不清电话,也不上网,确认本来就难。"),
        gettext_lazy("新人还不知道要请居民报暗号。"),
        gettext_lazy("主要做的是没有固定对象的活动。"),
    ),
    Kind.SAID_NOT: (
        gettext_lazy("老人家记性不好,或者是家里别的人接的电话。"),
        gettext_lazy("来的人没穿工服,居民不知道是哪家机构。"),
        gettext_lazy("记录写错了人,服务的是隔壁一家。"),
    ),
}

SEEN_BY: dict[Kind, str | Promise] = {
    Kind.SAME_TIME: gettext_lazy("同一个人在同一个社区的两条记录,同一分钟开始,或者时间有重叠。"),
    Kind.TWO_PLACES: gettext_lazy(
        "同一个人的两条记录时间有重叠,却在两个社区,或者两栋楼离得太远;别家机构的也一起看。"
    ),
    Kind.TOO_FAST: gettext_lazy(
        "前后两家之间的空当,比走过去要的时间还短。只比知道位置的楼栋;不知道的,什么也不说。"
    ),
    Kind.ONE_HAND: gettext_lazy(
        "一个人一口气确认了很多居民的记录。平台不记是哪台设备,所以居民自己在网上确认的看不出来。"
    ),
    Kind.ROUND: gettext_lazy(
        "一个机构一个站点一个季度里,整半小时、整十人、整十个单位的占比,比全县别处高得多(二项检验,同一单位才比)。"
    ),
    Kind.UNCONFIRMED: gettext_lazy(
        "一个机构一个站点一个季度里,得到确认的占比,比全县别处低得多(两个区间不相交)。"
    ),
    Kind.SAID_NOT: gettext_lazy("随机抽到的居民说没有这回事。"),
}

_MEASURES = {
    "durations": gettext_lazy("时长是整半小时"),
    "heads": gettext_lazy("人数是整十"),
    "amounts": gettext_lazy("数量是整十"),
}


def seen(flag: Any) -> list[str]:
    """What was seen, one sentence a line."""
    lines = _SAY[Kind(flag.kind)](flag.seen)
    if flag.elsewhere:
        lines.append(
            _("另外还有%(count)s条是别的机构或别的县的,这里不显示。") % {"count": flag.elsewhere}
        )
    return lines


def _times(facts: dict[str, Any]) -> list[str]:
    return [
        _("有%(pairs)s对记录的时间碰在一起,开始的时间是%(times)s。")
        % {"pairs": facts.get("pairs", 0), "times": listed(facts.get("times", []))}
    ]


def _fast(facts: dict[str, Any]) -> list[str]:
    return [
        _("两家之间大约%(metres)s米的路,照常要%(wants)s分钟,记录上只隔了%(minutes)s分钟。")
        % {name: f"{facts.get(name, 0):g}" for name in ("metres", "wants", "minutes")}
    ]


def _hand(facts: dict[str, Any]) -> list[str]:
    return [
        _("%(minutes)s分钟里确认了%(records)s条,关系到%(persons)s位居民。")
        % {name: facts.get(name, 0) for name in ("minutes", "records", "persons")}
    ]


def _share(facts: dict[str, Any]) -> dict[str, Any]:
    yes, n, rest_yes, rest = (facts.get(name, 0) for name in ("yes", "n", "rest_yes", "rest"))
    return {
        "yes": yes, "n": n, "percent": f"{100 * yes / n:.0f}" if n else "–", "rest": rest,
        "usual": f"{100 * rest_yes / rest:.0f}" if rest else "–",
        "low": facts.get("low"), "high": facts.get("high"),
    }  # fmt: skip


def _round(facts: dict[str, Any]) -> list[str]:
    what = _MEASURES.get(facts.get("measure", ""), "")
    unit = dict(Unit.choices).get(facts.get("unit", ""), "")
    values = {**_share(facts), "what": what, "unit": unit}
    return [
        _("按“%(unit)s”记的%(n)s条里,%(what)s的有%(yes)s条,占%(percent)s%%。") % values,
        _("全县别处%(rest)s条里占%(usual)s%%(区间%(low)s%%–%(high)s%%)。") % values,
    ]


def _rate(facts: dict[str, Any]) -> list[str]:
    values = _share(facts)
    return [
        _("%(n)s条里得到确认的有%(yes)s条,占%(percent)s%%。") % values,
        _("全县别处%(rest)s条里占%(usual)s%%(区间%(low)s%%–%(high)s%%)。") % values,
    ]


def _said_not(facts: dict[str, Any]) -> list[str]:
    return [_("随机抽到这一条去问,居民说没有这回事。只是一位居民的话,请先问清楚。")]


_SAY = {
    Kind.SAME_TIME: _times, Kind.TWO_PLACES: _times, Kind.TOO_FAST: _fast, Kind.ONE_HAND: _hand,
    Kind.ROUND: _round, Kind.UNCONFIRMED: _rate, Kind.SAID_NOT: _said_not,
}  # fmt: skip
