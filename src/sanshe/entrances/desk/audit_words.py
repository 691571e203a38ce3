"""Details of audit lines as a person reads them: 到哪一步 已答复 · 牵头 春熙….

A detail nobody has named here is shown as it was written: better raw than hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.shared.templatetags.shared import listed
from sanshe.ledger.enums import Method, Source, Standing
from sanshe.registry.agreements.enums import Paper, Side
from sanshe.registry.agreements.enums import State as AgreementState
from sanshe.registry.catalogue.enums import Category, Duty, Unit, VersionState
from sanshe.registry.people.enums import PersonRole, Purpose, Relation
from sanshe.trust.consent.enums import GivenHow, Shown, TakenBack
from sanshe.trust.policy.enums import Privacy, Role
from sanshe.work.needs.enums import (
    Channel,
    ClosedHow,
    Ground,
    Kind,
    Reach,
    State,
    Urgency,
    Verdict,
)
from sanshe.work.planning.enums import Reached
from sanshe.work.settlement.enums import Asked, ReviewKind
from sanshe.work.settlement.enums import Outcome as OpinionOutcome
from sanshe.work.visits.enums import Found, LadderWhy, NextStep, Outcome, Risk, Said, Told, Way

CODES = {
    code: label
    for enum in (
        TakenBack, GivenHow, Shown, Relation, Asked, OpinionOutcome, Reached, Risk, LadderWhy,
        NextStep, Found, Side, Paper, AgreementState,
        Reach, ClosedHow, Told, Method, Source, Standing, Duty, Unit, VersionState, PersonRole,
        Privacy, Role, Channel, Kind, State, Urgency, Category, Outcome, Said, Way, Ground,
        Verdict, ReviewKind,
    )
    for code, label in enum.choices
} | {
    "in": _("登录"), "out": _("退出"), "wrong_code": _("验证码不对"),
    "create": _("建账号"), "rename": _("改名字"), "password": _("重设密码"),
    "second_factor": _("取下第二道锁"), "unlock": _("解锁"), "demo": _("标为演示"),
    "grant": _("授权"), "revoke": _("收回身份"),
    "deactivate": _("停用账号"), "reactivate": _("恢复账号"),
    "define": _("定一个事项"), "add": _("加一项服务"), "draft": _("起草"),
    "set_line": _("写一条"), "remove_line": _("去掉一条"), "publish": _("发布"),
    "withdraw": _("撤回"), "answer": _("答复意见"),
    "alarm_raised": _("警报响起来"), "alarm_rung": _("又叫人"), "alarm_taken": _("接了警报"),
    "alarm_reported": _("写了做什么"), "alarm_handed_on": _("转给同事"),
    "alarm_moved": _("换了经办,重新叫人"), "alarm_done": _("处理好了"),
    "alarm_false_alarm": _("虚惊一场"),
    "shift_added": _("排了一个班"), "shift_swapped": _("两个班对换"),
    "shift_removed": _("取消一个班"),
    "shift_copied": _("照一周往后抄"), "shift_given": _("交班"), "shift_taken_over": _("接班"),
    "shift_changed": _("换了一个班"),
    "register": _("登记组织"), "alias": _("别的叫法"), "open": _("开一个平台"),
    "settle": _("写承接方"), "hand_over": _("换承接方"), "close": _("关平台"),
    "kept": _("登记居民"), "corrected": pgettext_lazy("按钮", "更正资料"),
    "part added": _("加身份"),
    "moved in": _("记下同住"), "contact": _("电话和地址"),
    "review_opened": _("开一次评估"), "evaluator_asked": _("请人来评"),
    "interest_declared": _("声明利害关系"), "files_drawn": _("抽查材料"),
    "file_checked": _("看了一份材料"), "points_given": _("打分"),
    "review_published": _("公布评估结果"), "survey_opened": _("开意见调查"),
    "survey_closed": _("结束意见调查"), "paper_taken": _("认可材料"),
    "acceptance_opened": _("开始验收"), "acceptance_survey": _("换一次意见调查"),
    "line_judged": _("验收一条"), "acceptance_noticed": _("公示验收结果"),
    "objection_answered": _("答复公示意见"), "claimed": _("申请付款"),
    "claim_approved": _("批准付款"), "paid": _("付款"), "stated": _("写说明"),
    "taken_back": _("冲账"), "archived": _("归档"),
    "announced": _("宣布换承接方"), "drawn": _("清点"), "thing": _("加一样东西"),
    "thing_met": _("点了一样东西"), "thing_dropped": _("去掉一样东西"), "matter": _("定一件事"),
    "introduced": _("写以后谁来"), "assigned": _("换人去探访"), "farewell": _("写告别的话"),
    "asked": _("问居民"), "told": _("告别"), "listed": _("清单做完"), "back": _("退回去补"),
    "signed": _("签字"), "handed_over": _("交接"), "looked_back": _("回头看"),
    "broken_off": _("不换了"),
    "certified": _("登记社工证书"), "uncertified": _("撤下社工证书"),
    "describe": _("补登记信息"), "report_as": _("定年报里算什么"),
    "table_told": _("照外来材料填年报"), "table_untold": _("撤回填的数"),
    "table_closed": _("年报关账"), "policy_added": _("登记政策文件"),
    "policy_withdrawn": _("撤下政策文件"),
    "words": _("改了说明文字"), "begun": _("开始做报告"), "looked at": _("看了报告"),
    "handed over": _("交出报告"), "rows forgotten": _("删掉过期的名单行"),
    "moved out": _("不再同住"), "moved away": _("搬走了"), "related": _("记下亲友"),
    "dropped": _("作废"), "related no longer": _("去掉亲友"), "part ended": _("去掉身份"),
    "part hidden": _("身份藏起来"), "part shown": _("身份露出来"), "merged": _("并成一个人"),
    "unmerged": _("拆回两个人"), "told apart": _("认定是两个人"), "shared": _("给别的组织看"),
    "no longer shared": _("不再给别的组织看"),
    "looked": _("正在了解"), "explained": _("说清楚了"), "passed_on": _("已转给有关方面"),
}  # fmt: skip
"""Words for the values; the codes of our enums do not contradict one another where details use
them."""
NAMES = {
    "state": _("到哪一步"), "stage": _("第几次叫人"), "shifts": _("几个班"), "items": _("几件"),
    "kind": _("哪一类"), "urgency": _("多急"), "privacy": _("谁能看到"),
    "channel": _("怎么来的"), "category": _("什么事"), "lead": _("牵头"), "how": _("怎么确认"),
    "method": _("怎么确认"), "was": _("原来"), "becomes": _("现在"), "outcome": _("结果"),
    "result": _("回访结果"), "way": _("怎么去"), "source": _("来源"), "unit": _("单位"),
    "seq": _("序号"), "org": _("组织"), "operator": _("承接方"), "granted": _("身份"),
    "revoked": _("身份"), "role": _("身份"), "item": pgettext_lazy("目录里的一件事", "事项"),
    "code": _("代码"), "number": _("第几版"), "duty": _("谁的责任"), "until": _("到"),
    "ground": _("理由"), "verdict": _("怎么定"), "days": _("几个工作日"),
    "lines": _("几条"), "chains": _("几条链"), "faults": _("几处不对"), "tries": _("第几次试"),
    "reminded": _("提醒了几次"), "sessions": _("断开的登录"), "of": _("对象"),
    "of_kind": _("哪一类"), "day": _("哪一天"), "of_deed": _("做了什么"), "entries": _("几条"),
    "revealed": _("看了"), "visits": _("几次探访"), "people": _("几个人"), "changed": _("改了"),
    "left": _("还差几个"), "wish": _("愿意怎么联系"), "group": _("哪一类老人"),
    "rung": _("哪一步"), "tranche": _("第几笔"), "amount": _("多少元"),
    "voucher": _("凭证号"), "score": _("得分"), "judge": _("评估身份"), "seed": _("随机种子"),
    "pool": _("从几条里抽"), "drawn": _("抽了几人"), "served": _("服务过几人"),
    "unserved": _("没服务过几人"), "review": _("哪一次评估"), "paper": _("哪种材料"),
    "order": _("第几份"), "side": _("哪一方"), "sha256": _("指纹"), "indicator": _("哪个指标"),
    "year": _("年份"), "line": _("哪一行"), "reported_as": _("年报里算什么"),
    "flags": _("几条新提示"), "differ": _("几处不一样"), "records": _("几条"), "rows": _("几行"),
    "photos": _("几张照片"), "row": _("第几行"), "taken": _("取下几样"),
    "shares": _("给看什么"), "heads": _("几人次"), "county": _("哪个区县"), "kept": _("留下几条"),
    "put": _("写下几栋"), "wrong": _("几行有错"),
    "by": _("怎么答的"), "matters": _("几件事"), "withheld": _("几处不给"),
    "upto": _("数到第几条"), "decided": _("定了几条"), "relation": _("什么人"),
    "fields": _("改了"), "found": _("结果"), "opened": _("为什么找"), "narrowed": _("收窄了几条"),
    "stay": _("撤不回几件"), "taken_back": _("撤回几件"), "forgotten": _("删了几张"),
    "told": _("告诉了几件"), "hidden": _("没告诉的几件"), "risk": _("什么危险"),
    "digest": _("抽样范围的指纹"), "building": _("哪一栋"),
}  # fmt: skip
YES = {
    "accepted": _("采用"), "dropped": _("作废"), "undone": _("撤回"), "hours": _("上班时间"),
    "closed": _("收单"),
    "late": _("补记"), "referred": _("转给外部单位"), "again": _("重复提交,没有再记"),
    "even_so": _("看过相似的,仍然新登记"), "solved": _("解决了"), "further": _("往后翻页"),
    "recorded": _("已记台账"), "withdrawn": _("已回避"), "good": _("材料齐全"),
    "slip": _("给了一张意见纸条"), "corrected": _("更正"), "follow_up": _("记成了一件事"),
    "lifted": _("不用再当心"), "shared": _("大家都能用"),
    "cancelled": _("取消了"),
    "gone": _("撤下照片"), "mended": _("改过"), "departed": _("出门了"), "home": _("到家了"),
}  # fmt: skip
ACTS = frozenset({"what", "step", "did"})
BODIES = frozenset({"org", "operator", "lead"})
SILENT = frozenset(
    {"need", "version", "assignment", "ended", "open", "document", "consent", "other"}
)
COUNTED = frozenset({"people", "withheld"})
"""Lists of numbers nobody can read: how many says enough."""
FIELDS = {name: label for name, label in NAMES.items() if name in ("kind", "urgency", "privacy",
                                                                   "category", "lead")}  # fmt: skip


def bodies_in(details: Iterable[Mapping[str, Any]]) -> set[UUID]:
    """The organisations these details name, to be read at once."""
    found = set()
    for detail in details:
        for name in BODIES & detail.keys():
            try:
                found.add(UUID(str(detail[name])))
            except ValueError:
                continue
    return found


def in_words(detail: Mapping[str, Any], bodies: Mapping[UUID, str]) -> str:
    """One line's details."""
    said = [_one(name, value, bodies) for name, value in detail.items()]
    return " · ".join(filter(None, said))


def purpose(text: str) -> str:
    """Why somebody's data was read: a code and perhaps more words, or words alone."""
    code, _space, more = text.partition(" ")
    if code not in Purpose.values:
        return text
    return f"{Purpose(code).label} {more}".strip()


def _one(name: str, value: Any, bodies: Mapping[UUID, str]) -> str:
    if name in SILENT or value in ("", None, False, 0) or value == []:
        return ""
    if name in YES:
        return str(YES[name])
    if name in ACTS:
        return str(CODES.get(value, value))
    label = NAMES.get(name)
    return f"{label} {_word(name, value, bodies)}" if label else f"{name} {value}"


def _word(name: str, value: Any, bodies: Mapping[UUID, str]) -> str:
    if name in BODIES:
        return next((said for id, said in bodies.items() if str(id) == str(value)), str(value))
    if isinstance(value, list):
        words = [FIELDS.get(one, one) for one in value]
        return str(len(value)) if name in COUNTED else listed(words)
    return str(CODES.get(value, value)) if isinstance(value, str) else str(value)
