"""Accounts from the command line: the first administrators, and help for one locked out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.accounts import actions, queries
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

ROLES = ("security_admin", "system_admin", "audit_admin")


@click.group(help=_("账号:建第一批管理员,帮进不来的人。"))
def admin() -> None: ...


@admin.command(help=_("建一个管理员账号。三个管理员要由三个人担任。"))
@click.option("--username", prompt=_("用户名"), help=_("登录时用的名字"))
@click.option("--name", prompt=_("姓名"), help=_("工作时用的真名"))
@click.option(
    "--role", type=click.Choice(ROLES), default=ROLES[0], show_default=True, help=_("身份")
)
@click.option("--area", type=int, default=0, show_default=True, help=_("管哪里,0 是全部"))
@click.option("--org", type=click.UUID, default=NOBODY, help=_("组织的编号,可以不写"))
def create(username: str, name: str, role: str, area: int, org: UUID) -> None:
    password = click.prompt(_("密码"), hide_input=True, confirmation_prompt=_("再写一遍"))
    job = Actor.job("admin")
    with _plain_words():
        user = actions.create_user(job, username=username, name=name, password=password)
    with _plain_words():
        actions.grant(job, user=user.id, role=role, org=org, area=area)
    click.echo(_("%(name)s 可以登录了,身份是%(role)s。") % {"name": name, "role": Role(role).label})
    click.echo(_("接下来:打开 /accounts/login/ 登录,换成自己的密码,再装好手机验证器。"))
    if role == Role.SECURITY_ADMIN:
        click.echo(_("然后在“账号”页给同事建账号、授权。"))


@admin.command(help=_("解锁:密码试错太多的账号马上可以再试。"))
@click.argument("username")
def unlock(username: str) -> None:
    with _plain_words():
        actions.unlock(Actor.job("admin"), user=_user(username))
    click.echo(_("已解锁。"))


@admin.command(help=_("取下第二道锁:丢了手机的人下次登录时重新装。"))
@click.argument("username")
def reset(username: str) -> None:
    with _plain_words():
        actions.reset_second_factor(Actor.job("admin"), user=_user(username))
    click.echo(_("已取下,他下次登录时重新装。"))


@admin.command(help=_("重设密码。"))
@click.argument("username")
def password(username: str) -> None:
    user = _user(username)
    new = click.prompt(_("新密码"), hide_input=True, confirmation_prompt=_("再写一遍"))
    with _plain_words():
        actions.set_password(Actor.job("admin"), user=user, password=new)
    click.echo(_("设好了,他第一次登录时要换成自己的。"))


def _user(username: str) -> UUID:
    found = queries.id_of(username)
    if found is None:
        raise click.ClickException(_("没有这个用户名。"))
    return found


class _plain_words:
    """A refusal of the house as a message, not as a traceback."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Problem):
            raise click.ClickException(str(error)) from error
