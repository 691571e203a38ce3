"""What is looked for, what became of a flag, and what a resident said on the telephone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a flag says was seen. None of them says that anything is wrong."""

    SAME_TIME = "same_time", _("同一个人,时间叠在一起")
    TWO_PLACES = "two_places", _("同一个人,同时在两个地方")
    TOO_FAST = "too_fast", _("两次之间比走过去还快")
    ONE_HAND = "one_hand", _("一个人一口气确认了很多条")
    ROUND = "round", _("整数比别处多得多")
    UNCONFIRMED = "unconfirmed", _("确认的比别处少得多")
    SAID_NOT = "said_not", _("回访时居民说没有这回事")


class State(models.TextChoices):
    """new → looked → explained | corrected | passed_on; withdrawn when it is seen no more."""

    NEW = "new", _("还没有人看")
    LOOKED = "looked", _("正在了解")
    EXPLAINED = "explained", _("说清楚了")
    CORRECTED = "corrected", _("已更正")
    PASSED_ON = "passed_on", _("已转给有关方面")
    WITHDRAWN = "withdrawn", _("记录变了,提示撤下")


OPEN = (State.NEW, State.LOOKED)
DECIDED = (State.EXPLAINED, State.CORRECTED, State.PASSED_ON)


class Outcome(models.TextChoices):
    """What a person may decide."""

    EXPLAINED = State.EXPLAINED.value, State.EXPLAINED.label
    CORRECTED = State.CORRECTED.value, State.CORRECTED.label
    PASSED_ON = State.PASSED_ON.value, State.PASSED_ON.label


class Step(models.TextChoices):
    """One line of a flag's story."""

    RAISED = "raised", _("核对时看到")
    GREW = "grew", _("又多了记录,重新打开")
    LOOKED = "looked", _("有人看了")
    SAID = "said", _("当事人说明")
    DECIDED = "decided", pgettext_lazy("核对提示", "作了结论")
    GONE = "gone", _("台账里已经不是这样,撤下")


class Answer(models.TextChoices):
    """What came of asking somebody whether a service happened."""

    HAPPENED = "happened", _("有这回事")
    FORGOTTEN = "forgotten", _("记不清了")
    DID_NOT = "did_not", _("没有这回事")
    UNREACHED = "unreached", _("没联系上")
