"""The communities' transfer catalogues: who leads what, in which version."""

from __future__ import annotations

from datetime import date

# item: (duty, lead, helpers, platform, reason) per community. Leads are keys of the bodies.
Line = tuple[str, str, tuple[str, ...], str, str]

OUTSIDE: dict[str, Line] = {
    "T-10": ("refused", "MZ", (), "", "数据比对在先,不重复要证明"),
    "T-11": ("refused", "CG", (), "", "居委会不当执法责任主体"),
    "T-12": ("refused", "MZ", (), "", "机构可以报告,不能认定"),
    "S-05": ("refused", "110", (), "", "马上报警,不等待"),
    "S-09": ("refused", "12345", (), "", "物业和住建的事,社区带着号码转过去"),
    "S-10": ("refused", "119", (), "", "闻到气味先离开,再打119"),
    "S-11": ("refused", "110", (), "", "公安的事,社区可以劝"),
    "S-12": ("refused", "12348", (), "", "司法所和法律援助的事"),
    "S-13": ("refused", "JY", (), "", "教育部门的事,可以陪着备材料"),
    "S-14": ("refused", "WS", (), "", "社区卫生服务中心的事,可以陪同"),
}


def own(committee: str, agency: str) -> dict[str, Line]:
    """What a committee keeps, with the agency at its side."""
    return {
        "T-09": ("own", committee, (), "", "人民调解是居委会的事"),
        "S-03": ("own", committee, (agency, "110"), "", "先敲门,再找家人,敲不开就报警"),
        "S-15": ("own", committee, (agency,), "", ""),
        "S-16": ("own", committee, (agency,), "", ""),
        "S-18": ("own", committee, (), "", "只开清单里有的证明"),
        "S-19": ("own", committee, (agency,), "", ""),
        "S-21": ("own", committee, (), "", ""),
    }


def handed(agency: str, station: str) -> dict[str, Line]:
    """What goes to the agency in every community."""
    return {
        "T-02": ("transferable", agency, (), station, "街道购买;每月至少一次"),
        "T-03": ("transferable", agency, (), station, "要有保险"),
        "T-04": ("transferable", agency, (), station, "居委会出场地"),
        "T-05": ("transferable", agency, (), station, "保密"),
        "T-06": ("transferable", agency, (), station, "监护人同意,人员查询"),
        "T-07": ("transferable", agency, (), station, "自愿"),
        "S-01": ("transferable", agency, (), station, ""),
        "S-02": ("transferable", agency, (), station, ""),
        "S-06": ("purchasable", agency, (), station, "有人马上打电话"),
        "S-08": ("purchasable", agency, (), station, ""),
        "S-17": ("purchasable", agency, (), station, "谁记的谁负责"),
        "S-20": ("transferable", agency, (), station, ""),
    }


CATALOGUES: dict[str, dict[str, Line]] = {
    "FX": OUTSIDE | own("FXC", "CX") | handed("CX", "复兴社工站") | {
        "T-01": ("transferable", "CX", ("FV", "FXC"), "复兴社工站", "居委会指导"),
        "T-08": ("assist", "JB", ("FXC",), "", "街道调查,居委会协助"),
        "S-04": ("assist", "JB", (), "", "街道牵头,妇联和公安参加"),
        "S-07": ("refused", "12333", (), "", "本社区没有维权站"),
    },
    "WJQ": OUTSIDE | own("WJC", "LX") | handed("LX", "王家桥儿童之家") | {
        "T-01": ("transferable", "LX", ("WJC",), "王家桥儿童之家", "居委会指导"),
        "T-08": ("assist", "PJ", ("WJC",), "", "街道调查,居委会协助"),
        "S-02": ("transferable", "LX", (), "王家桥农民工维权站", ""),
        "S-04": ("purchasable", "LX", (), "王家桥反家暴社会工作站", "封存办理"),
        "S-07": ("purchasable", "LX", (), "王家桥农民工维权站", ""),
    },
    "GF": OUTSIDE | own("GFC", "LZW") | handed("LZW", "广福公共文化学校") | {
        "T-01": ("transferable", "JG", ("LZW", "GFC"), "巾帼志愿服务队", "居委会指导"),
        "T-06": ("transferable", "LZW", (), "广福流动儿童课后一小时", "监护人同意,人员查询"),
        "T-08": ("assist", "QW", ("GFC",), "", "街道调查,居委会协助"),
        "S-04": ("assist", "QW", (), "", "街道牵头,妇联和公安参加"),
        "S-07": ("refused", "12333", (), "", "本社区没有维权站"),
        "S-08": ("purchasable", "LZW", (), "广福居家养老服务点", ""),
    },
}  # fmt: skip

# The story of 复兴's three versions: what was not yet in the earlier ones.
VERSIONS: dict[str, tuple[tuple[date, str, frozenset[str]], ...]] = {
    "FX": (
        (date(2024, 1, 1), "第一次清理事项,先转移志愿和探访",
         frozenset({"T-03", "T-05", "T-07", "S-01", "S-02", "S-06", "S-17", "S-20"})),
        (date(2025, 1, 1), "加上外出陪伴、家庭辅导", frozenset({"S-01", "S-02", "S-17", "S-20"})),
        (date(2026, 1, 1), "按2026年购买合同,补齐居家安全和手机帮助", frozenset()),
    ),
    "WJQ": ((date(2026, 1, 1), "三个站点进驻后第一次发布", frozenset()),),
    "GF": ((date(2026, 1, 1), "巾帼队接下志愿服务后第一次发布", frozenset()),),
}  # fmt: skip
STREETS = {"FX": "zhao", "WJQ": "bai", "GF": "yin"}
CLERKS = {"FX": "li", "WJQ": "duan", "GF": "yang"}
