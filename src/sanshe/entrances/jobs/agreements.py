"""``sanshe agreements verify``: is an archived package still what was laid down?"""

from __future__ import annotations

from typing import BinaryIO

import click
from django.utils.translation import gettext as _

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import queries


@click.group(help=_("购买服务项目。"))
def agreements() -> None: ...


@agreements.command(help=_("核验一份项目档案(.zip):每个文件都在、都没有改过。有问题时以1结束。"))
@click.argument("file", type=click.File("rb"))
def verify(file: BinaryIO) -> None:
    with scope(Actor.job("agreements verify"), read_only=True):
        found = queries.verify(file.read())
    for name in found.faults:
        click.echo(_("不对:%(name)s") % {"name": name})
    if found.known is False:
        click.echo(_("这不是平台上归档的那一份。"))
    if not found.whole:
        raise click.ClickException(_("档案有问题,见上。"))
    click.echo(
        _("%(number)s:%(files)s个文件,都对。")
        % {"number": found.manifest["number"], "files": len(found.manifest["files"])}
    )
    for chain in found.manifest["chains"]:
        click.echo(_("归档时台账链条:%(county)s · 第%(seq)s条 · %(hash)s") % chain)
    if found.known is None:
        click.echo(_("平台上没有这个项目,只核对了文件自己。"))
