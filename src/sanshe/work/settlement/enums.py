"""Why a record does not count, and how an indicator stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
