"""Who and what stands in the demo district. All persons and sums are invented; agency names carry
(演示); telephone numbers cannot exist (no mobile number begins with 10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCENARIO: dict[str, Any] = json.loads(
    (Path(__file__).parent / "three-communities.json").read_text(encoding="utf-8")
)
PLACES: dict[str, int] = {c["code"]: c["area_code"] for c in SCENARIO["communities"]}

# key: (kind, name, area, phone, aliases)
BODIES: dict[str, tuple[str, str, int, str, tuple[str, ...]]] = {
    "YN": ("purchaser", "云南省民政厅(演示)", 530000000000, "100-0000-0100", ("省民政厅",)),
    "XS": (
        "purchaser",
        "昆明市西山区民政局(演示)",
        530112000000,
        "100-0000-0101",
        ("西山区民政局",),
    ),
    "WH": (
        "purchaser",
        "昆明市五华区民政局(演示)",
        530102000000,
        "100-0000-0102",
        ("五华区民政局",),
    ),
    "JB": ("street_office", "金碧街道办事处(演示)", 530112003000, "100-0000-0111", ("金碧街道",)),
    "PJ": ("street_office", "普吉街道办事处(演示)", 530102009000, "100-0000-0112", ("普吉街道",)),
    "QW": ("street_office", "前卫街道办事处(演示)", 530112005000, "100-0000-0113", ("前卫街道",)),
    "FXC": ("residents_committee", "复兴社区居委会(演示)", PLACES["FX"], "100-0000-0121", ()),
    "WJC": ("residents_committee", "王家桥社区居委会(演示)", PLACES["WJQ"], "100-0000-0122", ()),
    "GFC": ("residents_committee", "广福小区社区居委会(演示)", PLACES["GF"], "100-0000-0123", ()),
    "JG": ("filed_group", "巾帼志愿服务队", PLACES["GF"], "", ()),
    "FV": ("filed_group", "复兴志愿服务队", PLACES["FX"], "", ()),
    "DP": ("external", "滇池社会服务评估中心(演示)", 530112000000, "100-0000-0151", ("滇池评估",)),
    "110": ("external", "公安 110", 530100000000, "110", ("110",)),
    "119": ("external", "消防 119", 530100000000, "119", ("119",)),
    "12345": ("external", "12345 热线", 530100000000, "12345", ("12345",)),
    "12333": ("external", "劳动监察 12333", 530100000000, "12333", ("12333",)),
    "12348": ("external", "法律援助 12348", 530100000000, "12348", ("12348",)),
    "MZ": ("external", "民政部门窗口", 530112000000, "", ()),
    "CG": ("external", "城管部门", 530112000000, "", ()),
    "JY": ("external", "教育体育局", 530102000000, "", ()),
    "WS": ("external", "社区卫生服务中心", 530102000000, "", ()),
}
LEVELS = {"district": "county", "province": "province"}
CLIENTS = {
    "community elders": "社区老人",
    "migrant workers, women, children": "务工居民、妇女、儿童",
    "community residents": "社区居民",
}
ALIASES = {"CX": ("春熙",), "LX": ("连心",), "LZW": ("绿砖瓦社区服务中心", "绿砖瓦")}

# (name, kind, place, operator, address, hours, hidden)
PLATFORMS: tuple[tuple[str, str, str, str, str, str, bool], ...] = (
    ("复兴社工站", "station", "FX", "CX", "复兴社区1栋底楼", "周一至周六 9:00–18:00", False),
    ("复兴志愿服务队", "volunteer_team", "FX", "FV", "复兴社区活动室", "周六上午", False),
    ("王家桥儿童之家", "child_centre", "WJQ", "LX", "王家桥社区综合楼2楼", "周一至周五 15:30–20:00", False),
    ("王家桥反家暴社会工作站", "dv_support_station", "WJQ", "LX", "", "24小时电话", True),
    ("王家桥农民工维权站", "labour_rights_station", "WJQ", "LX", "王家桥社区综合楼1楼", "周二、周四 19:00–21:30", False),
    ("广福公共文化学校", "culture_school", "GF", "LZW", "广福小区会所2楼", "每天 9:00–20:30", False),
    ("广福儿童之家", "child_centre", "GF", "LZW", "广福小区会所1楼", "周六、周日 9:00–17:00", False),
    ("广福居家养老服务点", "home_care_point", "GF", "LZW", "广福小区12栋底楼", "周一至周日 8:00–18:00", False),
    ("广福流动儿童课后一小时", "after_school", "GF", "LZW", "广福小区会所1楼", "上学日 16:30–18:30", False),
    ("巾帼志愿服务队", "volunteer_team", "GF", "JG", "广福小区会所", "周二、周四上午", False),
)  # fmt: skip

# username: (name, role, body, area code or place, what there is to try)
STAFF: dict[str, tuple[str, str, str, str | int]] = {
    "meng": ("孟社工", "worker", "CX", "FX"),
    "xu": ("许社工", "worker", "CX", "FX"),
    "feng": ("冯老师", "supervisor", "CX", "FX"),
    "su": ("苏主任", "agency_manager", "CX", "FX"),
    "tang": ("唐社工", "worker", "LX", "WJQ"),
    "gao": ("高社工", "worker", "LX", "WJQ"),
    "luo": ("罗社工", "worker", "LZW", "GF"),
    "mi": ("米社工", "worker", "LZW", "GF"),
    "bao": ("包主任", "agency_manager", "LZW", "GF"),
    "jin": ("金主任", "agency_manager", "LX", "GF"),
    "wu": ("邬社工", "worker", "LX", "GF"),
    "he": ("何姐", "volunteer", "JG", "GF"),
    "li": ("李干事", "committee_clerk", "FXC", "FX"),
    "zhou": ("周书记", "committee_secretary", "FXC", "FX"),
    "duan": ("段干事", "committee_clerk", "WJC", "WJQ"),
    "fang": ("方书记", "committee_secretary", "WJC", "WJQ"),
    "yang": ("杨干事", "committee_clerk", "GFC", "GF"),
    "ma": ("马书记", "committee_secretary", "GFC", "GF"),
    "zhao": ("赵科", "street_officer", "JB", 530112003000),
    "bai": ("白科", "street_officer", "PJ", 530102009000),
    "yin": ("尹科", "street_officer", "QW", 530112005000),
    "qian": ("钱科", "bureau_officer", "XS", 530112000000),
    "long": ("龙处", "bureau_officer", "YN", 530000000000),
    "ping": ("平老师", "evaluator", "DP", 530112000000),
    "kuang": ("匡会计", "evaluator", "DP", 530112000000),
    "shen": ("申老师", "auditor", "XS", 530112000000),
    "xitong": ("系统管理员", "system_admin", "XS", 530100000000),
    "anquan": ("安全管理员", "security_admin", "XS", 530100000000),
    "shenji": ("审计管理员", "audit_admin", "XS", 530100000000),
}

# Items beyond the scenario's twelve: (code, name, categories, flags)
MORE_ITEMS: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (
    ("S-01", "居家安全小改善", ("home_safety",), {}),
    ("S-02", "手机使用与帮读帮写", ("digital_help", "reading_help"), {}),
    ("S-03", "邻里安危查看", ("welfare_check",), {"legal_basis": "居民委员会组织法"}),
    ("S-04", "反家庭暴力服务",
     ("domestic_violence", "protection_order", "mandatory_report", "contact_preference"),
     {"legal_basis": "反家庭暴力法"}),
    ("S-05", "儿童保护与走失查找", ("child_protection", "missing_child"),
     {"legal_basis": "未成年人保护法", "law_enforcement": True, "department": "公安"}),
    ("S-06", "心理危机关怀", ("self_harm_risk",), {}),
    ("S-07", "劳动权益咨询与维权", ("wage_arrears", "work_injury", "labour_contract"),
     {"legal_basis": "保障农民工工资支付条例"}),
    ("S-08", "居家养老上门与助餐", ("home_care", "meal_service"), {}),
    ("S-09", "物业维修", ("property_repair",), {"department": "住建"}),
    ("S-10", "消防燃气隐患", ("fire_gas_safety",), {"department": "消防", "law_enforcement": True}),
    ("S-11", "噪声扰民", ("noise",), {"department": "公安", "law_enforcement": True}),
    ("S-12", "租房纠纷", ("housing_dispute",), {"department": "司法"}),
    ("S-13", "入学报名", ("schooling",), {"department": "教育"}),
    ("S-14", "看病与孕检建卡", ("health_access",), {"department": "卫生健康"}),
    ("S-15", "居民议事与生活便利", ("deliberation", "accessibility", "fifteen_minute_gap"), {}),
    ("S-16", "资源引荐", ("resource_offer",), {}),
    ("S-17", "个人信息权利", ("data_access", "data_deletion", "photo_withdrawal"),
     {"legal_basis": "个人信息保护法"}),
    ("S-18", "出具证明", ("certificate",), {"gives_certificate": True}),
    ("S-19", "核实来访的人", ("verify_identity",), {}),
    ("S-20", "表扬与感谢", ("thanks",), {}),
    ("S-21", "其他来话", ("other",), {}),
)  # fmt: skip
CATEGORIES: dict[str, tuple[str, ...]] = {
    "T-01": ("volunteer_offer", "volunteer_hours", "volunteer_certificate"),
    "T-02": ("elder_visit",),
    "T-03": ("escort",),
    "T-04": ("culture_leisure", "talent_offer", "participation_gap"),
    "T-05": ("family_counselling",),
    "T-06": ("after_school", "child_pickup", "child_care"),
    "T-07": ("newcomer_adaptation", "adult_learning"),
    "T-08": ("social_assistance",),
    "T-09": ("mediation",),
}
FLAGS: dict[str, dict[str, Any]] = {
    "T-08": {"statutory_duty": True, "department": "民政"},
    "T-10": {"statutory_duty": True, "department": "民政"},
    "T-11": {"statutory_duty": True, "law_enforcement": True, "department": "城管"},
    "T-12": {"statutory_duty": True, "department": "民政"},
}

# What the yearly tables ask for by name
REPORTED = {
    "FX-11": "volunteer_training",
    "FX-12": "volunteering",
    "FX-18": "volunteering",
    "GF-07": "volunteering",
}

# Which item each service belongs to; by the code's number where a platform has one kind only.
SERVICE_ITEMS: dict[str, str] = {
    **dict.fromkeys(("FX-01", "FX-02", "FX-03", "FX-06", "FX-08", "GF-07"), "T-02"),
    "FX-04": "T-03",
    **dict.fromkeys(("FX-05", "FX-15", "GF-01", "GF-02", "GF-06", "GF-08", "WJ-02"), "T-04"),
    "FX-07": "S-02",
    **dict.fromkeys(("FX-09", "FX-10"), "T-05"),
    **dict.fromkeys(("FX-11", "FX-12", "FX-13"), "T-01"),
    "FX-14": "S-01",
    **dict.fromkeys(("WJ-01", "WJ-03", "WJ-04", "GF-05"), "T-06"),
    "WJ-05": "S-05",
    **dict.fromkeys(("WJ-06", "WJ-07", "WJ-08", "WJ-09", "WJ-14"), "S-04"),
    **dict.fromkeys(("WJ-10", "WJ-11", "WJ-12"), "S-07"),
    **dict.fromkeys(("WJ-13", "GF-09"), "T-07"),
    **dict.fromkeys(("GF-03", "GF-04"), "S-08"),
    **dict.fromkeys(("GF-10", "GF-11"), "S-15"),
}
SEALED = {"WJ-05", "WJ-06", "WJ-07", "WJ-09"}
SHORT_NAMES = {
    "反家暴社会工作站": "王家桥反家暴社会工作站",
    "农民工维权站": "王家桥农民工维权站",
    "居家养老服务点": "广福居家养老服务点",
    "课后一小时": "广福流动儿童课后一小时",
}

SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "秀英桂兰玉梅素芬文华国强建明德福正清永昌凤仙琼珍云芝光荣志和"
TALKED_ABOUT = (
    "聊了孙子上大学的事", "一起看了花灯戏", "学了一个新词:点赞", "说起年轻时在纺织厂",
    "念了女儿的来信", "教了用手机看天气", "讲菜价,笑了好几回", "看了老照片", "问了楼下修路的事",
    "一起择菜,说家常", "听她唱了两段滇剧", "学会了给儿子打视频",
)  # fmt: skip
NOTICED = (
    "灯泡坏了够不着", "卫生间地滑", "药快吃完了", "夜里咳嗽", "想有人陪去菜市场", "燃气软管旧了",
)  # fmt: skip
