"""What the accounts room refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import NotFound, Problem


class NameTaken(Problem):
    code = "accounts.name_taken"
    text = _("这个用户名已经有人用了,换一个。")
    status = 409


class WeakPassword(Problem):
    code = "accounts.weak_password"
    text = _("这个密码不行:%(reason)s")


class NotYourself(Problem):
    """Nobody keeps their own account: a second pair of eyes stands before every right."""

    code = "accounts.not_yourself"
    text = _("自己的账号和授权,要由另一位安全管理员来管。")
    status = 403


class AdministratorsApart(Problem):
    """The three administrators of 等保 level 3 are separate persons, and nothing else besides."""

    code = "accounts.administrators_apart"
    text = _("系统管理员、安全管理员、审计管理员要由不同的人担任,也不能再兼别的身份。")
    status = 409


class NotARole(Problem):
    code = "accounts.not_a_role"
    text = _("这个身份不能授给账号。")


class AlreadyGranted(Problem):
    code = "accounts.already_granted"
    text = _("他已经有这个身份了。")
    status = 409


class EndsBeforeItStarts(Problem):
    code = "accounts.ends_before_it_starts"
    text = _("结束那天不能早于开始那天。")


class OutsideYourArea(Problem):
    code = "accounts.outside_your_area"
    text = _("这个地方不归您管,不能在那里授权。")
    status = 403


class NotAnEmptyDatabase(Problem):
    code = "accounts.not_an_empty_database"
    text = _("演示只能装在还没有账号的空库里。")
    status = 409


class NoDemo(NotFound):
    """Outside a demonstration one-click sign-in is simply not there."""

    code = "accounts.no_demo"
    text = _("这里不能一键试用。")
