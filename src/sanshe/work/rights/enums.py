"""How a person is known to be the one who asks, and what is not handed out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentityCheck(models.TextChoices):
    """How it was made sure that whoever asks is the person. No number of a paper is kept."""

    KNOWN = "known", _("当面来的,我们认识本人")
    PAPERS = "papers", _("当面看过证件(不记号码)")
    AT_HOME = "at_home", _("上门见到本人")
    GUARDIAN = "guardian", _("监护人来的,看过监护的凭据")


class Withheld(models.TextChoices):
    """What stays, and why; said to the person as it is."""

    HOUSEMATES = "housemates", _("同住的人和亲友的资料:那是他们自己的。")
    REPORTERS = "reporters", _("别人说起您的事:给出去会知道是谁说的。")
    NOTES = "notes", _("工作人员写给同事看的笔记。")
    CHOSEN = "chosen", _("里面说到别人的事,经办人看过后留下了。")
    LOOKS = "looks", _("谁看过您的资料:请向登记您的单位要。")
    ELSEWHERE = "elsewhere", _("别的单位自己留的、我们看不到的:请向那家单位要。")
