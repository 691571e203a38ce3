"""The national certificates of social workers, the lowest first."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Certificate(models.TextChoices):
    """The values are in their order: somebody with several counts with the highest."""

    ASSISTANT = "1", _("助理社会工作师")
    SOCIAL_WORKER = "2", _("社会工作师")
    SENIOR = "3", _("高级社会工作师")
