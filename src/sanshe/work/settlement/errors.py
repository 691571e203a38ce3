"""What settlement refuses, each with the rule it stands on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class HasInterest(Problem):
    code = "settlement.has_interest"
    text = _("两年内在承接方工作过或者拿过承接方的钱,应当回避,不能评这个项目。")
    status = 403


class NotDeclared(Problem):
    code = "settlement.not_declared"
    text = _("请先声明和承接方有没有利害关系,再打分。")


class SuppliersOwn(Problem):
    code = "settlement.suppliers_own"
    text = _("承接方的人不能评自己的项目,也不能去问居民的意见。")
    status = 403


class NoSuchAccount(Problem):
    code = "settlement.no_such_account"
    text = _("没有找到这个人,或者有几个同名的。请写他的登录名。")


class WrongJudge(Problem):
    code = "settlement.wrong_judge"
    text = _("这个人的身份不能按「%(kind)s」来评。")


class NotWhole(Problem):
    code = "settlement.not_whole"
    text = _("还不能%(what)s:%(lacks)s")
    status = 409


class TooManyPoints(Problem):
    code = "settlement.too_many_points"
    text = _("「%(line)s」最低0分,最高%(most)s分,最多两位小数。")


class WeightsDoNotSum(Problem):
    code = "settlement.weights_do_not_sum"
    text = _("评分表加起来要正好100分,现在是%(sum)s分。")


class Published(Problem):
    code = "settlement.published"
    text = _("结果已经公布,不能再改。")
    status = 409


class TooEarly(Problem):
    code = "settlement.too_early"
    text = _("项目现在「%(now)s」,还不到这一步。")
    status = 409


class AlreadyOpen(Problem):
    code = "settlement.already_open"
    text = _("已经开过了。")
    status = 409


class WordsMissing(Problem):
    code = "settlement.words_missing"
    text = _("请写明情况。")


class NobodyToAsk(Problem):
    code = "settlement.nobody_to_ask"
    text = _("居民名册里还没有可以问的人。")


class AnswerMissing(Problem):
    code = "settlement.answer_missing"
    text = _("请把每一问都选一个答案。")


class WorkerPresent(Problem):
    code = "settlement.worker_present"
    text = _("服务人员在场时的回答不算。请换个时间单独问。")


class AnsweredAlready(Problem):
    code = "settlement.answered_already"
    text = _("这一份已经答过了,谢谢。")
    status = 409


class WrongSlip(Problem):
    code = "settlement.wrong_slip"
    text = _("号码或密码不对。")


class SurveyClosed(Problem):
    code = "settlement.survey_closed"
    text = _("这次意见调查已经结束。")
    status = 409


class GateShut(Problem):
    """Names every gate that is shut."""

    code = "settlement.gate_shut"
    text = _("第%(number)s笔还不能付:%(gates)s")
    status = 409


class NotTerminated(Problem):
    code = "settlement.not_terminated"
    text = _("合同签了以后又终止的,才做终止结算。")
    status = 409


class ClosingShut(Problem):
    """Names what is lacking."""

    code = "settlement.closing_shut"
    text = _("还不能结算:%(gates)s")
    status = 409


class AboveWhatIsLeft(Problem):
    code = "settlement.above_what_is_left"
    text = _("合同里只剩%(left)s元没有付,不能超过。")


class NotApproved(Problem):
    code = "settlement.not_approved"
    text = _("这一笔还没有申请和批准。")
    status = 409


class TooMuchPaid(Problem):
    code = "settlement.too_much_paid"
    text = _("这一笔最多还能付%(left)s元。")


class AmountMissing(Problem):
    code = "settlement.amount_missing"
    text = _("金额要大于0,最多到分。")


class VoucherMissing(Problem):
    code = "settlement.voucher_missing"
    text = _("请写凭证号。")


class NotOfThisAgreement(Problem):
    code = "settlement.not_of_this_agreement"
    text = _("请从这个项目的资金来源和预算里选。")


class ReversedAlready(Problem):
    code = "settlement.reversed_already"
    text = _("这一笔已经冲过,或者本身就是冲账。")
    status = 409


class WrittenAlready(Problem):
    """The same once more: two clicks at once, or one too many."""

    code = "settlement.written_already"
    text = _("这一条已经记下了。")
    status = 409


class StillOpen(Problem):
    code = "settlement.still_open"
    text = _("公示还没满,或者还有意见没答复。公示到%(until)s。")
    status = 409
