"""What the checks refuse, in words for whoever tried."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class ReasonNeeded(Problem):
    code = "checks.reason_needed"
    text = _("请写一句为什么,别人才看得懂。")


class OwnFlag(Problem):
    code = "checks.own_flag"
    text = _("说的是您自己的记录:您可以说明,结论请别的同事来作。")
    status = 403


class NotYetYours(Problem):
    code = "checks.not_yet_yours"
    text = _("机构还在说明的期限里,现在还不能作结论。")
    status = 403


class AlreadyDecided(Problem):
    code = "checks.already_decided"
    text = _("这条提示已经有结论了。")
    status = 409


class StillStands(Problem):
    code = "checks.still_stands"
    text = _("记录还都在台账里。先把错的那条冲正,再写“已更正”。")


class OwnWork(Problem):
    code = "checks.own_work"
    text = _("这是您自己做的服务,请别的同事来问。")
    status = 403


class AskedAlready(Problem):
    code = "checks.asked_already"
    text = _("已经问过了。")
    status = 409


class UnreadableLine(Problem):
    """A line of a list; ``why`` are the reasons of its cells."""

    code = "checks.unreadable_line"
    text = _("%(why)s")


class NoSuchBuilding(Problem):
    code = "checks.no_such_building"
    text = _("名册里没有“%(building)s”。写法要和名册一样。")


class NoSuchSpot(Problem):
    code = "checks.no_such_spot"
    text = _("纬度在18到54之间,经度在73到136之间。")
