"""How often a secret was tried: counted before it is looked at, outside the page's transaction, so
that neither many at once nor a rolled-back page tries oftener."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg import sql

from .errors import TooManyTries

MAX_TRIES = 5
WINDOW = timedelta(hours=1)

_COUNT = """
INSERT INTO {table} AS t ({key}, since, count) VALUES (%(number)s, %(now)s, 1)
ON CONFLICT ({key}) DO UPDATE SET
    count = CASE WHEN t.since < %(old)s THEN 1 ELSE t.count + 1 END,
    since = CASE WHEN t.since < %(old)s THEN %(now)s ELSE t.since END
RETURNING count, since
"""


def count(table: type[models.Model], number: str) -> None:
    """One more try at ``number``, in a transaction of its own. ``table`` has that number as its
    key, ``since`` and ``count``. Raises TooManyTries after ``MAX_TRIES`` an hour."""
    now = timezone.now()
    key = table._meta.pk
    assert key is not None and key.column is not None
    statement = sql.SQL(_COUNT).format(
        table=sql.Identifier(table._meta.db_table), key=sql.Identifier(key.column)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"number": number, "now": now, "old": now - WINDOW})
        times, since = cursor.fetchone()
    if times > MAX_TRIES:
        raise TooManyTries(field="secret", minutes=_minutes(since, now))


def _minutes(since: datetime, now: datetime) -> int:
    left = (since + WINDOW - now).total_seconds()
    return max(1, -int(-left // 60))


def forget_old(table: type[models.Model]) -> int:
    """Drop counts nobody needs any more."""
    return table._default_manager.filter(since__lt=timezone.now() - WINDOW).delete()[0]
