"""Where an order comes from, what we are in it, who spoke for whom, and how far a list is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class System(models.TextChoices):
    HOTLINE = "12345", _("12345热线")
    GRID = "grid", _("网格平台")
    OTHER = "other", _("其他平台")


class OurRole(models.TextChoices):
    """What the order wants of us (§2.15)."""

    LEAD = "lead", _("主办")
    ASSIST = "assist", _("协办")
    INFO = "info", _("知悉")


class Fault(models.TextChoices):
    """Why an order was wrongly sent here."""

    OUTSIDE = "outside", _("不在社区事项目录里")
    MADE_LEAD = "made_lead", _("目录上是协助,却派成主办")


class Relation(models.TextChoices):
    """Who speaks for somebody."""

    CHILD = "child", _("子女")
    SPOUSE = "spouse", _("老伴")
    FAMILY = "family", _("别的亲属")
    NEIGHBOUR = "neighbour", _("邻居")
    FRIEND = "friend", _("朋友")
    STRANGER = "stranger", _("路过的人")


class Knows(models.TextChoices):
    """Whether the person spoken of knows that somebody speaks for them."""

    YES = "yes", _("知道")
    NO = "no", _("不知道")
    UNSURE = "unsure", _("说不清")


class Stage(models.TextChoices):
    """How far a list is."""

    SHOWN = "shown", _("看过再定")
    HEARING = "hearing", _("正在登记")
    DONE = "done", _("登记好了")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")


class LineState(models.TextChoices):
    GOOD = "good", _("可以登记")
    BAD = "bad", _("要改一下")
    TWICE = "twice", _("像是重复")
    HEARD = "heard", _("已登记")
    DROPPED = "dropped", _("不要这一行")
    WITHDRAWN = "withdrawn", _("已撤销")
    STAYS = "stays", _("已登记,撤不回")  # while the list is being taken back; then heard again
