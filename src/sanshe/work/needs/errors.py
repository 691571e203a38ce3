"""What the desk of needs refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NoDesk(Problem):
    """No organisation of this place can take the matter. Never answered by dropping it."""

    code = "needs.no_desk"
    text = _("这个社区还没有人在平台上接收。请打社区或街道的电话,紧急时打110、120、119。")


class NobodyNeutral(Problem):
    """Nobody here could take a complaint without being its subject. The words stay with whoever
    wrote them: the form comes back as it was sent."""

    code = "needs.nobody_neutral"
    text = _("这里没有和这件事不相干的人能收,所以还没有发出去。您写的话还在,请打12345转达。")


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


class NobodyDecides(Problem):
    code = "needs.nobody_decides"
    text = _("这里还没有能定这件事的人。请先打街道的电话。")


class TakenAsDecided(Problem):
    """A party fixed after a dispute may not return it (§2.15); nor is it dispatched past that."""

    code = "needs.taken_as_decided"
    text = _("由谁办已经定了,不能再退、再争、再改派。办得不好可以申诉。")
    status = 409


class NotReturnedYet(Problem):
    code = "needs.not_returned_yet"
    text = _("第一次觉得不归自己,直接退回就可以,不用提争议。")


class AskedAlready(Problem):
    code = "needs.asked_already"
    text = _("同一个理由已经提过了。")
    status = 409


class NoGround(Problem):
    code = "needs.no_ground"
    text = _("现在还没有到可以这样申诉的时候。")


class DecidedAlready(Problem):
    code = "needs.decided_already"
    text = _("刚才已经有人定了。请看过现在的情况。")
    status = 409


class LeadNeeded(Problem):
    code = "needs.lead_needed"
    text = _("请选由哪一家来办。")


class NeverPaused(Problem):
    code = "needs.never_paused"
    text = _("「%(urgency)s」的事不能暂停。")


class PausedAlready(Problem):
    code = "needs.paused_already"
    text = _("这一条已经暂停了。")
    status = 409


class NotPaused(Problem):
    code = "needs.not_paused"
    text = _("这一条没有暂停。")
    status = 409


class LateAlready(Problem):
    """A pause never covers a breach."""

    code = "needs.late_already"
    text = _("已经超期,不能再暂停。请先告诉居民为什么。")


class PausedTooLong(Problem):
    code = "needs.paused_too_long"
    text = _("最多还能暂停%(left)s个工作日(这个理由一共%(limit)s个)。")


class DayWrong(Problem):
    code = "needs.day_wrong"
    text = _("请选今天以后、%(last)s以前的一天。")


class NotOutside(Problem):
    code = "needs.not_outside"
    text = _("「%(org)s」在平台上办事,直接派给它就可以。")


class NothingHandedOver(Problem):
    code = "needs.nothing_handed_over"
    text = _("这一条现在没有交给外部单位。")
    status = 409


class OnlyRaised(Problem):
    code = "needs.only_raised"
    text = _("派出以后,保密程度只能提高,不能降低。")


class NotItsJudge(Problem):
    """A complaint never goes to whom it is about."""

    code = "needs.not_its_judge"
    text = _("这条意见说的就是「%(org)s」,不能交给它自己办。")


class NotAboutThem(Problem):
    code = "needs.not_about_them"
    text = _("请选经办这件事的一家。")


class NotAskedNow(Problem):
    code = "needs.not_asked_now"
    text = _("这件事没有在等这个回话。")
    status = 409


class NotTheSame(Problem):
    """Matters are joined only where nobody would see more of either."""

    code = "needs.not_the_same"
    text = _("这两条不能并在一起:要在同一个社区、同一张桌子、保密程度也一样。")


class JoinedAlready(Problem):
    code = "needs.joined_already"
    text = _("这一条已经并到另一条里一起办了。要单独办,请先分开。")
    status = 409


class NoCutThere(Problem):
    code = "needs.no_cut_there"
    text = _("请从两件事中间分开,前后都要有话。")


class AlreadyTouched(Problem):
    """What somebody has worked on is not taken back with the list it came in."""

    code = "needs.already_touched"
    text = _("这一条已经有人动过,或者有危险提示,不能随整批撤销。")
    status = 409


class KeptFromThem(Problem):
    code = "needs.kept_from_them"
    text = _("这是一条意见,要瞒着被说的一方,保密程度不能降低。")


class RecallTooLate(Problem):
    """What was dispatched may be taken back for some minutes only."""

    code = "needs.recall_too_late"
    text = _("派出去超过%(minutes)s分钟了,不能直接收回。要改派,请写一句理由。")
    status = 409


class InHand(Problem):
    """Somebody has already worked on what was dispatched."""

    code = "needs.in_hand"
    text = _("对方已经动手了,不能直接收回。")
    status = 409


class NotAtYourDesk(Problem):
    """Of several ticked: another desk dispatches it."""

    code = "needs.not_at_your_desk"
    text = _("不在我们这张桌子上,由别家来派。")


class NoLeadNamed(Problem):
    """Of several ticked: the catalogue says nothing, so somebody decides it by hand."""

    code = "needs.no_lead_named"
    text = _("目录里没有写由谁牵头,请单独派。")


class BetterPassedOn(Problem):
    """Of several ticked: praise is passed on, not worked off."""

    code = "needs.better_passed_on"
    text = _("表扬不用派,请单独转达。")


class TooManyViews(Problem):
    code = "needs.too_many_views"
    text = _("最多留%(most)s个视图。请先删掉不用的。")


class ViewNeedsName(Problem):
    code = "needs.view_needs_name"
    text = _("请给它起个名字,十六个字以内。")


class ViewNamedAlready(Problem):
    code = "needs.view_named_already"
    text = _("已经有一个叫这个名字的视图了。")


class NothingToKeep(Problem):
    code = "needs.nothing_to_keep"
    text = _("还没有选条件。先选好条件,再存成视图。")


class NothingLeft(Problem):
    """A change of operator: this desk is the leaving one, and nobody takes the matter over."""

    code = "needs.nobody_takes_it"
    text = _("回执%(receipt)s这件事由交出的机构自己受理,没有人接:请先办结,或者交给外部单位。")
    status = 409
