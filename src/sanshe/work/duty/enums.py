"""Where an alarm stands, what happened with it, and what a shift hands on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """ringing → taken → over; back to ringing when it is handed on, or nothing is heard of it."""

    RINGING = "ringing", _("在响,没有人接")
    TAKEN = "taken", _("有人接了")
    OVER = "over", _("结束了")


class Why(models.TextChoices):
    """What made it ring."""

    HEARD = "heard", _("来话里有危险")
    SORTED = "sorted", _("被定为马上办")
    REOPENED = "reopened", _("马上办的事又打开了")


class How(models.TextChoices):
    """How an alarm ends: never by itself."""

    DONE = "done", _("处理好了")
    FALSE_ALARM = "false_alarm", _("虚惊一场")


class Step(models.TextChoices):
    """A line of an alarm's story."""

    RAISED = "raised", _("警报响了")
    RUNG = "rung", _("叫人")
    TAKEN = "taken", _("接了")
    REPORTED = "reported", _("做了")
    HANDED_ON = "handed_on", _("转给同事")
    LAPSED = "lapsed", _("接了以后很久没有消息,又响了")
    MOVED = "moved", _("换了经办的地方,重新叫人")
    OVER = "over", _("结束")


class Did(models.TextChoices):
    """What was done about a danger."""

    CALLED_110 = "110", _("打了110")
    CALLED_120 = "120", _("打了120")
    CALLED_119 = "119", _("打了119")
    SPOKE = "spoke", _("和本人通了话")
    CONTACT = "contact", _("联系了家人或邻居")
    WENT = "went", _("到了现场")
    REPORTED = "report", _("依法报告了")


class Pressing(models.TextChoices):
    """What a shift hands to the next one."""

    ALARMS = "alarms", _("没完的警报")
    LOOKED_FOR = "looked_for", _("正在找的人")
    OUT = "out", _("陪同出门还没到家的")
    OVERDUE = "overdue", _("已经超期的")
    TODAY = "today", _("今天到期的")
    WATCH = "watch", _("要留心的:有过危险提示,还没办结")
    CALL_BACK = "call_back", _("等着回话的:已答复,还没问过居民")
    BORNE_OUT = "borne_out", _("等着回访的探访")
    PROMISED = "promised", _("答应了明天去的")
