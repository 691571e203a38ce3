"""What the catalogue refuses, each with the rule behind it (domain file §2.2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class CodeTaken(Problem):
    code = "catalogue.code_taken"
    text = _("编号“%(value)s”已经用过了。")
    status = 409


class StatutoryDuty(Problem):
    """街道办 and departments may not hand over what the law makes their own duty."""

    code = "catalogue.statutory_duty"
    text = _("“%(item)s”是政府的法定职责,不能转移给政府以外的组织,也不能算居委会自己的事。")


class OnNegativeList(Problem):
    """102号令 art 10."""

    code = "catalogue.on_negative_list"
    text = _("“%(item)s”在不得购买的范围里(政府购买服务管理办法第十条),不能列为可购买。")


class LawEnforcement(Problem):
    """A community is not the responsible body for law enforcement, demolition, city management
    or bringing in investment."""

    code = "catalogue.law_enforcement"
    text = _("“%(item)s”是执法一类的事,社区不能当责任主体,只能列为“不属于社区”,转有关部门。")


class RefusalWithoutReason(Problem):
    code = "catalogue.refusal_without_reason"
    text = _("不接“%(item)s”要写明理由。")


class WrongLead(Problem):
    code = "catalogue.wrong_lead"
    text = _("“%(item)s”列为“%(duty)s”时,牵头的不能是“%(lead)s”。%(who)s")


class LeadAlsoHelps(Problem):
    """A25: exactly one lead, and others by name."""

    code = "catalogue.lead_also_helps"
    text = _("“%(lead)s”已经是牵头的,不用再列为协助。")


class PlatformElsewhere(Problem):
    code = "catalogue.platform_elsewhere"
    text = _("“%(platform)s”不在这个社区,或者已经关闭。")


class PlatformNotTheirs(Problem):
    code = "catalogue.platform_not_theirs"
    text = _("“%(platform)s”现在由“%(operator)s”承接,牵头要写它。")


class DraftExists(Problem):
    code = "catalogue.draft_exists"
    text = _("这个社区已经有一份草稿(第%(number)s版),请接着改那一份。")
    status = 409


class NotADraft(Problem):
    """A published version is never edited."""

    code = "catalogue.not_a_draft"
    text = _("第%(number)s版已经发布,不能再改。要改,请起草新的一版。")
    status = 409


class NotPublished(Problem):
    code = "catalogue.not_published"
    text = _("第%(number)s版没有发布,或者已经撤回。")
    status = 409


class NotTheLast(Problem):
    code = "catalogue.not_the_last"
    text = _("第%(number)s版后面还有新的一版,不能撤回它。")
    status = 409


class NothingInIt(Problem):
    code = "catalogue.nothing_in_it"
    text = _("目录里还没有事项,不能发布。")


class ItemNotInVersion(Problem):
    code = "catalogue.item_not_in_version"
    text = _("这一版里没有这个事项。")
    status = 404


class DateWrong(Problem):
    code = "catalogue.date_wrong"
    text = _("生效日期不对:%(reason)s")


class AlreadyAnswered(Problem):
    code = "catalogue.already_answered"
    text = _("这条意见已经有人答复了。")
    status = 409


class TooManyObjections(Problem):
    code = "catalogue.too_many_objections"
    text = _("今天收到的意见太多,网上先收到这里。请明天再写,或者直接到社区说。")
    status = 429
