"""Where a change of operator stands, what is handed over, and what residents answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """announced → preparing → farewell → ready → handed_over → closed; or broken off before."""

    ANNOUNCED = "announced", _("已宣布")
    PREPARING = "preparing", _("清点和征询中")
    FAREWELL = "farewell", _("告别中")
    READY = "ready", _("等交接日签字")
    HANDED_OVER = "handed_over", _("已交接")
    CLOSED = "closed", _("已收尾")
    BROKEN_OFF = "broken_off", _("不换了")


class Step(models.TextChoices):
    """A line of its story."""

    ANNOUNCED = "announced", _("宣布换承接方")
    DRAWN = "drawn", _("清点没办完的事和要问的人")
    LISTED = "listed", _("清单和征询做完")
    TOLD = "told", _("告别做完")
    BACK = "back", _("退回去补")
    SIGNED = "signed", _("签字")
    HANDED_OVER = "handed_over", _("交接")
    LOOKED_BACK = "looked_back", _("回头查看")
    BROKEN_OFF = "broken_off", _("不换了")


class Why(models.TextChoices):
    """Why another organisation runs the platform."""

    ENDED = "ended", _("合同到期,换了中标的机构")
    TERMINATED = "terminated", _("合同终止")
    RATING = "rating", _("失去资质或等级")
    GIVEN_UP = "given_up", _("机构自己不做了")
    MERGED = "merged", _("机构合并、分立或注销")


class Side(models.TextChoices):
    """Who signs: each once."""

    LEAVING = "leaving", _("交出的机构")
    COMING = "coming", _("接手的机构")
    OVERSEER = "overseer", _("街道或民政局")


class ThingKind(models.TextChoices):
    ASSET = "asset", _("物品")
    KEY = "key", _("钥匙")
    PAPER = "paper", _("纸质材料")


class Money(models.TextChoices):
    """Whose money bought it: what a state's money bought belongs to the platform's place."""

    FISCAL = "fiscal", _("财政资金")
    LOTTERY_FUND = "lottery_fund", _("福彩公益金")
    DONATION = "donation", _("捐赠")
    AGENCY = "agency", _("机构自己的钱")
    COMMITTEE = "committee", _("居委会的钱")
    UNKNOWN = "unknown", _("说不清")


class Condition(models.TextChoices):
    GOOD = "good", _("好用")
    WORN = "worn", _("旧,能用")
    BROKEN = "broken", _("坏了")


class MatterKind(models.TextChoices):
    NEED = "need", _("没办结的来访事项")
    PROMISE = "promise", _("居民想出力的约定")
    VISIT = "visit", _("排好的探访")
    LADDER = "ladder", _("正在找的人")


class Fate(models.TextChoices):
    """What becomes of an open matter."""

    OPEN = "", _("还没定")
    TAKEN = "taken", _("接着办")
    ENDED = "ended", _("好好告别,到此为止")
    REFERRED = "referred", _("交给别处")


class Answer(models.TextChoices):
    """What somebody said to their file going to the coming organisation."""

    WAITING = "waiting", _("还没问")
    YES = "yes", _("愿意")
    NO = "no", _("不愿意")
    UNREACHED = "unreached", _("没联系上")


class Asked(models.TextChoices):
    """How they were asked, or said it by themselves."""

    PHONE = "phone", _("打电话")
    HOME = "home", _("上门当面")
    PAPER = "paper", _("签了纸")
    ONLINE = "online", _("本人在网上说的")


class Told(models.TextChoices):
    """How the goodbye reached them."""

    RECEIPT = "receipt", _("网上的回执页")
    SMS = "sms", _("短信")
    PHONE = "phone", _("电话")
    LETTER = "letter", _("信")
    DOOR = "door", _("当面说")
    NOT = "not", _("没法告诉")
