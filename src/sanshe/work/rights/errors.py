"""Why somebody's data is not handed out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotMadeSure(Problem):
    code = "rights.not_made_sure"
    text = _("请先核对是不是本人,选一种核对的办法。")


class SupervisorHandsOver(Problem):
    """Something about them is sealed."""

    code = "rights.supervisor_hands_over"
    text = _("里面有封存的内容,要由督导或机构负责人来交。")
    status = 403


class NotToGuardian(Problem):
    """Whoever does the harm may be the guardian."""

    code = "rights.not_to_guardian"
    text = _("里面有封存的内容,只交给本人。")
    status = 403
