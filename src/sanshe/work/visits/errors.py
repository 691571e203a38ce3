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


class SaysNothing(Problem):
    code = "visits.says_nothing"
    text = _("请写一句:问了谁、看到什么。")


class SourceMissing(Problem):
    code = "visits.source_missing"
    text = _("请写明是谁说的,不能只是听说。")


class SkippedSilently(Problem):
    code = "visits.skipped_silently"
    text = _("中间有一步没做,请写明为什么跳过。")


class NotTakenOver(Problem):
    code = "visits.not_taken_over"
    text = _("110或120接手,请选“打110,需要急救打120”这一步。")


class BeforeIt(Problem):
    code = "visits.before_it"
    text = _("这个时间比没人应的时候还早,请核对。")


class EscortMissing(Problem):
    code = "visits.escort_missing"
    text = _("陪同外出前,去哪里、走得稳不稳、紧急时打给谁、怎么去,都要写明。")


class EscortNeedsTwo(Problem):
    code = "visits.escort_needs_two"
    text = _("走不稳或要搀扶的,要两个人陪。请选一起去的人。")


class NotInsured(Problem):
    code = "visits.not_insured"
    text = _("没有保险的私家车不能用。请问清保险,或者换一种走法。")


class BackTooEarly(Problem):
    code = "visits.back_too_early"
    text = _("说好的回来时间不对:要晚于出门,当天回来。")


class BeforeLeaving(Problem):
    code = "visits.before_leaving"
    text = _("到家时间早于出门时间,请核对。")


class NotHomeYet(Problem):
    code = "visits.not_home_yet"
    text = _("先记“平安到家”,再记这次陪同。")


class FareMissing(Problem):
    code = "visits.fare_missing"
    text = _("花了钱,金额和谁付的都要写;没花钱,两样都不填。")


class FareWrong(Problem):
    code = "visits.fare_wrong"
    text = _("车费不对:不能是负数,也不超过%(most)s元。")


class FirstReversed(Problem):
    code = "visits.first_reversed"
    text = _("这次探访在台账里已经有一条。请督导先冲正,再来重记。")
    status = 403


class SealedStays(Problem):
    code = "visits.sealed_stays"
    text = _("封存的事不能另记一件,请在原来的事里接着办。")


class NothingNoticed(Problem):
    code = "visits.nothing_noticed"
    text = _("还没有写要跟进什么。")


class NobodyLeft(Problem):
    code = "visits.nobody_left"
    text = _("这次探访没有记成搬走或过世,或者不知道是名册里的谁。")
