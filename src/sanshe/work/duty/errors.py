"""What alarm and roster refuse, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class TakenBefore(Problem):
    """Two reached for it: one has it, the other is told who."""

    code = "duty.taken_before"
    text = _("%(name)s在%(at)s已经接了。")
    status = 409


class AlreadyOver(Problem):
    code = "duty.already_over"
    text = _("这个警报已经结束了。")
    status = 409


class NotYours(Problem):
    """Only whoever took it says what was done and hands it on."""

    code = "duty.not_yours"
    text = _("请先接下来:谁接了,谁来写。")
    status = 403


class SayWhatWasDone(Problem):
    code = "duty.say_what_was_done"
    text = _("请勾一样做了的事,或者写一句。")


class SayWhy(Problem):
    code = "duty.say_why"
    text = _("请写一句为什么是虚惊。")


class NotAColleague(Problem):
    """Somebody who does not work here today, or who may not see the matter."""

    code = "duty.not_a_colleague"
    text = _("这个人今天不在这里做事,或者不能看这件事。请选别的同事。")


class NotKeeper(Problem):
    code = "duty.not_keeper"
    text = _("值班由书记、机构负责人或街道干部来排;自己的班可以换给同事。")
    status = 403


class ShiftOver(Problem):
    code = "duty.shift_over"
    text = _("这个班已经过了,不能再改。")
    status = 409


class SamePerson(Problem):
    code = "duty.same_person"
    text = _("值班的人和后备不能是同一个人。")


class HasThisShift(Problem):
    code = "duty.has_this_shift"
    text = _("这个人在这个时间已经有班了。")


class NothingToCopy(Problem):
    code = "duty.nothing_to_copy"
    text = _("这一周还没有排班,没有可抄的。")


class AcceptedBefore(Problem):
    code = "duty.accepted_before"
    text = _("%(name)s已经接过班了。")
    status = 409


class ForSomebodyElse(Problem):
    code = "duty.for_somebody_else"
    text = _("这份交班是给%(name)s的。")
    status = 403
