"""What agreements refuse, each with the rule it stands on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotAStateOrgan(Problem):
    code = "agreements.not_a_state_organ"
    text = _("购买主体必须是国家机关(102号令第5条)。居委会可以承接,不能购买。")


class CannotDeliver(Problem):
    code = "agreements.cannot_deliver"
    text = _("%(name)s不能做承接主体(102号令第6条、第8条)。")


class SameBody(Problem):
    code = "agreements.same_body"
    text = _("购买方和承接方不能是同一家。")


class NumberTaken(Problem):
    code = "agreements.number_taken"
    text = _("这个合同编号已经用过了。")


class NeverBought(Problem):
    code = "agreements.never_bought"
    text = _("不得购买:%(what)s(102号令第10条)。")


class Unanswered(Problem):
    code = "agreements.unanswered"
    text = _("负面清单六问要逐条回答。还没答:%(what)s")


class OnNegativeList(Problem):
    code = "agreements.on_negative_list"
    text = _("目录里的「%(item)s」不能购买:%(why)s。")


class WrongStep(Problem):
    code = "agreements.wrong_step"
    text = _("现在是「%(now)s」,还不能到「%(then)s」。")
    status = 409


class Stopped(Problem):
    code = "agreements.stopped"
    text = _("这个项目现在「%(side)s」,不能往下走。")
    status = 409


class Missing(Problem):
    """A step wants something that is not there yet."""

    code = "agreements.missing"
    text = _("还缺:%(what)s")


class DoesNotAddUp(Problem):
    code = "agreements.does_not_add_up"
    text = _("%(what)s加起来是%(sum)s,应当是%(whole)s。")


class TooLongATerm(Problem):
    code = "agreements.too_long_a_term"
    text = _("合同期一般不超过一年;最长三年,要写明理由。")


class HardshipIsNoTarget(Problem):
    """People in need are found and helped, not produced to order."""

    code = "agreements.hardship_is_no_target"
    text = _(
        "指标不能是困难人员的数量:不能为了完成数字去找困难的人。请改成服务了多少次、办成了多少件。"
    )


class NotOfThisUnit(Problem):
    code = "agreements.not_of_this_unit"
    text = _("「%(service)s」的单位是%(unit)s,和指标的单位不一样,不能相加。")


class NotServedHere(Problem):
    code = "agreements.not_served_here"
    text = _("「%(service)s」不在这个合同服务的社区里。")


class TooMuchAdded(Problem):
    code = "agreements.too_much_added"
    text = _("补充协议加起来不能超过原合同金额的10%%(政府采购法第49条):最多还能加%(left)s元。")


class NothingLeft(Problem):
    code = "agreements.nothing_left"
    text = _("减得太多:现在一共才%(price)s元。不做了,请终止。")


class TooSoon(Problem):
    code = "agreements.too_soon"
    text = _("不能早于%(day)s。")


class OutOfOrder(Problem):
    """A step lies before the one it follows."""

    code = "agreements.out_of_order"
    text = _("不能早于前一步「%(step)s」的日子:%(day)s。")


class NotYet(Problem):
    code = "agreements.not_yet"
    text = _("这一天还没到。办了再记。")


class Archived(Problem):
    code = "agreements.archived"
    text = _("已经归档,不能再改。")
    status = 409


class AmountMissing(Problem):
    code = "agreements.amount_missing"
    text = _("第%(row)s行:金额要大于0,最多到分。")


class NameMissing(Problem):
    code = "agreements.name_missing"
    text = _("第%(row)s行:请写名称。")


class TwiceTheSame(Problem):
    code = "agreements.twice_the_same"
    text = _("「%(name)s」写了两次。")


class OutOfBounds(Problem):
    code = "agreements.out_of_bounds"
    text = _("要在%(least)s到%(most)s之间。")


class NoServices(Problem):
    code = "agreements.no_services"
    text = _("请选至少一项服务:台账里的哪些记录算进这个指标。")


class OnlyBeforeSigning(Problem):
    code = "agreements.only_before_signing"
    text = _("合同签了以后,不会再「%(side)s」。")
    status = 409


class ReasonMissing(Problem):
    code = "agreements.reason_missing"
    text = _("请写明理由。")


class TooBig(Problem):
    code = "agreements.too_big"
    text = _("文件太大,最多%(limit)s MB。")


class AlreadyThere(Problem):
    code = "agreements.already_there"
    text = _("这份材料已经放进来了。")


class NotThatKind(Problem):
    code = "agreements.not_that_kind"
    text = _("只收PDF、Word、Excel和图片。")


class Fixed(Problem):
    """What was signed changes by a supplementary agreement or a new rule, with its reason."""

    code = "agreements.fixed"
    text = _("合同已经签了,不能直接改。要改,请用补充协议,或者写明理由换计数口径。")
    status = 409
