"""Outcomes of a visit, its five checks, and how it was made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    PLANNED = "planned", _("已安排")
    RECORDED = "recorded", _("已记录")
    CANCELLED = "cancelled", _("已取消")


class Outcome(models.TextChoices):
    DONE = "done", _("见到了")
    NO_ANSWER = "no_answer", _("没人应")
    REFUSED = "refused", _("不愿意")
    SUSPECTED_SCAM = "suspected_scam", _("被当成骗子")
    MOVED = "moved", _("搬走了")
    IN_HOSPITAL = "in_hospital", _("住院了")
    DIED = "died", _("过世了")


class Way(models.TextChoices):
    HOME = "home", _("上门")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    ESCORT = "escort", _("陪同外出")


class Check(models.TextChoices):
    """The five checks of a welfare visit (§2.9)."""

    HEALTH = "health", _("身体")
    MOOD = "mood", _("心情")
    SAFETY = "safety", _("用气用电用水安全")
    HYGIENE = "hygiene", _("卫生")
    LIVING = "living", _("居住环境")


class Finding(models.TextChoices):
    FINE = "fine", _("好")
    CONCERN = "concern", _("要留意")
    NOT_SEEN = "not_seen", _("没看到")
