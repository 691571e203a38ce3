"""``sanshe areas import FILE``: administrative areas from a file, with a bar and a report.
``sanshe calendar import FILE``: the days of a year that the built-in calendar does not know."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from sanshe.ground.areas.enums import Stage
from sanshe.ground.kit.errors import Problem

SHOWN = 20  # faults on the screen; the file has them all
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help=_("行政区划。"))
def areas() -> None: ...


@click.group(help=_("工作日和节假日。"))
def calendar() -> None: ...


@areas.command(
    "import",
    help=_(
        "从 .csv 文件导入(code,name,level,parent);有错的行另写一个文件。"
        "不写文件时导入自带的云南省。"
    ),
)
@click.argument("file", type=_FILE, required=False)
def import_areas(file: Path | None) -> None:
    from sanshe.ground.areas.actions import import_csv

    from .prepare import yunnan

    file = file or yunnan()
    with _bar() as bar:
        words = {
            Stage.READ: _("读文件"),
            Stage.CHECK: _("核对"),
            Stage.WRITE: _("写入"),
        }
        tasks = {stage: bar.add_task(word, total=None) for stage, word in words.items()}
        try:
            report = import_csv(
                file,
                progress=lambda stage, done, total: bar.update(
                    tasks[stage], completed=done, total=total or None
                ),
            )
        except Problem as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(
        _("新增%(inserted)s,更新%(changed)s,未变%(unchanged)s,有错%(faults)s。")
        % {
            "inserted": report.inserted,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "faults": len(report.faults),
        }
    )
    if not report.faults:
        return
    for fault in report.faults[:SHOWN]:
        line = _("第%(line)s行") % {"line": fault.line}
        click.echo(f"  {line}  {fault.code}  {fault.name}  {fault.fault.label}")
    beside = file.with_name(file.name + ".faults.csv")
    report.write_faults(beside)
    click.echo(_("有错的行都写在 %(file)s,改好后再导入一次就行。") % {"file": beside})
    raise SystemExit(1)


@calendar.command("import", help=_("从 .csv 文件导入(日期,上班或休息,说明),例如国务院的放假通知。"))
@click.argument("file", type=_FILE)
def import_calendar(file: Path) -> None:
    from sanshe.ground.calendars.actions import import_days

    try:
        count = import_days(file)
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(_("记下了%(count)s天。") % {"count": count})


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    )
