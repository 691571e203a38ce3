"""What the desk of needs refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NoDesk(Problem):
    """No organisation of this place can take the matter. Never answered by dropping it."""

    code = "needs.no_desk"
    text = _("这个社区还没有人在平台上接收。请打社区或街道的电话,紧急时打110、120、119。")


class NothingSaid(Problem):
    code = "needs.nothing_said"
    text = _("还没有写内容。一句话也可以。")


class TooLong(Problem):
    code = "needs.too_long"
    text = _("太长了,最多%(limit)s个字。请先说最要紧的。")


class WrongState(Problem):
    """The step does not fit where the matter stands now."""

    code = "needs.wrong_state"
    text = _("这一条现在是「%(state)s」,不能做这一步。")
    status = 409


class NotYourTurn(Problem):
    """Visible, but another organisation has to make this step."""

    code = "needs.not_your_turn"
    text = _("这一步要由%(whose)s来做。")
    status = 403


class ReasonNeeded(Problem):
    """A step out of the ordinary says why; the kinds below say which step."""

    code = "needs.reason_needed"
    text = _("请写一句理由。")


class LowerWithReason(ReasonNeeded):
    code = "needs.lower_with_reason"
    text = _("这一条有危险提示。要降下来,请写一句为什么。")


class NotAsNamed(ReasonNeeded):
    code = "needs.not_as_named"
    text = _("目录上写的是「%(lead)s」牵头。派给别家,请写一句为什么。")


class NobodyNamed(ReasonNeeded):
    code = "needs.nobody_named"
    text = _("目录里没有写这种事由谁牵头。请写一句为什么派给它。")


class AnewWithReason(ReasonNeeded):
    code = "needs.anew_with_reason"
    text = _("已经派出去过了。要改派,请写一句为什么。")


class OnlyPraise(Problem):
    code = "needs.only_praise"
    text = _("只有表扬才可以「不用办,转达」。")


class SealStays(Problem):
    code = "needs.seal_stays"
    text = _("封存的事项,只有经办机构自己能降低保密程度。")


class MayNotSee(Problem):
    """The organisation named would have to see what must be kept from it."""

    code = "needs.may_not_see"
    text = _("这一条要保密,不能派给「%(org)s」。")


class OtherPlace(Problem):
    code = "needs.other_place"
    text = _("这个人不在这一条所在的社区。")


class KeptCloser(Problem):
    """Who is kept closer than the matter would be seen by whoever sees the matter."""

    code = "needs.kept_closer"
    text = _("这个人的资料要保密,这一条却有更多人看得到。请先把这一条的保密程度提高,再认人。")


class CannotCopy(Problem):
    code = "needs.cannot_copy"
    text = _(
        "留下的电话或地址没法照抄:可能是替别人说的,也可能写法不对。请去掉这个勾,登记以后再补。"
    )


class UnknownOrganisation(Problem):
    code = "needs.unknown_organisation"
    text = _("没有找到这个组织。")


class ReturnedBefore(Problem):
    """First-handler duty: whoever has it now leads, and asks others to help."""

    code = "needs.returned_before"
    text = _("已经退回过一次,不能再退。请由现在的责任方牵头办理,需要时请别人协助。")


class TooFewAttempts(Problem):
    code = "needs.too_few_attempts"
    text = _("还不能办结:要在不同的日子诚意联系过%(needed)s次,现在是%(have)s次。")


class OwnWork(Problem):
    """Nobody confirms their own work in a resident's name."""

    code = "needs.own_work"
    text = _("您自己办的事,要请没有经手的同事打电话确认。")


class TooLateToReopen(Problem):
    code = "needs.too_late_to_reopen"
    text = _("办结已经超过%(days)s天。请重新说一次,我们马上接着办。")
