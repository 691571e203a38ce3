"""What is wrong with an installation, in plain words: for whoever runs the server."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.areas.queries import total
from sanshe.ground.calendars import workdays
from sanshe.trust.accounts.queries import is_demo
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.trust.seal.queries import key_path

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: in order or not, and what to do."""

    ok: bool
    text: str


def check() -> Iterator[Finding]:
    """Look at everything; never change anything."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(False, _("连不上数据库:%(why)s") % {"why": error})
        return
    yield from _database()
    yield from _walls()
    if _waiting():
        return  # the rest reads tables that may not be there yet
    yield from _content()
    yield from _keys()
    yield from _outside()


def _one(statement: str, alias: str = "default") -> tuple:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        row: tuple = cursor.fetchone()
        return row


def _database() -> Iterator[Finding]:
    version: int = connection.pg_version  # type: ignore[attr-defined]
    yield Finding(
        version >= 150000,
        _("PostgreSQL 版本 %(version)s(需要 15 以上)") % {"version": version // 10000},
    )
    waiting = _waiting()
    yield Finding(
        not waiting,
        _("数据库是这个版本的样子")
        if not waiting
        else _("数据库还差%(count)s步升级:sanshe migrate") % {"count": waiting},
    )
    encoding = _one("SHOW server_encoding")[0]
    yield Finding(encoding == "UTF8", _("数据库编码 %(encoding)s") % {"encoding": encoding})


def _waiting() -> int:
    """How many migrations are still to be applied."""
    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _walls() -> Iterator[Finding]:
    name, bypasses = _one(
        "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    yield Finding(
        not bypasses,
        _("程序以 %(role)s 连接,绕不过行级权限") % {"role": name}
        if not bypasses
        else _("程序以 %(role)s 连接,能绕过行级权限:换成 sanshe_app") % {"role": name},
    )
    owned = _one("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")[0]
    yield Finding(
        owned == 0,
        _("程序不是任何表的主人")
        if not owned
        else _("程序是%(count)s张表的主人:请分开 DATABASE_URL 和 DATABASE_OWNER_URL")
        % {"count": owned},
    )
    changeable = _one(
        """SELECT count(*) FROM pg_class c
           WHERE obj_description(c.oid, 'pg_class') = 'append-only'
             AND (has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE'))"""
    )[0]
    yield Finding(
        changeable == 0,
        _("只增不改的表,程序改不了")
        if not changeable
        else _("有%(count)s张只增不改的表可以被改:sanshe migrate") % {"count": changeable},
    )


def _content() -> Iterator[Finding]:
    areas = total()
    yield Finding(
        areas > 0,
        _("行政区划 %(count)s 个") % {"count": areas}
        if areas
        else _("还没有行政区划:sanshe areas import"),
    )
    year = timezone.localdate().year
    for each in (year, year + 1):
        known = workdays.known(each)
        if known or each == year or timezone.localdate().month == 12:
            yield Finding(
                known,
                _("%(year)s年的放假安排已知") % {"year": each}
                if known
                else _("%(year)s年的放假安排还没有,期限先按周末估算:请升级或补录") % {"year": each},
            )
    with scope(Actor.job("check")):
        demo = is_demo()
    abroad = [host for host in settings.ALLOWED_HOSTS if host not in LOOPBACK]
    yield Finding(
        not (demo and abroad),
        _("这是演示库,只在本机")
        if demo
        else _("这是正式库")
        if not (demo and abroad)
        else _("演示库不能对外开放:去掉 SANSHE_HOSTS 里的 %(hosts)s") % {"hosts": abroad},
    )


def _keys() -> Iterator[Finding]:
    path = key_path()
    if not path.exists():
        yield Finding(True, _("还没有密钥,第一次封存时生成:%(path)s") % {"path": path})
        return
    private = not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    yield Finding(
        private,
        _("密钥只有主人能读:%(path)s") % {"path": path}
        if private
        else _("密钥别人也能读:chmod 600 %(path)s") % {"path": path},
    )


def _outside() -> Iterator[Finding]:
    abroad = any(host not in LOOPBACK for host in settings.ALLOWED_HOSTS)
    if abroad:
        yield Finding(
            settings.BEHIND_TLS,
            _("对外服务走 HTTPS")
            if settings.BEHIND_TLS
            else _("对外服务要走 HTTPS:在前面放好证书,并设 SANSHE_TLS=1"),
        )
    yield Finding(
        bool(settings.EMAIL_HOST) or not abroad,
        _("邮件经 %(host)s 发出") % {"host": settings.EMAIL_HOST}
        if settings.EMAIL_HOST
        else _("没有设 SMTP_HOST:通知只在站内信里"),
    )
    yield Finding(os.environ.get("SANSHE_DEBUG") != "1" or not abroad, _("调试开关没有对外打开"))
