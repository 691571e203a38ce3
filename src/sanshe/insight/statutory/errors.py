"""What the yearly tables refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotYourTable(Problem):
    """The tables of an area are kept by who answers for exactly that area."""

    code = "statutory.not_your_table"
    text = _("这是别级的年报。填数和关账由那一级自己办。")
    status = 403


class Counted(Problem):
    code = "statutory.counted"
    text = _("这一行由平台自己的记录数出,不能手填。数不对,请改背后的记录。")


class YearNotOver(Problem):
    code = "statutory.year_not_over"
    text = _("%(year)s年还没过完,12月31日以后才能关账。")


class ReasonMissing(Problem):
    code = "statutory.reason_missing"
    text = _("这一年已经关过账。再关一次是更正,请写为什么。")


class NoForm(Problem):
    code = "statutory.no_form"
    text = _("这一年没有对应的表式。")
    status = 404
