"""The operator's commands. Imported after Django stands, so that their help is translated."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@click.command(help=_("准备好数据库,启动网站和定时任务。Ctrl-C 全部停下。"))
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, envvar="PORT", default=8000, show_default=True)
@click.option("--workers", type=int, default=2, show_default=True)
@click.option("--demo", is_flag=True, help=_("空库时铺好演示区;演示区里可以一键登录"))
def run(host: str, port: int, workers: int, demo: bool) -> None:
    from .prepare import prepare
    from .serve import serve

    is_demo = prepare(demo=demo)
    serve(host=host, port=port, demo=demo and is_demo, workers=workers)


@click.command(help=_("把数据库升到这个版本的样子。"))
def migrate() -> None:
    from .migrate import migrate

    migrate()


@click.command(help=_("定时任务:到期提醒、发信。`sanshe run` 会自己启动它。"))
@click.option("--once", is_flag=True, help=_("只跑一遍"))
def jobs(once: bool) -> None:
    from .loop import loop

    loop(once=once)


@click.command(help=_("这套安装有没有问题,用大白话说。"))
def check() -> None:
    from .check import check

    faults = 0
    for finding in check():
        mark = pgettext("检查", "好") if finding.ok else pgettext("检查", "改")
        colour = None if finding.ok else "red"
        click.secho(f"  {mark}  {finding.text}", fg=colour)
        faults += not finding.ok
    if faults:
        raise click.ClickException(_("有%(count)s处要改。") % {"count": faults})


@click.command(help=_("把整个数据库备份成一个文件,不含密钥。"))
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    from .backup import backup

    click.echo(backup(file))


@click.command(help=_("从备份文件恢复。"))
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--replace", is_flag=True, help=_("库里已有数据也覆盖"))
def restore(file: Path, replace: bool) -> None:
    from .backup import restore

    click.echo(restore(file, replace=replace))


@click.group(help=_("演示区。"))
def demo() -> None: ...


@demo.command(help=_("清空演示区重新铺。只对演示库有效。"))
def reset() -> None:
    from .prepare import prepare, reset_demo

    reset_demo()
    prepare(demo=True)


@click.command(
    "django",
    help=_("给开发者:Django 自己的命令。"),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django_command(arguments: tuple[str, ...]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sanshe", *arguments])
