"""What is wrong with an installation, in plain words: for whoever runs the server."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.areas.queries import total
from sanshe.ground.calendars import workdays
from sanshe.ground.kit.database import data_dir
from sanshe.trust.accounts.queries import is_demo
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.trust.seal.fields import SealedField
from sanshe.trust.seal.queries import CannotOpen, key_id, key_path

NOTICE_MONTH = 11  # by then the State Council has usually told the next year's holidays
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
    yield _bound()
    yield _owns_nothing()
    yield _standing()
    yield _unchangeable()


def _bound() -> Finding:
    name, bypasses = _one(
        """SELECT min(rolname), bool_or(rolsuper OR rolbypassrls)
           FROM pg_roles WHERE rolname IN (current_user, session_user)"""
    )
    if bypasses:
        name = _one("SELECT session_user")[0]
    return Finding(
        not bypasses,
        _("程序以 %(role)s 连接,绕不过行级权限") % {"role": name}
        if not bypasses
        else _(
            "程序以 %(role)s 登录,能绕过行级权限:DATABASE_URL 换成 sanshe_app,"
            "它要 NOSUPERUSER NOBYPASSRLS"
        )
        % {"role": name},
    )


def _owns_nothing() -> Finding:
    owned = _one("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")[0]
    return Finding(
        owned == 0,
        _("程序不是任何表的主人")
        if not owned
        else _("程序是%(count)s张表的主人:请分开 DATABASE_URL 和 DATABASE_OWNER_URL")
        % {"count": owned},
    )


def _standing() -> Finding:
    fallen = _one(
        """SELECT string_agg(DISTINCT c.relname, ' ') FROM pg_class c WHERE
           (NOT c.relrowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
           OR EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
                      AND t.tgenabled = 'D' AND t.tgname LIKE '%\\_stays%')"""
    )[0]
    return Finding(
        not fallen,
        _("每道墙都立着")
        if not fallen
        else _("有人拆了这些表的墙(行级权限或防改):%(tables)s。查清是谁,再恢复备份或请人修")
        % {"tables": fallen},
    )


def _unchangeable() -> Finding:
    changeable = _one(
        """SELECT count(*) FROM pg_class c
           WHERE obj_description(c.oid, 'pg_class') = 'append-only'
             AND (has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE'))"""
    )[0]
    return Finding(
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
        if known or each == year or timezone.localdate().month >= NOTICE_MONTH:
            yield Finding(
                known,
                _("%(year)s年的放假安排已知") % {"year": each}
                if known
                else _("%(year)s年的放假安排还没有,期限先按周末估算:请升级或补录") % {"year": each},
            )
    with scope(Actor.job("check")):
        demo = is_demo()
    open_to = {*settings.ALLOWED_HOSTS, os.environ.get("HOST") or LOOPBACK[0]}
    abroad = " ".join(sorted(open_to - set(LOOPBACK)))
    if demo and abroad:
        text = _("演示库不能对外开放:去掉 HOST 和 SANSHE_HOSTS 里的 %(hosts)s") % {"hosts": abroad}
    else:
        text = _("这是演示库,只在本机") if demo else _("这是正式库")
    yield Finding(not (demo and abroad), text)


def _keys() -> Iterator[Finding]:
    path = key_path()
    used = _keys_used()
    if not path.exists():
        yield Finding(
            not used,
            _("还没有密钥,第一次封存时生成:%(path)s") % {"path": path}
            if not used
            else _("密钥不见了:把 %(keys)s 对应的 field.key 放回 %(path)s,否则电话和地址打不开")
            % {"keys": " ".join(used), "path": path},
        )
        return
    for each in sorted({path, *path.parent.glob("*.key"), *(data_dir() / "keys").glob("*.key")}):
        private = not each.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        yield Finding(
            private,
            _("密钥只有主人能读:%(path)s") % {"path": each}
            if private
            else _("密钥别人也能读:chmod 600 %(path)s") % {"path": each},
        )
    try:
        own = key_id()
    except (CannotOpen, OSError, ValueError) as error:
        yield Finding(False, _("密钥文件坏了:%(why)s") % {"why": error})
        return
    others = " ".join(sorted(used - {own}))
    yield Finding(
        not others,
        _("封存的内容都是这把密钥的")
        if not others
        else _("有内容是用别的密钥(%(keys)s)封存的,现在的是%(own)s:电话和地址打不开")
        % {"keys": others, "own": own},
    )


def _keys_used() -> set[str]:
    """The ids of the keys that sealed what is in the database."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedField):
                with connections["owner"].cursor() as cursor:
                    cursor.execute(
                        f"SELECT DISTINCT split_part({field.column}, ':', 2)"
                        f" FROM {model._meta.db_table} WHERE {field.column} <> ''"
                    )
                    found |= {row[0] for row in cursor}
    return found


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
