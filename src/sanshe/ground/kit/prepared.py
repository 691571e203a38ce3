"""The few statements that run thousands of times a minute: parsed and planned once a connection.

Django sends every statement as new text. Those of the book are long, and planning them costs more
than running them; the server keeps them here. Parameters travel apart from the text, so a
statement says the type of each: ``%(day)s::date``. Such statements are not seen by Django's query
log. (Behind a pooler that shares connections between transactions: PgBouncer 1.21 or later.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection

Values = Mapping[str, Any]


def run(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """Run one statement in the present transaction; its rows, if it gives any."""
    with connection.wrap_database_errors, psycopg.Cursor(_raw()) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def run_together(statements: Sequence[tuple[str, Values]]) -> list[list[tuple[Any, ...]]]:
    """Run several that travel together, one after the other, each seeing what was committed
    before it began; the rows of each."""
    raw = _raw()
    with connection.wrap_database_errors:
        cursors = [psycopg.Cursor(raw) for _ in statements]
        with raw.pipeline():
            for cursor, (statement, values) in zip(cursors, statements, strict=True):
                cursor.execute(statement, values)
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def _raw() -> psycopg.Connection[Any]:
    """The connection under Django's, allowed to keep a statement from its second run on.

    Django forbids it for all; its own cursors send text and keep nothing either way."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    raw.prepare_threshold = 1
    return raw
