"""What is refused about certificates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotOfYours(Problem):
    code = "workforce.not_of_yours"
    text = _("这个人现在不在本机构,证书由他现在的机构登记。")


class KnownAlready(Problem):
    code = "workforce.known_already"
    text = _("这张证书已经登记过。")
