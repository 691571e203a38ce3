"""What reports refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotYet(Problem):
    code = "reports.not_yet"
    text = _("这一期还没有开始。")


class NothingPromised(Problem):
    code = "reports.nothing_promised"
    text = _("这一期没有履行中的项目,没有什么可以报告。")


class OnlyWords(Problem):
    code = "reports.only_words"
    text = _("这里只写话,不写数字:数字由台账给出。要写月份、人数,请看报告正文。")


class NotDone(Problem):
    code = "reports.not_done"
    text = _("报告还没有做完。")


class SeveralPurchasers(Problem):
    code = "reports.several_purchasers"
    text = _("这份报告里有几家购买方的项目。请分项目各做一份再交。")


class HandedOver(Problem):
    code = "reports.handed_over"
    text = _("这份报告已经交给购买方了。")
