"""``sanshe organisations create``: the first organisation, before anybody can act for one.

The pages ask whoever registers organisations to act for one; in an empty house there is none.
"""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import actions
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor


@click.group(help=_("组织:登记第一个,之后都在网页上办。"))
def organisations() -> None: ...


@organisations.command(help=_("登记一个组织,例如民政局或街道办。"))
@click.option("--name", prompt=_("全称"), help=_("公章上的名字"))
@click.option(
    "--kind", type=click.Choice(OrgKind.values), default=OrgKind.PURCHASER.value, show_default=True
)
@click.option("--area", type=int, prompt=_("区划代码"), help=_("在哪里,12位数字"))
def create(name: str, kind: str, area: int) -> None:
    try:
        made = actions.register(Actor.job("organisations"), kind=kind, name=name, area=area)
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(
        _("登记了%(name)s(%(area)s),编号 %(id)s。")
        % {"name": name, "area": areas.full_name(area), "id": made.id}
    )
    click.echo(_("接下来:安全管理员在“账号”页给它的人授权。"))
