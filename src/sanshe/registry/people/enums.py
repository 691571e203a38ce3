"""Roles of residents, and how often an elder is visited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonRole(models.TextChoices):
    RESIDENT = "resident", _("居民")
    CLIENT = "client", _("服务对象")
    VOLUNTEER = "volunteer", _("志愿者")
    TEACHER = "teacher", _("教员")
    STUDENT = "student", _("学员")


class Sex(models.TextChoices):
    FEMALE = "female", _("女")
    MALE = "male", _("男")


class Tier(models.TextChoices):
    A = "A", _("A级:每周上门")
    B = "B", _("B级:每月两次")
    C = "C", _("C级:每月一次")


class Purpose(models.TextChoices):
    """Why somebody's full data is read."""

    SERVE = "serve", _("上门或打电话")
    CHECK = "check", _("核对是不是同一个人")
    MEND = "mend", _("更正资料")
    DANGER = "danger", _("紧急情况")
    THEIR_WISH = "their_wish", _("本人要求查看")
    OTHER = "other", _("其他")
