"""What organisations and platforms refuse."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.lists import listed


class NameTaken(Problem):
    code = "organisations.name_taken"
    text = _("已经有一个组织叫“%(name)s”。")
    status = 409


class Similar(Problem):
    """Others have nearly the same name; ``similar`` lists them as (id, name).

    Asked once: the same call with ``even_so=True`` goes through.
    """

    code = "organisations.similar"
    text = _("和“%(names)s”名字很像,是同一家吗?是,就用原来那家;不是,请确认后再登记。")
    status = 409

    def __init__(self, similar: list[tuple[Any, str]]) -> None:
        self.similar = similar
        super().__init__(field="name", names=listed(name for _id, name in similar))


class CodeTaken(Problem):
    code = "organisations.code_taken"
    text = _("这个统一社会信用代码已经登记给“%(name)s”。")
    status = 409


class NotAStateOrgan(Problem):
    """102号令 art 5 and 8: the purchaser is a state organ, whose code begins with 11."""

    code = "organisations.not_a_state_organ"
    text = _("购买主体必须是国家机关,代码以11开头。事业单位和群团不能当购买主体。")


class GroupHasNoCode(Problem):
    code = "organisations.group_has_no_code"
    text = _("备案的社区社会组织没有统一社会信用代码。有代码的,请按社工机构登记。")


class KeptElsewhere(Problem):
    code = "organisations.kept_elsewhere"
    text = _("这个组织不在您负责的地方,请找它所在的街道或民政局。")
    status = 403


class PlatformNameTaken(Problem):
    code = "organisations.platform_name_taken"
    text = _("这个社区已经有一个平台叫“%(name)s”。")
    status = 409


class PlatformClosed(Problem):
    code = "organisations.platform_closed"
    text = _("“%(name)s”已经关闭。")
    status = 409


class CannotOperate(Problem):
    code = "organisations.cannot_operate"
    text = _("“%(name)s”不能承接服务平台。能承接的是社工机构、备案的社区社会组织和居委会。")


class OperatorThere(Problem):
    code = "organisations.operator_there"
    text = _(
        "这段时间“%(platform)s”已经由“%(operator)s”承接。同一时间只能有一家,请先办交接,或者改日期。"
    )
    status = 409


class NobodyToHandOver(Problem):
    code = "organisations.nobody_to_hand_over"
    text = _("“%(platform)s”现在没有承接的组织,请直接登记承接。")
    status = 409


class SameOperator(Problem):
    code = "organisations.same_operator"
    text = _("“%(platform)s”本来就由“%(operator)s”承接。")


class DatesWrong(Problem):
    code = "organisations.dates_wrong"
    text = _("日期不对:%(reason)s")
