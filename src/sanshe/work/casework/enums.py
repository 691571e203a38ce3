"""Where a case stands, how it was met, how it ended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """open → planned → working → closed; from each of the three before the end also → ended."""

    OPEN = "open", _("预估中")
    PLANNED = "planned", _("计划定好")
    WORKING = "working", _("服务中")
    CLOSED = "closed", _("已结案")
    ENDED = "ended", _("提前结束")


RUNNING = (CaseState.OPEN, CaseState.PLANNED, CaseState.WORKING)


class Agreed(models.TextChoices):
    """How the client agreed to a case, after its confidentiality and its limits were explained
    (intake of §2.7: 知情同意书)."""

    SIGNED = "signed", _("本人签了字")
    SPOKEN = "spoken", _("本人亲口说的")
    THUMB = "thumb", _("按了手印,有见证人")
    GUARDIAN = "guardian", _("监护人代为同意")


class ContactWay(models.TextChoices):
    VISIT = "visit", _("上门")
    PHONE = "phone", _("电话")
    OFFICE = "office", _("来站里")
    ALONG = "along", _("陪同外出")
    FAMILY = "family", _("和家人一起")


class Attainment(models.IntegerChoices):
    """How far a goal is reached, at the plan and at the end."""

    NONE = 0, _("0 还没开始")
    LITTLE = 1, _("1 有一点")
    HALF = 2, _("2 一半")
    MOST = 3, _("3 大部分")
    REACHED = 4, _("4 做到了")


class Opinion(models.TextChoices):
    """What the client says at the end. Not to say anything is an answer."""

    GOOD = "good", pgettext_lazy("个案", "有帮助")
    SOME = "some", pgettext_lazy("个案", "有一些帮助")
    NONE = "none", pgettext_lazy("个案", "没什么帮助")
    REFUSED = "refused", pgettext_lazy("个案", "问过,不愿意说")


class WhyEnded(models.TextChoices):
    """Why a case ended before its goals; §2.7's closure reasons."""

    MOVED = "moved", _("搬走了")
    DIED = "died", _("过世了")
    WITHDREW = "withdrew", _("本人不想继续")
    LOST = "lost", _("联系不上了")
    REFERRED = "referred", _("转介出去了")


BY_HAND = (WhyEnded.MOVED, WhyEnded.DIED, WhyEnded.WITHDREW, WhyEnded.LOST)
"""Referred is said by the other side's yes, never chosen."""


class Counted(models.TextChoices):
    """By what one whole case came to stand in the ledger (I05 of domain file §6.4)."""

    CLOSED = "closed", _("结案并做了评估")
    REVIEWED = "reviewed", _("开了半年以上,计划复核过")


class ReferralState(models.TextChoices):
    ASKED = "asked", _("等对方答复")
    ACCEPTED = "accepted", _("对方接了")
    DECLINED = "declined", _("对方没接")


class ReferralGround(models.TextChoices):
    """Nobody is passed on without their yes, but in danger or by law (§2.7)."""

    CONSENT = "consent", _("本人同意转")
    DANGER = "danger", _("有人身危险,先保护人")
    LAW = "law", _("法律规定必须报告")


class NextStep(models.TextChoices):
    """What a case waits for: named at the top of its page and in lists."""

    ASSESS = "assess", _("写预估")
    PLAN = "plan", _("和本人定目标和计划")
    CONTACT = "contact", _("下一次联系")
    REVIEW = "review", _("复核计划")
    REFERRAL = "referral", _("问转介的答复")
    FOLLOW_UP = "follow_up", _("结案后回访")
    NOTHING = "nothing", _("没有要做的了")
