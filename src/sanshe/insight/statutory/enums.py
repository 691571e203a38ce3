"""What a line of a yearly table is measured in, and what a policy paper is about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.TextChoices):
    """Different measures are never added."""

    PAPERS = "papers", pgettext_lazy("单位", "件")
    POSTS = "posts", pgettext_lazy("单位", "个岗位")
    BODIES = "bodies", pgettext_lazy("单位", "家")
    PLACES = "places", pgettext_lazy("单位", "个")
    PERSONS = "persons", pgettext_lazy("单位", "人")
    PERSON_TIMES = "person_times", pgettext_lazy("单位", "人次")
    PROJECTS = "projects", pgettext_lazy("单位", "项")
    RECORDS = "records", pgettext_lazy("单位", "条")
    HOURS = "hours", pgettext_lazy("单位", "小时")
    YUAN = "yuan", pgettext_lazy("单位", "元")
    PERCENT = "percent", pgettext_lazy("单位", "%")


IN_PARTS = frozenset({Measure.HOURS, Measure.YUAN, Measure.PERCENT})
"""What may have decimals; everything else is whole."""


class Topic(models.TextChoices):
    """What a policy paper is about: which table asks for it."""

    SOCIAL_WORK = "social_work", _("社会工作")
    VOLUNTEER = "volunteer", _("志愿服务")
    INCENTIVE = "incentive", _("志愿服务激励")
