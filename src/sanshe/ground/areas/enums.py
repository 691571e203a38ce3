"""Levels of area, and what kind of community one is."""

from __future__ import annotations

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
