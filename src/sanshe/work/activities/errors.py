"""What activities refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotRunByYou(Problem):
    code = "activities.not_run_by_you"
    text = _("这项服务不是您机构在做,不能由您开活动。")
    status = 403


class UnitDoesNotFit(Problem):
    code = "activities.unit_does_not_fit"
    text = _("按“%(unit)s”计的服务,不能用在这里。请换一项。")


class NameMissing(Problem):
    code = "activities.name_missing"
    text = _("请写个名字。")


class DatesWrong(Problem):
    code = "activities.dates_wrong"
    text = _("节数要在1到%(most)s之间,结束要晚于开始,一次不超过%(hours)s小时。")


class DayTaken(Problem):
    code = "activities.day_taken"
    text = _("这一天已经有一次了。")


class GroupsAreNotOpen(Problem):
    code = "activities.groups_are_not_open"
    text = _("小组和保密的活动不在公开页上登。")


class NobodyNamed(Problem):
    code = "activities.nobody_named"
    text = _("请从名册里选一位,或者写个称呼。")


class OnTheList(Problem):
    code = "activities.on_the_list"
    text = _("%(name)s已经在名单上了。")


class Full(Problem):
    code = "activities.full"
    text = _("名额%(capacity)s人,已经满了。")


class GuardianMissing(Problem):
    """个人信息保护法 art. 31; the domain's A03: stored before the first session."""

    code = "activities.guardian_missing"
    text = _("%(name)s的监护人还没有同意。请先问监护人,记在名单上。")


class TwoAdults(Problem):
    code = "activities.two_adults"
    text = _("有孩子的活动,要有两位大人在场。请把在场的社工或来帮忙的人勾上。")


class NobodyCame(Problem):
    code = "activities.nobody_came"
    text = _("一个人也没有勾。没有办成,请点“这一次没有办”。")


class TooManyGuests(Problem):
    code = "activities.too_many_guests"
    text = _("没登记的人数不对:不能是负数,也不超过%(most)s人。")


class TimesWrong(Problem):
    code = "activities.times_wrong"
    text = _("时间不对:结束要晚于开始,一次不超过%(hours)s小时,也不能在将来。")


class NoWorker(Problem):
    code = "activities.no_worker"
    text = _("请勾上是哪位社工在场。")


class SealedIsLed(Problem):
    """Only who leads a sealed group reads its list: whoever opened it for others could not."""

    code = "activities.sealed_is_led"
    text = _("封存的,开的人自己要在带的人里。")


class WorkerElsewhere(Problem):
    code = "activities.worker_elsewhere"
    text = _("这位工作人员不在您的机构,或者已停用。")


class AfterDeath(Problem):
    code = "activities.after_death"
    text = _("%(name)s于%(day)s过世,不能勾到这一次。")


class NotOpen(Problem):
    code = "activities.not_open"
    text = _("这个活动已经结束或取消,不能再改。")
    status = 409


class NotPlanned(Problem):
    code = "activities.not_planned"
    text = _("这一次已经记录或取消了。")
    status = 409


class SessionsLeft(Problem):
    code = "activities.sessions_left"
    text = _("还有%(left)s次没记。请先记下,或者写明没有办。")
    status = 409


class NothingRecorded(Problem):
    code = "activities.nothing_recorded"
    text = _("一次也没有记过,不能结束。没有办成,请取消。")
    status = 409


class ReasonMissing(Problem):
    code = "activities.reason_missing"
    text = _("请写一句原因。")


class EvaluationMissing(Problem):
    """MZ/T 095-2017: a group ends with an evaluation."""

    code = "activities.evaluation_missing"
    text = _("小组结束要写评估:目标做到没有,问了几位组员。")


class MeasureMissing(Problem):
    code = "activities.measure_missing"
    text = _("说好要量“%(measure)s”,请填开始和结束时的平均分。")


class OpinionsWrong(Problem):
    code = "activities.opinions_wrong"
    text = _("满意的人数不能多过问到的人数。")


class FirstReversed(Problem):
    code = "activities.first_reversed"
    text = _("这一次在台账里已经有一条。请督导先冲正,再来重记。")
    status = 403


class NothingToBearOut(Problem):
    code = "activities.nothing_to_bear_out"
    text = _("这一次还没有记,没有需要核实的。")
    status = 409
