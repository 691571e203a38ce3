"""What messages refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class LinkTells(Problem):
    """A link is a path of the platform itself, without anything that could carry content."""

    code = "messages.link_tells"
    text = _("通知里的链接只能是本平台的路径,不带别的内容。")
