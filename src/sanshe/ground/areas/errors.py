"""What areas refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class UnknownArea(Problem):
    code = "areas.unknown"
    text = _("没有代码是%(area)s的行政区划。")
    status = 404


class NotAnAreaFile(Problem):
    code = "areas.not_an_area_file"
    text = _("这不是行政区划文件:要 UTF-8 编码的 .csv,第一行是 code,name,level,parent。")


class SuccessorUnfit(Problem):
    """An area cannot succeed itself, directly or in a circle, nor be one that has ended."""

    code = "areas.successor_unfit"
    text = _("%(successor)s不能接替%(area)s:它已经停用,或者就是同一个。")
