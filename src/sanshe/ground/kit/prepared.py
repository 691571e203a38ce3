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
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchall() if cursor.description else []


def run_together(statements: Sequence[str], values: Values) -> list[list[tuple[Any, ...]]]:
    """Run several that travel together, one after the other, each seeing what was committed
    before it began; the rows of each."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    with connection.wrap_database_errors:
        cursors = [psycopg.Cursor(raw) for _ in statements]
        with raw.pipeline():
            for cursor, statement in zip(cursors, statements, strict=True):
                cursor.execute(statement, values, prepare=True)
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]
