"""``sanshe organisations create``: the first organisation, before anybody can act for one.

The pages ask whoever registers organisations to act for one; in an empty house there is none.
"""

from __future__ import annotations

import click
from django.utils import translation
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.places import span_of
from sanshe.registry.organisations import actions, queries
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries as needs


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


@organisations.command(help=_("登记常要转交的外部单位(110、12345、法律援助……),已经有的跳过。"))
@click.option("--area", type=int, prompt=_("区划代码"), help=_("哪个区县,12位数字"))
def outside(area: int) -> None:
    place = areas.name_of(area)
    if not place:
        raise click.ClickException(_("没有这个区划代码:%(code)s。") % {"code": area})
    there = [known for one in _around(area) if (known := needs.outside_of(one))]
    missing = [body for body in needs.BODIES if body not in there]
    for body in missing:
        name, phone = _called(place, body), body.number if body.sure else ""
        try:
            actions.register(
                Actor.job("organisations"), kind=OrgKind.EXTERNAL, name=name, area=area,
                phone=phone, even_so=True,
            )  # fmt: skip
        except Problem as problem:
            raise click.ClickException(f"{name}: {problem}") from problem
        ask = "" if body.sure else _("电话请先核实:%(number)s") % {"number": body.number}
        click.echo(f"  {name}  {ask}".rstrip())
    said = {"new": len(missing), "old": len(needs.BODIES) - len(missing)}
    click.echo(_("登记了%(new)s个,原来就有%(old)s个。") % said)


def _around(area: int) -> list[queries.Organisation]:
    """The outside bodies at home here, inside here, or above here."""
    low, high = span_of(area)
    ids = [id for id, _name in queries.choices(kinds=[OrgKind.EXTERNAL])]

    def near(home: int) -> bool:
        first, last = span_of(home)
        return low <= home <= high or first <= area <= last

    return [one for one in queries.of_ids(ids) if near(one.area)]


def _called(place: str, body: needs.Outside) -> str:
    """Names are unique in the register; these are kept in Chinese, whatever the operator reads."""
    with translation.override("zh-hans"):
        name = str(body.name)
    return f"{place}{name}{body.number if body.sure else ''}"
