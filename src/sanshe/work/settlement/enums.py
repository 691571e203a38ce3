"""Why a record does not count, and how an indicator stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Why(models.TextChoices):
    """What was decided of a record, in words for whoever wrote it."""

    COUNTED = "counted", _("计入")
    NO_INDICATOR = "no_indicator", _("没有哪个指标数这项服务")
    OUTSIDE_TERM = "outside_term", _("不在指标的起止日期里")
    NOT_CONFIRMED = "not_confirmed", _("还没有人确认")
    DISPUTED = "disputed", _("有异议,还没有定")
    REVERSED = "reversed", _("已冲正")
    TOO_FEW_PEOPLE = "too_few_people", _("人数不够")
    TOO_SHORT = "too_short", _("时间不够")
    TOO_FEW_CONTACTS = "too_few_contacts", _("个案的接触次数不够")
    TOO_FEW_SESSIONS = "too_few_sessions", _("小组够人数的节数不够")
    RECORDED_LATE = "recorded_late", _("过了规定的工作日才记")
    PERSON_DIED = "person_died", _("那天这个人已经过世")
    SAME_DAY = "same_day", _("同一个人这天已经算过")
    COUNTED_BEFORE = "counted_before", _("这个人在合同期里已经算过")


class Pace(models.TextChoices):
    """How an indicator stands against its planned pace."""

    REACHED = "reached", _("已完成")
    ON_PACE = "on_pace", _("跟得上")
    BEHIND = "behind", _("落后了")
    OUT_OF_REACH = "out_of_reach", _("照这样到期完不成")
    NOT_STARTED = "not_started", _("还没开始")


class ReviewKind(models.TextChoices):
    MIDTERM = "midterm", _("中期评估")
    FINAL = "final", _("末期评估")


class Judge(models.TextChoices):
    """Who judges (§2.1): a third party with both kinds of knowledge, and those concerned."""

    PROFESSIONAL = "professional", _("第三方(社工专业)")
    FINANCE = "finance", _("第三方(财务)")
    PURCHASER = "purchaser", _("购买方")
    COMMITTEE = "committee", _("居委会")


class Group(models.TextChoices):
    SERVED = "served", _("服务过的居民")
    UNSERVED = "unserved", _("没服务过的居民")


class Outcome(models.TextChoices):
    """What became of somebody who was drawn."""

    WAITING = "waiting", _("还没问到")
    ANSWERED = "answered", _("答了")
    REFUSED = "refused", _("不愿意答")
    UNREACHED = "unreached", _("联系不上")


class Asked(models.TextChoices):
    """How somebody answered; never with the worker present."""

    PHONE = "phone", _("电话")
    HOME = "home", _("上门")
    SLIP = "slip", _("自己在网上答")
    PAPER = "paper", _("自己填的纸表")


class Measure(models.TextChoices):
    """Three measures, never mixed (§2.14)."""

    SATISFACTION = "satisfaction", _("满意度(对服务)")
    RECOGNITION = "recognition", _("认可度(对机构和社区)")
    PARTICIPATION = "participation", _("参与度(一年里参加过)")


class ClosingGate(models.TextChoices):
    """What must be true before a terminated agreement is paid for what was done."""

    COUNTED = "counted", _("台账已经数到终止那天")
    UNDISPUTED = "undisputed", _("终止以前的记录都没有争议")
    AUDITED = "audited", _("审计或者结算报告已认可")


class Side(models.TextChoices):
    SUPPLIER = "supplier", pgettext_lazy("购买服务", "承接方")
    PURCHASER = "purchaser", _("购买方")


class Flow(models.TextChoices):
    RECEIVED = "received", _("收到")
    SPENT = "spent", _("支出")


class Payee(models.TextChoices):
    """Who got the money, without a name."""

    STAFF = "staff", _("员工")
    VOLUNTEER = "volunteer", _("志愿者")
    RESIDENT = "resident", _("居民")
    SHOP = "shop", _("商户")
    BODY = "body", _("其他单位")


class Five(models.IntegerChoices):
    """How good somebody finds it."""

    VERY_GOOD = 5, pgettext_lazy("评价", "很好")
    GOOD = 4, pgettext_lazy("评价", "好")
    FAIR = 3, pgettext_lazy("评价", "一般")
    BAD = 2, pgettext_lazy("评价", "不好")
    VERY_BAD = 1, pgettext_lazy("评价", "很不好")


class Party(models.TextChoices):
    """Of whom something is awaited."""

    PURCHASER = "purchaser", _("购买方")
    SUPPLIER = "supplier", pgettext_lazy("购买服务", "承接方")
    EVALUATOR = "evaluator", _("评估的人")
    COMMITTEE = "committee", _("居委会")
    PUBLIC = "public", _("居民")


class Task(models.TextChoices):
    """What an agreement waits for."""

    STEP = "step", _("走到")
    ANNOUNCE = "announce", _("发中标通知、公告结果")
    PUBLISH = "publish", _("公开合同")
    FILE = "file", _("合同副本报财政备案")
    HAND_IN_PLAN = "hand_in_plan", _("交工作计划")
    TAKE_PLAN = "take_plan", _("认可工作计划")
    HAND_IN_AUDIT = "hand_in_audit", _("交审计报告")
    TAKE_AUDIT = "take_audit", _("认可审计报告")
    CLAIM = "claim", _("申请付款")
    APPROVE = "approve", _("批付款申请")
    PAY = "pay", pgettext_lazy("要做的", "付款")
    REVIEW = "review", _("开评估")
    INVITE = "invite", _("请第三方来评")
    DRAW = "draw", pgettext_lazy("要做的", "抽查材料")
    DECLARE = "declare", pgettext_lazy("要做的", "声明利害关系")
    SCORE = "score", pgettext_lazy("要做的", "打分")
    CHECK_FILES = "check_files", _("看抽到的材料")
    PUBLISH_REVIEW = "publish_review", pgettext_lazy("要做的", "公布评估结果")
    ASK_RESIDENTS = "ask_residents", _("问居民意见")
    CLOSE_SURVEY = "close_survey", pgettext_lazy("要做的", "结束意见调查")
    OPEN_ACCEPTANCE = "open_acceptance", _("开验收")
    JUDGE_LINES = "judge_lines", pgettext_lazy("要做的", "逐条验收")
    NOTICE = "notice", pgettext_lazy("要做的", "公示验收结果")
    ON_NOTICE = "on_notice", _("公示中,可以提意见")
    ANSWER_OBJECTIONS = "answer_objections", pgettext_lazy("要做的", "答复意见")
    CLOSE_ACCEPTANCE = "close_acceptance", pgettext_lazy("要做的", "通过验收")
    LIFT = "lift", _("查清楚,恢复或者终止")
    ASK_CLOSING = "ask_closing", _("申请终止结算")
    ANSWER_CLOSING = "answer_closing", _("答复终止结算")
    PAY_CLOSING = "pay_closing", _("付终止结算的钱")
    ARCHIVE = "archive", pgettext_lazy("要做的", "归档")
