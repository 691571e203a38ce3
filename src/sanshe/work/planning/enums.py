"""Words of planning: how often, in which group, what somebody wishes, what became of a plan."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Per(models.TextChoices):
    """The time in which a number of contacts is due."""

    TWO_DAYS = "two_days", _("每两天")
    WEEK = "week", _("每周")
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")


class Group(models.TextChoices):
    """特殊困难老人 as the ten ministries' opinion of 2022 names them: the floor holds for each."""

    ALONE = "alone", _("独居")
    EMPTY_NEST = "empty_nest", _("空巢")
    LEFT_BEHIND = "left_behind", _("留守")
    DISABLED_ELDER = "frail", _("失能")
    SEVERE_DISABILITY = "severe", _("重残")
    ONE_CHILD_LOST = "one_child", _("计划生育特殊家庭")


class MarkSource(models.TextChoices):
    """Who says that somebody belongs to a group."""

    SELF = "self", _("本人说的")
    FAMILY = "family", _("家属说的")
    COMMITTEE = "committee", _("社区台账")
    ASSESSED = "assessed", _("预估结果")


class Contact(models.TextChoices):
    """How somebody wants to be looked after at all."""

    ANY = "any", _("上门、电话都行")
    PHONE = "phone", _("只打电话")
    NONE = "none", _("都不要")


class Two(models.TextChoices):
    """Why two go together."""

    NO = "", _("一个人去就行")
    WISH = "wish", _("本人希望两个人一起来")
    RISK = "risk", _("为了安全,两个人去")


class Language(models.TextChoices):
    """What is spoken at home, where Mandarin is not enough."""

    MANDARIN = "", _("普通话就行")
    YUNNAN = "yunnan", _("云南话")
    YI = "yi", _("彝语")
    BAI = "bai", _("白语")
    DAI = "dai", _("傣语")
    SIGN = "sign", _("手语")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    ACCEPTED = "accepted", _("已采用")
    DROPPED = "dropped", _("已作废")


class LineState(models.TextChoices):
    PLACED = "placed", _("排上了")
    UNPLACED = "unplaced", _("没排上")
    TAKEN_OUT = "taken_out", _("拿掉了")


class Reason(models.TextChoices):
    """Why a line stands as it does, or does not stand."""

    SAME_WORKER = "same_worker", _("还是常去的那位")
    KNOWN_WORKER = "known_worker", _("以前去过的同事")
    LEAST_LOAD = "least_load", _("谁手上少谁去")
    BY_PHONE = "by_phone", _("上门排不下,改成电话")
    BY_HAND = "by_hand", _("负责人手工改的")
    NO_WORKER = "no_worker", _("没有合本人意愿的人")
    NO_DAY = "no_day", _("本人想要的日子里没有人上班")
    NO_TIME = "no_time", _("本人想要的时间里没有空当")
    FULL = "full", _("人手不够,排满了")
    NO_SECOND = "no_second", _("要两个人去,凑不齐")
    TAKEN_OUT = "taken_out", _("负责人拿掉的")
    CHANGED = "changed", _("采用时那段时间已被占用")
    FIXED = "fixed", _("约好了时间,同事那时都不空")
    PAST_LIMIT = "past_limit", _("期限内没有同事能去")
    MATTER_OVER = "matter_over", _("那件事已经办结或转走,请看一下")


class Away(models.TextChoices):
    ILL = "ill", _("生病")
    LEAVE = "leave", _("请假")
    TRAINING = "training", _("培训")


class Shock(models.TextChoices):
    """What asks for seeing somebody soon (§2.9): the first three an area, the others one person."""

    HEAT = "heat", _("高温预警")
    COLD = "cold", _("低温预警")
    STORM = "storm", _("暴雨预警")
    DISCHARGE = "discharge", _("刚出院")
    FALL = "fall", _("摔倒过")
    BEREAVED = "bereaved", _("老伴过世")


WEATHER = (Shock.HEAT, Shock.COLD, Shock.STORM)
ONE_PERSON = (Shock.DISCHARGE, Shock.FALL, Shock.BEREAVED)


class Reached(models.TextChoices):
    """How somebody on a round list was reached."""

    SEEN = "seen", _("见到了")
    PHONE = "phone", _("电话通了")
    NEIGHBOUR = "neighbour", _("邻居家人说平安")
    VISIT = "visit", _("有探访记录")
