"""What is done with many at once, where it stands, and who comes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    GROUP = "group", _("小组")  # closed membership, a number of sessions (MZ/T 095-2017)
    CLASS = "class", _("课堂")  # again and again, whoever is on the list or comes by
    EVENT = "event", pgettext_lazy("办一次", "活动")  # once


class State(models.TextChoices):
    """planned → running → closed; planned and running → cancelled."""

    PLANNED = "planned", _("还没开始")
    RUNNING = "running", _("进行中")
    CLOSED = "closed", _("已结束")
    CANCELLED = "cancelled", _("已取消")


class Every(models.TextChoices):
    """How the dates of an activity follow each other."""

    WEEK = "week", _("每周同一天")
    WORKDAY = "workday", _("每个工作日")
    ONCE = "once", _("只有一次")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("还没记")
    RECORDED = "recorded", _("已记录")
    CANCELLED = "cancelled", _("没有办")


class Part(models.TextChoices):
    """What somebody is in an activity. Who was served may come to serve."""

    MEMBER = "member", _("来参加")
    HELPER = "helper", _("来帮忙")
    LEADER = "leader", _("带大家做")


HELPING = (Part.HELPER, Part.LEADER)


class Goal(models.TextChoices):
    """Whether a group reached what it was for."""

    REACHED = "reached", _("做到了")
    PARTLY = "partly", _("做到一部分")
    MISSED = "missed", _("没有做到")


class Borne(models.TextChoices):
    """How somebody else found that a session took place."""

    LIST = "list", _("核对了签到表")
    ASKED = "asked", _("问了来参加的人")
