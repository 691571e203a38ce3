"""``sanshe hotline import`` and ``sanshe hotline replies``: orders in and out by file."""

from __future__ import annotations

import json
from typing import BinaryIO, TextIO

import click
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions, queries
from sanshe.work.intake.enums import System


@click.group(help=_("热线和网格:收工单文件,回办理结果。"))
def hotline() -> None: ...


@hotline.command("import", help=_("收一份工单文件(JSON 行、.xlsx 或 .csv)。收过的不会重复。"))
@click.argument("file", type=click.File("rb"))
@click.option("--community", type=int, required=True, help=_("社区的12位区划代码"))
@click.option(
    "--system", type=click.Choice(System.values), default=System.HOTLINE.value, show_default=True
)
def import_(file: BinaryIO, community: int, system: str) -> None:
    actor = Actor.job("hotline")
    new = again = wrong = 0
    try:
        for number, raw in queries.raw_orders(file):
            try:
                facts = queries.read_order(raw)
                done = actions.bring_order(actor, community=community, system=system, facts=facts)
            except Problem as problem:
                wrong += 1
                click.echo(_("第%(row)s行:%(why)s") % {"row": number, "why": problem}, err=True)
                continue
            new, again = new + (not done.again), again + done.again
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem
    said = {"new": new, "again": again, "wrong": wrong}
    click.echo(_("新收%(new)s张,早就有的%(again)s张,没收的%(wrong)s行。") % said)
    if wrong:
        raise SystemExit(1)


@hotline.command(help=_("打印还没回的办理结果,一行一条 JSON;打印过的不再打印。"))
@click.option("--out", type=click.File("w", encoding="utf-8"), default="-")
@click.option(
    "--system", type=click.Choice(System.values), default=System.HOTLINE.value, show_default=True
)
def replies(out: TextIO, system: str) -> None:
    actor = Actor.job("hotline")
    with scope(actor):  # written before the replies count as told
        for reply in actions.tell_hotline(actor, system=system):
            out.write(json.dumps(reply.as_json(), ensure_ascii=False) + "\n")
        out.flush()
