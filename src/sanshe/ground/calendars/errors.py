"""What calendars refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class UnknownDeadline(Problem):
    code = "calendars.unknown_deadline"
    text = _("没有“%(deadline)s”这条时限。")
    status = 404


class NoExtension(Problem):
    code = "calendars.no_extension"
    text = _("“%(deadline)s”这条时限不能延长。")


class BadDays(Problem):
    code = "calendars.bad_days"
    text = _("第%(line)s行看不懂:要“日期,上班或休息,说明”,例如 2027-02-08,休息,春节。")
