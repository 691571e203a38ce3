"""The audit from the command line: walk the chains, print where each ends."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from sanshe.trust.audit import queries
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope


@click.group(help=_("审计记录。"))
def audit() -> None: ...


@audit.command(help=_("核验链条:有没有哪一条被改过、删过、调过顺序。"))
@click.option("--county", type=int, default=None, help=_("只看这个区县"))
@click.option("--org", type=click.UUID, default=None, help=_("只看这个组织"))
@click.option("--ends", is_flag=True, help=_("打印每条链的末尾,抄存在别处,下次对照"))
def verify(county: int | None, org: object, ends: bool) -> None:
    job = Actor.job("audit verify")
    with scope(job):
        report = queries.verify(job, county=county, org=org)  # type: ignore[arg-type]
    if ends:
        for end in report.ends:
            click.echo(f"{end.county} {end.org} {end.seq} {end.hash}")
    for fault in report.faults:
        click.secho(f"  {fault.kind}  {fault.county} {fault.org} {fault.seq}", fg="red")
    said = _("%(chains)s条链,%(lines)s条记录。") % {"chains": report.chains, "lines": report.lines}
    click.echo(said)
    if not report.whole:
        raise click.ClickException(_("有%(count)s处不对。") % {"count": report.fault_count})
    click.echo(_("一条不缺,一条没有被动过。"))
