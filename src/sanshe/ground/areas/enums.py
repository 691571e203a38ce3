"""Levels of area, what kind of community one is, and what can be wrong with a row."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    PROVINCE = 1, _("省级")
    PREFECTURE = 2, _("地级")
    COUNTY = 3, _("县级")
    TOWNSHIP = 4, _("乡级")
    COMMUNITY = 5, _("村级")


class Kind(models.TextChoices):
    URBAN = "urban", _("城镇社区")
    VILLAGE = "village", _("村")


class Fault(models.TextChoices):
    """Why a row of an import was kept aside."""

    COLUMNS = "columns", _("这一行不是四栏:代码、名称、级别、上级")
    CODE = "code", _("代码不是12位数字")
    NAME = "name", _("没有名称")
    LEVEL = "level", _("不认识这个级别")
    DUPLICATE = "duplicate", _("代码重复,以先出现的一行为准")
    LEVEL_MISMATCH = "level_mismatch", _("级别和代码对不上")
    UNKNOWN_PARENT = "unknown_parent", _("找不到上级")
    PARENT_MISMATCH = "parent_mismatch", _("上级和代码对不上")
    PARENT_LATER = "parent_later", _("上级写在了它的后面")


class Stage(StrEnum):
    """Where an import is, for its progress."""

    READ = "read"
    CHECK = "check"
    WRITE = "write"
