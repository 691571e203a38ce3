"""What a notice may say, and where a message out is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeCode(models.TextChoices):
    """All that a notice ever says. None of these tells what the matter is about."""

    WAITING = "waiting", _("有一件事等您处理")
    ASSIGNED = "assigned", _("有一件事派给了您")
    RETURNED = "returned", _("有一件事退回来了")
    ANSWERED = "answered", _("有一件事有了答复")
    CONFIRMED = "confirmed", _("有一件事得到了确认")
    REOPENED = "reopened", _("有一件事重新打开了")
    OBJECTED = "objected", _("有一件事收到了不同意见")
    DUE_SOON = "due_soon", _("有一件事快到期了")
    DUE = "due", _("有一件事到期了")
    PLANNED = "planned", _("有一项安排")
    CHANGED = "changed", _("有一项安排变了")
    THANKED = "thanked", _("有人向您道谢")
    SEVERAL = "several", _("有几件事等您处理")
    ALARM = "alarm", _("有一件事要马上看")


URGENT = frozenset({NoticeCode.ALARM})
"""These go out at once, each by itself, at any hour; all others are gathered."""


class Pace(models.TextChoices):
    """How often somebody wants to be written to about what is not urgent."""

    AT_ONCE = "at_once", _("有事就说(一小时最多一封)")
    TWICE_A_DAY = "twice", _("一天两次,合在一起说")
    ONLY_URGENT = "urgent", _("只在紧急时写信,别的我自己来看")


class Channel(models.TextChoices):
    MAIL = "mail", _("电子邮件")
    SMS = "sms", _("短信")
    BOT = "bot", _("群机器人")


class State(models.TextChoices):
    """Where a message out is."""

    WAITING = "waiting", _("等着发出")
    SENDING = "sending", _("正在发出")
    SENT = "sent", _("已发出")
    NOT_NEEDED = "not_needed", _("不用发了:已经看过")
    NO_ADDRESS = "no_address", _("没有留地址")
    GIVEN_UP = "given_up", _("多次没有发成,不再试")
