"""Whose duty an item is, the units that never mix, and the words residents' matters go by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Duty(models.TextChoices):
    """§2.2: the class of an item in a community's list."""

    OWN = "own", _("居委会自己的事")
    ASSIST = "assist", _("居委会协助政府")
    TRANSFERABLE = "transferable", _("可转移")
    PURCHASABLE = "purchasable", _("可购买")
    REFUSED = "refused", _("不属于社区,转有关部门")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class Unit(models.TextChoices):
    """Units of service. Different units are never added together."""

    PERSON_TIMES = "person_times", _("人次")
    PERSONS = "persons", _("人")
    HOUSEHOLD_TIMES = "household_times", _("户次")
    EVENTS = "events", _("场")
    SESSIONS = "sessions", _("节")
    CASES = "cases", _("例")
    GROUPS = "groups", _("个小组")
    SERVICE_HOURS = "service_hours", _("小时")
    DAYS = "days", _("天")
    POINTS = "points", _("个点")
