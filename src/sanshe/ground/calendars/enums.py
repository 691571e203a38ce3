"""Words of the calendars: units of a limit, what it limits, and how certain its source is."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(StrEnum):
    HOURS = "H"
    DAYS = "D"
    WORKING_DAYS = "WD"
    MONTHS = "months"
    YEARS = "years"
    DATE = "date"  # a day of the year, written as month * 100 + day


class Means(StrEnum):
    """What happens at the end of a limit."""

    DO_BY = "do_by"
    AT_MOST = "at_most"  # something ends then: never later
    AT_LEAST = "at_least"  # something is kept until then


class Certainty(models.TextChoices):
    """How certain a basis is. Only READ may be shown as law."""

    READ = "R", _("已核对原文")
    EXCERPT = "x", _("只见过摘录,未核对全文")
    MEMORY = "M", _("凭行业经验,未核对")
    OURS = "D", _("本平台自己的约定")
