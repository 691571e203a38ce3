"""``sanshe ledger …``: is the book whole, and are its readings what the records say?"""

from __future__ import annotations

from uuid import UUID

import click
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Problem
from sanshe.ledger import queries
from sanshe.trust.policy.actor import Actor


@click.group(help=_("台账。"))
def ledger() -> None: ...


@ledger.command(help=_("核验台账:每条链完整,每个合计与记录对得上。有问题时以1结束。"))
@click.option("--county", type=int, help=_("只看这个区县"))
@click.option("--agency", type=click.UUID, help=_("只看这个组织"))
def verify(county: int | None, agency: UUID | None) -> None:
    with click.progressbar(length=1, label=_("核验台账")) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, done, 1)
            bar.update(done - bar.pos)

        try:
            report = queries.verify(
                Actor.job("ledger verify"), county=county, agency=agency, progress=progress
            )
        except Problem as problem:
            raise click.ClickException(str(problem)) from problem
    for fault in report.faults:
        click.echo(fault)
    if report.more_faults:
        click.echo(_("还有更多,没有列出。"))
    if not report.whole:
        raise click.ClickException(_("台账有问题,见上。"))
    click.echo(
        _("%(chains)s条链、%(entries)s条记录,都对。")
        % {"chains": report.chains, "entries": report.entries}
    )


@ledger.command(help=_("按记录重新数一遍状态、合计和人数,列出对不上的。"))
@click.option("--county", type=int, help=_("只看这个区县"))
def recount(county: int | None) -> None:
    found = queries.recount(Actor.job("ledger recount"), county=county)
    for one in found:
        click.echo(_("%(county)s %(agency)s:%(what)s应为 %(true)s,现为 %(kept)s") % one._asdict())
    if found:
        raise click.ClickException(_("有%(n)s处对不上。") % {"n": len(found)})
    click.echo(_("合计与记录都对得上。"))
