"""The few statements that run thousands of times a minute: parsed and planned once a connection,
sent together.

Django sends every statement as new text. Those of the book are long, and planning them costs more
than running them; the server keeps them here. Several travel in one go (libpq's pipeline), and a
cursor for each would cost more than the statements do: so libpq is asked directly.

Parameters travel apart from the text, so a statement says the type of each: ``%(day)s::date``.
Such statements are not seen by Django's query log. (Behind a pooler that shares connections
between transactions: PgBouncer 1.21 or later.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from select import POLLIN, POLLOUT, poll
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import abc, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq.abc import PGconn, PGresult

Values = Mapping[str, Any]
Statement = tuple[str, Values]
Rows = list[tuple[Any, ...]]

_kept: WeakKeyDictionary[psycopg.Connection[Any], set[bytes]] = WeakKeyDictionary()
"""The names of the statements that the server keeps for a connection."""
_first: WeakKeyDictionary[psycopg.Connection[Any], list[Statement]] = WeakKeyDictionary()
"""What goes along with the next question."""
_OK, _ERROR = pq.ExecStatus.COMMAND_OK, pq.ExecStatus.FATAL_ERROR
_SYNC, _TUPLES = pq.ExecStatus.PIPELINE_SYNC, pq.ExecStatus.TUPLES_OK
_KEEP, _RUN, _OTHER = "keep", "run", "other"


def array(ids: Iterable[UUID]) -> str:
    """Ids as the text of a ``uuid[]``: psycopg's own way costs more than the statement's rest."""
    return f"{{{','.join(map(str, ids))}}}"


def run(statement: str, values: Values) -> Rows:
    """Run one statement in the present transaction; its rows, if it gives any."""
    return run_together(((statement, values),))[0]


def run_together(statements: Sequence[Statement], *, commit: bool = False) -> list[Rows]:
    """Run several that travel together, one after the other, each seeing what was committed
    before it began; the rows of each. After the first that fails none is run, and its error is
    raised. ``commit`` ends the transaction behind the last one, in the same go."""
    django = connections[DEFAULT_DB_ALIAS]  # looked up once: it is a thread's own
    raw: psycopg.Connection[Any] | None = django.connection
    if raw is None:
        django.ensure_connection()
        raw = django.connection
    with django.wrap_database_errors:
        first = _first.get(raw, ())
        parts = _parts(raw, [*first, *statements])  # may refuse a value: then nothing has gone
        _first.pop(raw, None)
        return _go(raw, parts, commit=commit)[len(first) :]


def run_first(statements: list[Statement]) -> None:
    """Let them travel with whatever is asked first of the present transaction, through Django or
    not; ``forget_first`` where it ends with nothing asked. (A bare COPY does not take them along:
    ask something before it.)"""
    django = connections[DEFAULT_DB_ALIAS]
    django.ensure_connection()
    _first[django.connection] = statements
    if _before not in django.execute_wrappers:
        django.execute_wrappers.insert(0, _before)


def forget_first(raw: psycopg.Connection[Any] | None) -> None:
    """Nothing was asked of that connection: there is nobody to tell. (It is named, for it may
    be back in its pool by now.)"""
    if raw is not None:
        _first.pop(raw, None)


def _before(execute: Callable[..., Any], *asked: Any) -> Any:
    """Django is about to ask something."""
    if _first and connection.connection in _first:
        run_together(())
    return execute(*asked)


class _Plain(NamedTuple):
    """A statement as the server reads it: ``$1`` for the first of ``wanted``."""

    name: bytes
    text: bytes
    wanted: tuple[str, ...]
    texts: list[PyFormat]


@lru_cache(maxsize=512)
def _plain(statement: str) -> _Plain:
    wanted: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f"${wanted.setdefault(found[1], len(wanted) + 1)}" if found[1] else "%"

    text = re.sub(r"%\((\w+)\)s|%%", number, statement).encode()
    name = b"sanshe_" + sha256(text).hexdigest()[:24].encode()
    return _Plain(name, text, tuple(wanted), [PyFormat.TEXT] * len(wanted))


def _parts(
    raw: psycopg.Connection[Any], statements: Iterable[Statement]
) -> list[tuple[_Plain, Any]]:
    mapper = Transformer(raw)
    return [
        (
            plain := _plain(text),
            mapper.dump_sequence([values[n] for n in plain.wanted], plain.texts),
        )
        for text, values in statements
    ]


def _go(
    raw: psycopg.Connection[Any], parts: list[tuple[_Plain, Any]], *, commit: bool
) -> list[Rows]:
    """Send everything, then read everything."""
    try:
        asked = _send(raw, parts, commit=commit)
        answers = _answers(raw.pgconn)
        raw.pgconn.exit_pipeline_mode()
    except BaseException:  # in the middle of a talk: nobody could follow it any more
        raw.close()
        raise
    for (what, name), answer in zip(asked, answers, strict=True):
        if what is _KEEP and answer.status == _OK:
            _kept[raw].add(name)  # whatever becomes of the transaction
    for answer in answers:
        if answer.status == _ERROR:
            raise psycopg.errors.error_from_result(answer, encoding=raw.info.encoding)
    mapper = Transformer(raw)
    return [
        _rows(mapper, answer)
        for (what, _name), answer in zip(asked, answers, strict=True)
        if what is _RUN
    ]


def _send(
    raw: psycopg.Connection[Any], parts: list[tuple[_Plain, Any]], *, commit: bool
) -> list[tuple[str, bytes]]:
    """Put everything on its way; what is to be answered, in order."""
    pgconn, asked = raw.pgconn, []
    kept = _kept.setdefault(raw, set()).copy()
    begin = not raw.autocommit and pgconn.transaction_status == pq.TransactionStatus.IDLE
    pgconn.enter_pipeline_mode()
    if begin:
        pgconn.send_query_params(b"BEGIN", None)
        asked.append((_OTHER, b""))
    for plain, values in parts:
        if plain.name not in kept:
            kept.add(plain.name)
            pgconn.send_prepare(plain.name, plain.text)
            asked.append((_KEEP, plain.name))
        pgconn.send_query_prepared(plain.name, values)
        asked.append((_RUN, plain.name))
    if commit:
        pgconn.send_query_params(b"COMMIT", None)
        asked.append((_OTHER, b""))
    pgconn.pipeline_sync()
    return asked


def _answers(pgconn: PGconn) -> list[PGresult]:
    """One for each thing asked; each is followed by nothing, and the last by the sync."""
    answers: list[PGresult] = []
    socket = poll()
    socket.register(pgconn.socket, POLLIN)
    while pgconn.flush():  # more than the socket takes at once
        socket.modify(pgconn.socket, POLLIN | POLLOUT)
        if socket.poll()[0][1] & POLLIN:
            pgconn.consume_input()
        socket.modify(pgconn.socket, POLLIN)
    between = False
    while True:
        while pgconn.is_busy():
            socket.poll()
            pgconn.consume_input()
        answer = pgconn.get_result()
        if answer is None and between:  # nothing after nothing: the server is gone
            raise psycopg.OperationalError(pgconn.get_error_message())
        between = answer is None
        if answer is not None:
            if answer.status == _SYNC:
                return answers
            answers.append(answer)


def _rows(mapper: abc.Transformer, answer: PGresult) -> Rows:
    if answer.status != _TUPLES or not answer.ntuples:
        return []
    mapper.set_pgresult(answer)
    return mapper.load_rows(0, answer.ntuples, tuple)
