"""Standings of a service record, and what moves it from one to the next."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """recorded → confirmed | disputed | reversed; disputed → confirmed | reversed;
    confirmed → disputed | reversed; reversed is the end."""

    RECORDED = "recorded", _("已记录,待确认")
    CONFIRMED = "confirmed", _("已确认")
    DISPUTED = "disputed", _("有异议")
    REVERSED = "reversed", _("已冲正")


class Source(models.TextChoices):
    """What a record comes from. One source is counted once."""

    VISIT = "visit", _("探访")
    ACTIVITY = "activity", _("小组与活动")
    CASE = "case", _("个案")
    IMPORT = "import", _("导入")
    MANUAL = "manual", _("补记")


class Method(models.TextChoices):
    """How a confirmation was given."""

    SPOKEN_CODE = "spoken_code", _("居民报出暗号")
    CALLBACK = "callback", _("他人回访")
    RESIDENT = "resident", _("居民本人在网上")
    CO_SIGNED = "co_signed", _("同事核对")
