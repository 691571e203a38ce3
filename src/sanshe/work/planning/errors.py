"""What planning refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class BelowFloor(Problem):
    code = "planning.below_floor"
    text = _("每位特殊困难老人每月至少要联系一次,不能定得更少。")


class MoreHomeThanContacts(Problem):
    code = "planning.more_home_than_contacts"
    text = _("上门的次数不能多过联系的次数。")


class FromTooEarly(Problem):
    code = "planning.from_too_early"
    text = _("新标准最早从今天起用。")


class SameDay(Problem):
    code = "planning.same_day"
    text = _("这一天起已经有一个新标准了,请换一天。")


class WishHours(Problem):
    code = "planning.wish_hours"
    text = _("时间不对:“到几点”要晚于“几点起”,并且至少隔开一个小时。")


class LaterOnly(Problem):
    code = "planning.later_only"
    text = _("日子不能在今天以后。")


class AlreadyMarked(Problem):
    code = "planning.already_marked"
    text = _("这一类已经记下了。")


class MonthOver(Problem):
    code = "planning.month_over"
    text = _("这个月已经过去了,排不了。")


class TooFarAhead(Problem):
    code = "planning.too_far_ahead"
    text = _("只能排这个月、下个月和下下个月。")


class NoService(Problem):
    code = "planning.no_service"
    text = _("这个社区还没有按人次计的探访服务,排不了。请先在目录里加一项。")


class NobodyWorks(Problem):
    code = "planning.nobody_works"
    text = _("您的机构在这个社区还没有社工,排不了。")


class NotDraft(Problem):
    code = "planning.not_draft"
    text = _("这份计划已经采用或作废,不能再改。要改就改已安排的探访。")


class AgainstWish(Problem):
    code = "planning.against_wish"
    text = _("这样排违背本人的意愿:%(wish)s。")


class NotThere(Problem):
    code = "planning.not_there"
    text = _("%(name)s这一天或这个时间不上班。")


class Collides(Problem):
    code = "planning.collides"
    text = _("%(name)s这段时间已经有安排了。")


class DaysWrong(Problem):
    code = "planning.days_wrong"
    text = _("日子不对:到哪天不能早于从哪天,也不能都在过去,一次最多%(days)s天。")


class AwayAlready(Problem):
    code = "planning.away_already"
    text = _("这几天里%(name)s已经记了不在。")


class HoursWrong(Problem):
    code = "planning.hours_wrong"
    text = _("上班时间不对:至少选一天,下班要晚于上班,一天1到20家。")


class Begun(Problem):
    code = "planning.begun"
    text = _("换过的探访已经开始或改动过,不能整个撤回了。请一件一件改。")


class AlreadyUndone(Problem):
    code = "planning.already_undone"
    text = _("这次调整已经撤回过了。")


class UntilWrong(Problem):
    code = "planning.until_wrong"
    text = _("截止时间要在现在以后,最多三天。")


class NobodyOnRound(Problem):
    code = "planning.nobody_on_round"
    text = _("这个地方没有要走访的老人。")


class AlreadyReached(Problem):
    code = "planning.already_reached"
    text = _("这位已经联系上了。")
    status = 409
