"""What visits refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotResponsible(Problem):
    code = "visits.not_responsible"
    text = _("这件事不是派给您机构的,不能由您安排探访。")
    status = 403


class NeedNotOpen(Problem):
    code = "visits.need_not_open"
    text = _("这件事还没有派出,或者已经办结,不能安排探访。")


class NobodyToVisit(Problem):
    code = "visits.nobody_to_visit"
    text = _("请写明去看谁(例如“张阿姨,3栋”)。")


class ServiceElsewhere(Problem):
    code = "visits.service_elsewhere"
    text = _("这项服务不在这个社区,或者已经停了。请换一项。")


class NotCountedByVisits(Problem):
    code = "visits.not_counted_by_visits"
    text = _("这项服务按“%(unit)s”计,不能由一次探访记数。请换一项服务。")


class WorkerElsewhere(Problem):
    code = "visits.worker_elsewhere"
    text = _("这位工作人员不在您的机构,或者已停用。")


class WorkerBusy(Problem):
    code = "visits.worker_busy"
    text = _("%(name)s这段时间已经有一次探访了。请换时间或换人。")


class CompanionElsewhere(Problem):
    code = "visits.companion_elsewhere"
    text = _("一起去的人只能是本机构的,或者这个社区居委会的。")


class CompanionMayNotSee(Problem):
    code = "visits.companion_may_not_see"
    text = _("这件事居委会看不到,不能和居委会一起去。请换本机构的同事。")


class NotAlone(Problem):
    code = "visits.not_alone"
    text = _("这位居民有提示:%(risks)s。请两个人去;一定要一个人去,请写明原因。")


class AlreadyCautioned(Problem):
    code = "visits.already_cautioned"
    text = _("这条提示已经有了。")


class WindowWrong(Problem):
    code = "visits.window_wrong"
    text = _("时间不对:结束要晚于开始,一次不超过%(hours)s小时。")


class AfterDeath(Problem):
    code = "visits.after_death"
    text = _("这位居民已于%(day)s过世,之后的探访不能安排,也不能记录。")


class TimesMissing(Problem):
    code = "visits.times_missing"
    text = _("见到了,请填几点到、几点离开。")


class InTheFuture(Problem):
    code = "visits.in_the_future"
    text = _("时间还没到,不能先记。")


class CheckMissing(Problem):
    code = "visits.check_missing"
    text = _("“%(check)s”还没选。没看到就选“没看到”。")


class TwoPlacesAtOnce(Problem):
    code = "visits.two_places_at_once"
    text = _("%(name)s这段时间已经记了另一次探访。同一个人不能同时在两处,请核对时间。")


class ReasonMissing(Problem):
    code = "visits.reason_missing"
    text = _("请写一句原因。")


class NotByYourself(Problem):
    code = "visits.not_by_yourself"
    text = _("自己去的探访,要由别人告诉居民暗号、由别人回访核实。")
    status = 403


class NothingToBearOut(Problem):
    code = "visits.nothing_to_bear_out"
    text = _("这次探访没有记成“见到了”,没有需要核实的。")


class CodeUsedUp(Problem):
    code = "visits.code_used_up"
    text = _("暗号已试满%(tries)s次。请同事打电话回访核实。")
