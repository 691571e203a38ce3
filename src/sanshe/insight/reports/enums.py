"""Which reports there are, how far one is, and as what it can be had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MONTH = "month", _("月报")
    HALF_YEAR = "half_year", _("半年报")
    OVERVIEW = "overview", _("购买项目总览")


class Step(models.TextChoices):
    """What comes next. Each step is a transaction: whoever is cut off goes on there."""

    FIGURES = "figures", _("取数")
    PDF = "pdf", _("排版")
    WORD = "word", _("写成文档")
    DONE = "done", _("做好了")


class Language(models.TextChoices):
    CHINESE = "zh-hans", "中文"
    ENGLISH = "en", "English"


class Form(models.TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
