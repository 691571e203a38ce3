"""``sanshe boards …``: are the boards what the records say?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from uuid import UUID

import click
from django.utils.translation import gettext as _

from sanshe.insight.boards import actions, queries
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

LOOK = 0.5  # seconds between two looks at how far it is


@click.group(help=_("统计看板。"))
def boards() -> None: ...


@boards.command(help=_("按台账重新数一遍看板;中断了再运行,会接着数。有出入时以1结束。"))
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1)
def recount(processes: int) -> None:
    job = Actor.job("boards recount")
    run = actions.begin_recount(job)
    words = [sys.executable, "-m", "sanshe", "boards", "recount-steps", str(run)]
    crew = [subprocess.Popen(words) for _n in range(processes)]
    with click.progressbar(length=1, label=_("重新数看板")) as bar:
        while True:
            running = any(process.poll() is None for process in crew)
            with scope(job, read_only=True):
                far = queries.recounted(job, run)
            bar.length = far.of
            bar.update(far.done - bar.pos)
            if not running:
                break
            time.sleep(LOOK)
    if far.done < far.of:
        raise click.ClickException(_("没有数完,再运行一次会接着数。"))
    if far.differ:
        raise click.ClickException(_("有%(n)s处对不上。") % {"n": far.differ})
    click.echo(_("看板与台账都对得上。"))


@boards.command("recount-steps", hidden=True)
@click.argument("run", type=click.UUID)
def recount_steps(run: UUID) -> None:
    while actions.recount_step(Actor.job("boards recount"), run=run) is not None:
        pass
