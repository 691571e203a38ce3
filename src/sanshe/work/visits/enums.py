"""Outcomes of a visit, its five checks, how it was made, and what others say of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    PLANNED = "planned", _("已安排")
    RECORDED = "recorded", _("已记录")
    CANCELLED = "cancelled", _("已取消")


class Outcome(models.TextChoices):
    DONE = "done", _("见到了")
    NO_ANSWER = "no_answer", _("没人应")
    REFUSED = "refused", _("不愿意")
    SUSPECTED_SCAM = "suspected_scam", _("被当成骗子")
    MOVED = "moved", _("搬走了")
    IN_HOSPITAL = "in_hospital", _("住院了")
    DIED = "died", _("过世了")


class Way(models.TextChoices):
    HOME = "home", _("上门")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    ESCORT = "escort", _("陪同外出")


class Risk(models.TextChoices):
    """Why one should not go alone (§2.9: fall risk on the way, money and keys, privacy)."""

    FALL = "fall", _("走路不稳,容易摔")
    WANDER = "wander", _("可能走失")
    UNREST = "unrest", _("情绪激动,可能伤人")
    HOUSE = "house", _("家里有狗,或者环境不安全")
    PRIVACY = "privacy", _("照护涉及隐私,要同性或两人在场")
    MONEY = "money", _("代办钱物、保管钥匙")


class Check(models.TextChoices):
    """The five checks of a welfare visit (§2.9)."""

    HEALTH = "health", _("身体")
    MOOD = "mood", _("心情")
    SAFETY = "safety", _("用气用电用水安全")
    HYGIENE = "hygiene", _("卫生")
    LIVING = "living", _("居住环境")


class Finding(models.TextChoices):
    FINE = "fine", _("好")
    CONCERN = "concern", _("要留意")
    NOT_SEEN = "not_seen", _("没看到")


class How(models.TextChoices):
    """By whom a visit was borne out. Never by the one who made it."""

    SPOKEN_CODE = "spoken_code", _("居民当面报出暗号")
    CALL = "call", _("别人打电话回访")
    RESIDENT = "resident", _("居民本人在网上说")


class Said(models.TextChoices):
    CAME = "came", _("来过")
    NOBODY_CAME = "nobody_came", _("没人来过")
    NOT_REACHED = "not_reached", _("没联系上")


class Told(models.TextChoices):
    """How a resident without the follow page learns the code before the visit."""

    PHONE = "phone", _("打电话告诉居民")
    PAPER = "paper", _("打印给居民")


class NextStep(models.TextChoices):
    """What is proposed after a visit that did not reach the person (ladder of §2.9)."""

    AGAIN = "again", _("30分钟后再去一次")
    NEIGHBOUR = "neighbour", _("问邻居或楼长")
    CONTACT = "contact", _("联系紧急联系人")
    COMMITTEE = "committee", _("请居委会上门")
    POLICE = "police", _("打110,需要急救打120")
    RESPECT_WISH = "respect_wish", _("尊重本人意愿:记下想要的时间和方式,换个方式再问")
    JOINT_VISIT = "joint_visit", _("和居委会约好,两家一起上门,亮明身份")
    NEW_ADDRESS = "new_address", _("问清新住处,转给新社区")
    AFTER_DISCHARGE = "after_discharge", _("出院后24小时内再去看一次")
    CONDOLENCE = "condolence", _("登记过世,停掉以后的安排,慰问家人")


class LadderWhy(models.TextChoices):
    """What opened a ladder."""

    NO_ANSWER = "no_answer", _("没人应")
    NOT_BACK = "not_back", _("陪同外出没按时回来")


class Pace(models.TextChoices):
    """How fast a ladder is climbed."""

    QUICK = "quick", _("当天找到人")
    SLOW = "slow", _("第二天电话再找")


class Found(models.TextChoices):
    """What came of a rung."""

    NOBODY = "nobody", _("还没有下落,往下找")
    REACHED = "reached", _("联系上本人了")
    WHEREABOUTS = "whereabouts", _("知道人在哪里(医院、家人处)")
    TAKEN_OVER = "taken_over", _("110或120接手了")
    DANGER = "danger", _("怀疑有危险")

    @classmethod
    def endings(cls) -> tuple[str, ...]:
        """What ends a ladder. "Nobody home" is none of it."""
        return (cls.REACHED.value, cls.WHEREABOUTS.value, cls.TAKEN_OVER.value)


class EscortRisk(models.TextChoices):
    LOW = "low", _("自己走得稳")
    FALL = "fall", _("走路不稳,容易摔")
    HIGH = "high", _("要人搀扶、坐轮椅,或者可能走失")


class Transport(models.TextChoices):
    """How one goes. A private car only where its insurance was asked about."""

    WALK = "walk", _("走路")
    BUS = "bus", _("公交地铁")
    TAXI = "taxi", _("出租车、网约车")
    AGENCY = "agency", _("机构的车")
    PRIVATE = "private", _("私家车")


class PaidBy(models.TextChoices):
    NOBODY = "nobody", _("没有花钱")
    ELDER = "elder", _("居民自己")
    FAMILY = "family", _("家人")
    AGENCY = "agency", _("机构报销")
