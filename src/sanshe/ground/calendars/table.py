"""Every time limit the platform knows, in one table (from domain file §2.16).

``tag`` keeps how certain the basis is: only R was read in the source; x is an excerpt, M memory,
D our own decision. ``words`` never shows anything but R as law.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Certainty, Means, Unit

Text = str | Promise
R, X, M, D = Certainty.READ, Certainty.EXCERPT, Certainty.MEMORY, Certainty.OURS


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: from ``trigger`` on, ``limit`` ``unit``, by ``basis``.

    ``extra`` may be added once where the law lets it be extended. ``red_after`` hours a limit of
    0 ("at once") turns red. ``opens`` months before a date something becomes possible.
    ``quota`` hours are to be reached within the limit. ``configurable``: set by each place.
    """

    code: str
    trigger: Text
    limit: int
    unit: Unit
    basis: Text
    tag: Certainty
    means: Means = Means.DO_BY
    extra: int = 0
    red_after: int = 0
    opens: int = 0
    quota: int = 0
    configurable: bool = False
    note: Text = ""


H, DAYS, WD = Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS
MONTHS, YEARS, DATE = Unit.MONTHS, Unit.YEARS, Unit.DATE
AT_MOST, AT_LEAST = Means.AT_MOST, Means.AT_LEAST

