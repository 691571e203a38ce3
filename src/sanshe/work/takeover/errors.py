"""What a take-over refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotOnePlace(Problem):
    code = "takeover.not_one_place"
    text = _("一次交接只能是同一个社区、同一家机构承接的平台。")


class NobodyThere(Problem):
    code = "takeover.nobody_there"
    text = _("“%(name)s”现在没有人承接,请直接登记承接。")


class SameAgency(Problem):
    code = "takeover.same_agency"
    text = _("“%(name)s”本来就是现在承接的机构。")


class MayNotRun(Problem):
    code = "takeover.may_not_run"
    text = _("“%(name)s”不能承接服务平台。能承接的是社工机构、备案的社区社会组织和居委会。")


class NoContact(Problem):
    """个人信息保护法 art. 22, 23: the receiver's name and contact are told."""

    code = "takeover.no_contact"
    text = _("“%(name)s”还没有登记对外电话。要先告诉居民接手的是谁、怎么找,才能交接。")


class UnderWay(Problem):
    code = "takeover.under_way"
    text = _("“%(name)s”正在办另一个交接。")
    status = 409


class DayWrong(Problem):
    code = "takeover.day_wrong"
    text = _("交接日要在今天或以后。")


class NotNow(Problem):
    code = "takeover.not_now"
    text = _("现在是“%(state)s”,不能做这一步。")
    status = 409


class NothingNamed(Problem):
    code = "takeover.nothing_named"
    text = _("请写清楚。")


class NotFinished(Problem):
    """Something of the lists is open; ``what`` says how much of what."""

    code = "takeover.not_finished"
    text = _("还缺:%(what)s。")
    status = 409


class NobodyComes(Problem):
    code = "takeover.nobody_comes"
    text = _("请先写明以后由哪位社工来。")


class StrangeWorker(Problem):
    code = "takeover.strange_worker"
    text = _("这位不是接手机构的工作人员。")


class NoYes(Problem):
    """Without the person's yes their matter does not go to another organisation."""

    code = "takeover.no_yes"
    text = _("本人没有同意,这件事不能交给新机构。请好好告别,或者交给别处。")


class StillOpen(Problem):
    code = "takeover.still_open"
    text = _("还在找的人要先找到,不能带着过去。")


class GuardianMissing(Problem):
    """个人信息保护法 art. 31: under fourteen the guardian says it."""

    code = "takeover.guardian_missing"
    text = _("不满14岁,要监护人同意。请写明监护人是谁。")


class NoticeUnread(Problem):
    code = "takeover.notice_unread"
    text = _("请先把告知的话念给本人听,再记他怎么说。")


class TooEarly(Problem):
    code = "takeover.too_early"
    text = _("要到%(day)s才能签字。")
    status = 409


class SignedAlready(Problem):
    code = "takeover.signed_already"
    text = _("这一方已经由%(name)s签过字了。")
    status = 409


class NewMatters(Problem):
    """Since the lists were made something came in."""

    code = "takeover.new_matters"
    text = _("清点以后又有了新的事或新的人。请交出的机构重新清点,再签字。")
    status = 409


class WriteTodayFirst(Problem):
    code = "takeover.write_today_first"
    text = _("今天已经到点的探访还有%(count)s次没记。请先记好,再签字。")
    status = 409


class TooLate(Problem):
    """Broken off may be only what has not been handed over."""

    code = "takeover.too_late"
    text = _("已经交接了,不能再取消。")
    status = 409
