"""What somebody may be told about a person, how the yes was given, how it is taken back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Shown(models.TextChoices):
    """How much a relative sees. The times of visits always; never what was talked about."""

    TIMES = "times", _("哪天有人来")
    OUTCOME = "outcome", _("来了有没有见到人")
    CHECKS = "checks", _("五项看下来好不好")


class Relation(models.TextChoices):
    CHILD = "child", _("儿女")
    SPOUSE = "spouse", _("老伴")
    GRANDCHILD = "grandchild", _("孙辈")
    SIBLING = "sibling", _("兄弟姐妹")
    OTHER = "other", _("别的亲人")


class GivenHow(models.TextChoices):
    """How the yes was given (个人信息保护法 art. 14: of one's own free will, clearly)."""

    SPOKEN = "spoken", _("当面亲口说的")
    PHONE = "phone", _("电话里亲口说的")
    SIGNED = "signed", _("本人签了字")
    THUMB = "thumb", _("按了手印,有见证人")
    GUARDIAN = "guardian", _("监护人代为同意")


class TakenBack(models.TextChoices):
    """Who took the yes back, or why it ended."""

    SELF = "self", _("本人用收回码")
    SPOKEN = "spoken", _("本人跟工作人员说的")
    SAFETY = "safety", _("工作人员为了本人安全停掉")
    RELATIVE = "relative", _("家人说不用了")
    GONE = "gone", _("本人过世了")
    CLOSED = "closed", _("本人的资料改成了保密")
    MERGED = "merged", _("登记的两条并成了一条,要重新问本人")


class Step(models.TextChoices):
    """A line of a consent's story."""

    GIVEN = "given", _("同意了")
    OPENED = "opened", _("家人打开看了")
    TAKEN_BACK = "taken_back", _("收回了")
