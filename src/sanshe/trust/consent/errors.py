"""What consent refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NotAskedAlone(Problem):
    """Whoever stands beside somebody may be the one they fear."""

    code = "consent.not_asked_alone"
    text = _("请单独问过本人再记:旁边有人时说的「同意」不算数。")


class NotesUnread(Problem):
    code = "consent.notice_unread"
    text = _("请先把告知的话念给本人听,再记同意。")


class WitnessMissing(Problem):
    code = "consent.witness_missing"
    text = _("按手印或监护人代为同意,要写明见证人或监护人是谁。")


class NobodyNamed(Problem):
    code = "consent.nobody_named"
    text = _("请写给谁看。同意只对这一个人有效。")


class KeptClosed(Problem):
    """What is confidential or sealed is not opened to a family: danger may live there."""

    code = "consent.kept_closed"
    text = _("这位居民的事是保密的,不能开给家人看。")


class TooLong(Problem):
    code = "consent.too_long"
    text = _("同意最长一年,到期再问一次。")


class NoLonger(Problem):
    """Number and secret are right, but the yes is over."""

    code = "consent.no_longer"
    text = _("现在看不到了:本人把同意收回了,或者已经到期。想知道近况,请直接和本人联系。")
    status = 410