_ROWS = (
    # our own promise to residents, by urgency
    Row("NEED-P0", _("听到有危险"), 0, H, "", D),
    Row("NEED-P1", _("收到"), 24, H, "", D),
    Row("NEED-P2", _("收到"), 3, WD, "", D),
    Row("NEED-P3", _("收到"), 10, WD, "", D),
    Row("NEED-DISPUTE", _("提出派单争议"), 2, WD, "", D, configurable=True),
    Row("NEED-APPEAL", _("提出申诉"), 5, WD, "", D, configurable=True),
    # purchase
    Row("PROC-EVAL-REPORT", _("评审结束"), 2, WD, _("政府采购法实施条例第43条"), R),
    Row("PROC-WINNER", _("收到评审报告"), 5, WD, _("政府采购法实施条例第43条"), R),
    Row("PROC-AWARD-NOTICE", _("确定中标人"), 2, WD, _("政府采购法实施条例第43条"), R),
    Row("PROC-SIGN", _("发出中标通知书"), 30, DAYS, _("政府采购法第46条"), R),
    Row("PROC-PUBLISH-CONTRACT", _("签订合同"), 2, WD, _("政府采购法实施条例第50条"), R),
    Row("PROC-FILE-COPY", _("签订合同"), 7, WD, _("政府采购法第47条"), R),
    Row("PROC-KEEP", _("采购结束"), 15, YEARS, _("政府采购法第42条"), R, AT_LEAST),
    # social organisations
    Row("ORG-DECIDE", _("材料齐全"), 60, DAYS, _("民办非企业单位登记管理暂行条例第11条"), R),
    Row("ORG-CHANGE", _("业务主管单位同意"), 30, DAYS,
        _("民办非企业单位登记管理暂行条例第15条"), R),
    Row("ORG-REPORT-1", _("每年:报业务主管单位"), 331, DATE,
        _("民办非企业单位登记管理暂行条例第23条"), R),
    Row("ORG-REPORT-2", _("每年:报登记管理机关"), 531, DATE,
        _("民办非企业单位登记管理暂行条例第23条"), R),
    Row("ORG-FIX", _("年检基本合格或不合格"), 3, MONTHS, _("民办非企业单位年度检查办法第9条"), R),
    Row("ORG-RATING", _("授予等级"), 5, YEARS, _("社会组织评估管理办法第28条"), R, AT_MOST),
    Row("ORG-CREDIT", _("信息形成"), 5, WD, _("社会组织信用信息管理办法"), X),
    # volunteers
    Row("VOL-RECORD", _("活动结束"), 10, WD, _("志愿服务记录与证明出具办法第11条"), R),
    # violence at home, children, staff who work with them
    Row("DV-REPORT", _("发现"), 0, H, _("反家庭暴力法第14条"), R, red_after=2,
        note=_("法律说“及时”;两小时变红是本平台的约定")),
    Row("DV-ORDER", _("法院受理"), 72, H, _("反家庭暴力法第28条"), R),
    Row("DV-ORDER-URGENT", _("法院受理,情况紧急"), 24, H, _("反家庭暴力法第28条"), R),
    Row("DV-ORDER-END", _("作出保护令"), 6, MONTHS, _("反家庭暴力法第30条"), R, AT_MOST),
    Row("DV-REVIEW", _("裁定生效"), 5, DAYS, _("反家庭暴力法第31条"), R),
    Row("CHILD-REPORT", _("发现"), 0, H, _("未成年人保护法第11条"), R,
        note=_("法律说“立即”")),
    Row("STAFF-CHECK", _("录用,以后每年"), 12, MONTHS, _("未成年人保护法第62条"), R),
    # labour and legal aid
    Row("WAGE-ARB", _("劳动关系终止"), 1, YEARS, _("劳动争议调解仲裁法第27条"), R),
    Row("WAGE-ARB-ACCEPT", _("申请仲裁"), 5, DAYS, _("劳动争议调解仲裁法第29条"), R),
    Row("WAGE-ARB-AWARD", _("受理仲裁"), 45, DAYS, _("劳动争议调解仲裁法第43条"), R, extra=15),
    Row("WAGE-INSPECT", _("立案"), 60, WD, _("劳动保障监察条例第17条"), R, extra=30),
    Row("AID-DECIDE", _("申请法律援助"), 7, DAYS, _("法律援助法第43条"), R),
    Row("AID-APPOINT", _("决定给予法律援助"), 3, DAYS, _("法律援助法第43条"), R),
    # hotline and petitions
    Row("HOT-DEFAULT", _("派单"), 5, WD, _("潍坊市的规定第20条(各地自定)"), R, configurable=True),
    Row("PET-ACCEPT", _("收到信访事项"), 15, DAYS, _("信访工作条例第22条"), R),
    Row("PET-FINISH", _("受理信访事项"), 60, DAYS, _("信访工作条例第34条"), R, extra=30),
    # visits
    Row("VISIT-FLOOR", _("上一次探访特殊困难老人"), 1, MONTHS, _("民政部等探访关爱服务的意见"), R),
    Row("VISIT-SHOCK", _("重大变故"), 24, H, _("内蒙古的规定(各地自定)"), R, configurable=True),
    # social workers' certificates
    Row("LIC-FIRST", _("考试合格"), 1, YEARS, _("社会工作者职业资格登记的规定"), X),
    Row("LIC-RENEW", _("登记期满"), 0, MONTHS, _("社会工作者职业资格登记的规定"), X, AT_MOST,
        opens=3, note=_("期满前三个月内办理")),
    Row("CE-HOURS-ASSISTANT", _("登记周期开始(助理社工师)"), 3, YEARS,
        _("社会工作者继续教育的规定"), X, quota=72),
    Row("CE-HOURS-WORKER", _("登记周期开始(社工师)"), 3, YEARS,
        _("社会工作者继续教育的规定"), X, quota=90),
    # personal data
    Row("PI-PIA-KEEP", _("作出影响评估"), 3, YEARS, _("个人信息保护法第56条"), R, AT_LEAST),
    Row("PI-SHARE-KEEP", _("提供数据的记录"), 3, YEARS, _("网络数据安全管理条例第12条"), R,
        AT_LEAST),
    Row("LOG-KEEP", _("日志产生"), 6, MONTHS, _("网络安全法第21条(2016年文本)"), R, AT_LEAST),
    Row("MINOR-AUDIT", _("每年"), 12, MONTHS, _("未成年人网络保护条例第37条"), R),
    Row("RIGHTS-REQUEST", _("收到个人的请求"), 15, DAYS, _("个人信息保护法第45、50条"), D,
        note=_("法律说“及时”;15天是本平台的约定")),
)  # fmt: skip

TABLE: dict[str, Row] = {row.code: row for row in _ROWS}
