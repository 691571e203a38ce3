"""Where a purchase stands, by which method, with whose money, against which conditions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The purchase from the first thought to the archive (§2.1), in this order."""

    IDEA = "idea", _("动议")
    NEED_SURVEY = "need_survey", _("需求调查")
    CATALOGUE_CHECK = "catalogue_check", _("目录核对")
    BUDGETED = "budgeted", _("预算落实")
    REQUIREMENT_PUBLISHED = "requirement_published", _("需求公告")
    PROCUREMENT = "procurement", _("采购")
    EVALUATED = "evaluated", _("评审结束")
    AWARDED = "awarded", _("确定承接方")
    CONTRACTED = "contracted", _("合同签订")
    IN_FORCE = "in_force", _("履行中")
    MIDTERM_REVIEWED = "midterm_reviewed", _("中期评估完")
    FINAL_REVIEWED = "final_reviewed", _("末期评估完")
    ACCEPTED = "accepted", _("验收通过")
    SETTLED = "settled", _("结清")
    ARCHIVED = "archived", _("归档")


class Side(models.TextChoices):
    """What stops the way for a while, or for good."""

    FAILED_BID = "failed_bid", _("采购失败")
    DISPUTED = "disputed", _("质疑投诉中")
    SUSPENDED = "suspended", _("中止")
    TERMINATED = "terminated", _("终止")


class Method(models.TextChoices):
    """How the supplier is found (政府采购法 art. 26)."""

    PUBLIC_TENDER = "public_tender", _("公开招标")
    INVITED_TENDER = "invited_tender", _("邀请招标")
    COMPETITIVE_NEGOTIATION = "competitive_negotiation", _("竞争性谈判")
    COMPETITIVE_CONSULTATION = "competitive_consultation", _("竞争性磋商")
    SINGLE_SOURCE = "single_source", _("单一来源")
    INQUIRY = "inquiry", _("询价")


class Never(models.TextChoices):
    """What may not be bought as a service (102号令 art. 10); each is asked and answered."""

    OUTSIDE_DUTY = "outside_duty", _("不属于政府职责范围的事项")
    OWN_DUTY = "own_duty", _("应当由政府直接履职的事项")
    GOODS = "goods", _("货物和工程,或与服务打包的工程")
    FINANCING = "financing", _("融资行为")
    STAFF = "staff", _("买人、劳务派遣、公益性岗位")
    OTHER = "other", _("法律、行政法规规定不得购买的其他事项")


class Money(models.TextChoices):
    """Where the money of an agreement comes from."""

    FISCAL = "fiscal", _("财政资金")
    LOTTERY_FUND = "lottery_fund", _("福彩公益金")
    COMMUNITY_FUND = "community_fund", _("社区基金")
    DONATION = "donation", _("捐赠")
    MATCHED = "matched", _("机构配套")
    RESIDENT_FEE = "resident_fee", _("居民付费")


class Paper(models.TextChoices):
    """What a document is."""

    SURVEY = "survey", _("需求调查")
    REQUIREMENT = "requirement", _("需求公告")
    REPORT = "report", _("评审报告")
    AWARD = "award", _("成交通知书")
    CONTRACT = "contract", _("合同")
    PLAN = "plan", _("工作计划")
    AMENDMENT = "amendment", _("补充协议")
    EVALUATION = "evaluation", _("评估报告")
    ACCEPTANCE = "acceptance", _("验收书")
    AUDIT = "audit", _("审计报告")
    OTHER = "other", _("其他")


class Once(models.TextChoices):
    """How often the same person counts."""

    ALWAYS = "", _("每次都算")
    PER_DAY = "per_day", _("一天算一次")
    PER_TERM = "per_term", _("整个合同期只算一次")


class Condition(models.TextChoices):
    """What must be true before a tranche may be paid."""

    CONTRACT_PUBLISHED = "contract_published", _("合同已公开")
    WORK_PLAN_ACCEPTED = "work_plan_accepted", _("工作计划已认可")
    MIDTERM_SCORE = "midterm_score", _("中期评估达到分数")
    FINAL_SCORE = "final_score", _("末期评估达到分数")
    PROGRESS = "progress", _("加权进度达到")
    USERS_OPINION = "users_opinion", _("验收有服务对象的意见")
    PUBLIC_NOTICE = "public_notice", _("公示满工作日")
    AUDITED = "audited", _("审计完成")


class MeasuredUnit(models.TextChoices):
    """What is measured at a review, and never added up."""

    PERCENT = "percent", _("百分比")
