"""The seven kinds of message, how urgent one is, and where it stands."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NEED = "need", _("需求")
    OFFER = "offer", _("想出力")
    PRAISE = "praise", _("表扬")
    COMPLAINT = "complaint", _("投诉")
    REPORT = "report", _("反映情况")
    RIGHTS = "rights", _("个人信息权利")
    ENQUIRY = "enquiry", _("询问")


class Urgency(models.TextChoices):
    P0 = "P0", _("马上,打电话")
    P1 = "P1", _("24小时内")
    P2 = "P2", _("3个工作日内")
    P3 = "P3", _("10个工作日内")
    P4 = "P4", _("不用办,转达")


class State(models.TextChoices):
    """heard → sorted → dispatched → answered → closed; reopened goes back to dispatched; what is
    not ours is referred and stays open until the resident's word too."""

    HEARD = "heard", _("已听到,待分类")
    SORTED = "sorted", _("已分类,待派")
    DISPATCHED = "dispatched", _("已派,办理中")
    ANSWERED = "answered", _("已答复,等居民确认")
    CLOSED = "closed", _("已办结")

    @property
    def told(self) -> str | Promise:
        """The same in words for the resident."""
        return _TOLD[self]


_TOLD = {
    State.HEARD: _("听到了,正在看是谁的事"),
    State.SORTED: _("看清楚了,正在交给人办"),
    State.DISPATCHED: _("有人在办"),
    State.ANSWERED: _("办了,等您说一声行不行"),
    State.CLOSED: _("办完了"),
}


class Channel(models.TextChoices):
    WEB = "web", _("网页")
    PHONE = "phone", _("电话")
    WALK_IN = "walk_in", _("上门来说")
    VISIT = "visit", _("探访时发现")
    PAPER = "paper", _("纸条")
    HOTLINE = "hotline", _("12345转来")
    GRID = "grid", _("网格")


class ClosedHow(models.TextChoices):
    """Nothing is closed as "nobody home"."""

    RESIDENT = "resident", _("居民本人确认")
    BY_PHONE = "by_phone", _("电话里居民确认")
    UNREACHED = "unreached", _("多次诚意联系未果")
    PASSED_ON = "passed_on", _("已转达,无须回复")
    WITHDRAWN = "withdrawn", _("整批导入已撤销")


class Step(models.TextChoices):
    """A line of a need's story."""

    HEARD = "heard", _("听到")
    DANGER = "danger", _("危险提示")
    SORTED = "sorted", _("分类")
    PERSON = "person", _("认出是谁")
    DISPATCHED = "dispatched", _("派出")
    RETURNED = "returned", _("退回")
    VISIT_PLANNED = "visit_planned", _("安排探访")
    VISITED = "visited", _("探访结果")
    ANSWERED = "answered", _("答复")
    ATTEMPT = "attempt", _("联系居民")
    CONFIRMED = "confirmed", _("居民确认")
    NOT_SOLVED = "not_solved", _("居民说没解决")
    REOPENED = "reopened", _("重新打开")
    CLOSED = "closed", _("办结")
    THANKED = "thanked", _("道谢")
    NOTE = "note", _("备注")
    REFERRED = "referred", _("当面交给外部单位")
    ASKED_BACK = "asked_back", _("回头问外部单位")
    PAUSED = "paused", _("暂停")
    RESUMED = "resumed", _("接着办")
    DISPUTED = "disputed", _("对派给谁有争议")
    APPEALED = "appealed", _("请上面看一看")
    DECIDED = "decided", _("上面定了")
    HIDDEN = "hidden", _("提高保密程度")
    COMPLAINED = "complained", _("对办理有意见")
    LASTING = "lasting", _("四周后问过")
    CHECKED = "checked", _("抽查回访")
    SPLIT = "split", _("两件事,分开办")
    JOINED = "joined", _("和另一条说的是一件事,并在一起办")
    UNJOINED = "unjoined", _("分开,各办各的")
    FOLLOWED = "followed", _("跟着并在一起的那件")
    RECALLED = "recalled", _("收回派单")
    TAKEN_OVER = "taken_over", _("换了机构来办")


class PauseWhy(models.TextChoices):
    """The only reasons for which a deadline stands still; each in words for the resident."""

    RESIDENT = "resident", _("等居民回话")
    PAPERS = "papers", _("等材料齐")
    AWAY = "away", _("居民住院或不在家")
    OUTSIDE_LIMIT = "outside_limit", _("等外部单位的法定期限")


class Moving(models.TextChoices):
    """What came of asking an outside body back."""

    WAITING = "waiting", _("等着回头问")
    GOING = "going", _("在办,有进展")
    STUCK = "stuck", _("没有动静")
    DONE = "done", _("那边办完了")


class RulingKind(models.TextChoices):
    DISPUTE = "dispute", _("派单争议")
    APPEAL = "appeal", _("申诉")


class Ground(models.TextChoices):
    """Why somebody above is asked; each only once for a matter."""

    NOT_OURS = "not_ours", _("认为不该由自己办")
    OVERDUE = "overdue", _("超期了")
    BOUNCED = "bounced", _("被退来退去")
    BADLY = "badly", _("两次都没解决")


class Verdict(models.TextChoices):
    STAYS = "stays", _("就由现在的责任方办")
    INSTRUCTS = "instructs", _("指定一家来办")
    TAKES_OVER = "takes_over", _("我们自己接过来办")
    DECLINED = "declined", _("不再改,说明理由")
    WITHDRAWN = "withdrawn", _("不用定了")


class Lasting(models.TextChoices):
    """What came of asking, four weeks later, whether it lasts. Never asked twice."""

    ASKED = "asked", _("问了,等回话")
    YES = "yes", _("一直好着")
    NO = "no", _("又不行了")
    SKIPPED = "skipped", _("不问")


class CheckResult(models.TextChoices):
    """What a resident says when somebody of another organisation calls."""

    SO = "so", _("属实")
    NOT_SO = "not_so", _("不属实")
    NOT_REACHED = "not_reached", _("没联系上")


class Reach(models.TextChoices):
    """How somebody honestly tried to reach the resident."""

    PHONE = "phone", _("打电话")
    HOME = "home", _("上门")
    MESSAGE = "message", _("发短信或微信")
    THROUGH = "through", _("请家人或邻居转告")
    RECEIPT = "receipt", _("没留联系方式,答复留在回执上")


class DangerSign(models.TextChoices):
    """What words of danger may be signs of. Each is described in ``sorting/danger.toml``."""

    SELF_HARM = "self_harm", _("可能轻生或伤害自己")
    VIOLENCE_NOW = "violence_now", _("正在发生暴力")
    THREAT_TO_KILL = "threat_to_kill", _("有人威胁要命或动刀")
    HELPLESS_HARMED = "helpless_harmed", _("没有能力保护自己的人受伤害")
    CHILD_HARMED = "child_harmed", _("孩子可能受伤害")
    CHILD_MISSING = "child_missing", _("孩子不见了")
    PERSON_MISSING = "person_missing", _("老人或病人走失")
    NO_SIGN_OF_LIFE = "no_sign_of_life", _("屋里的人可能出事")
    FIRE = "fire", _("着火或冒烟")
    GAS = "gas", _("燃气泄漏或煤气中毒")
    MEDICAL = "medical", _("突发急病或受重伤")
    TRAPPED = "trapped", _("被困、触电或落水")
