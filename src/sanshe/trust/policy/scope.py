"""The third wall from the application's side: each transaction tells the database who acts.

Row-level security (``walls.py``) reads ``app.…`` settings. They are set here and only here, by
``set_config(…, true)`` inside a transaction (that is ``SET LOCAL``), so that a pooled connection
is clean again at its end: no scope, no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from sanshe.ground.kit import prepared
from sanshe.trust.audit import trail

from .actor import Actor, demand
from .enums import Deed

P = ParamSpec("P")
R = TypeVar("R")

_current: ContextVar[Actor | None] = ContextVar("sanshe_actor", default=None)
_open: ContextVar[Mapping[str, str]] = ContextVar("sanshe_open", default=MappingProxyType({}))
"""What is opened around the running code: "door", "handover", "about". A scope inside closes it."""
_OFF = {"user": "", "org": "", "role": "", "sight": "", "sealed": "", "lo": "", "hi": "",
        "receipt": "", "consent": "", "handover": "", "door": "", "about": ""}  # fmt: skip


def settings_of(actor: Actor) -> dict[str, str]:
    """What the database is told of an actor."""
    return {
        **_OFF,
        "user": str(actor.user or ""),
        "org": str(actor.org),
        "role": actor.role.value,
        "sight": actor.sight.value,
        "sealed": "on" if actor.sees_sealed else "",
        "lo": str(actor.lo),
        "hi": str(actor.hi),
        "receipt": actor.receipt,
        "consent": str(actor.consent or ""),
    }


@lru_cache
def _statement(names: tuple[str, ...]) -> str:
    """All settings, until the transaction's end, as one statement that the server keeps."""
    return "SELECT " + ", ".join(f"set_config('app.{name}', %({name})s, true)" for name in names)


def _telling(settings: dict[str, str]) -> prepared.Statement:
    return _statement(tuple(settings)), settings


def _tell(settings: dict[str, str]) -> None:
    prepared.run_together([_telling(settings)])


_READ_ONLY: prepared.Statement = ("SET TRANSACTION READ ONLY", {})
_STEADY: prepared.Statement = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", {})
Explain = Callable[[IntegrityError], Exception | None]
_last: ContextVar[list[tuple[prepared.Statement, Explain]] | None] = ContextVar(
    "sanshe_last", default=None
)
"""What the outermost scope writes at its end; None in a nested one, and where it only reads."""


def write_last(statement: str, values: prepared.Values, *, explain: Explain) -> None:
    """Write what nothing in the rest of the action asks for. Where the action is a transaction of
    its own, it travels with the audit line and the commit, and so does what ``explain`` makes of
    a broken constraint."""
    waiting = _last.get()
    if waiting is None or len(connection.atomic_blocks) > 1:  # may be taken back by itself
        _write([((statement, values), explain)])
    else:
        waiting.append(((statement, values), explain))


def _write_waiting() -> None:
    """Before somebody else acts, or something is opened: what waits is the outer one's, and no
    part that may be taken back by itself."""
    if (waiting := _last.get()) and len(connection.atomic_blocks) == 1:
        _write(waiting)


def _write(
    last: list[tuple[prepared.Statement, Explain]],
    then: Iterable[prepared.Statement] = (),
    *,
    commit: bool = False,
) -> None:
    """Send the last statements of a transaction; ``commit`` ends it in the same go."""
    statements = [*(statement for statement, _explain in last), *then]
    if not statements:
        return  # the transaction's own end does it
    try:
        prepared.run_together(statements, commit=commit)
    except IntegrityError as error:
        for _statement, explain in last:
            if problem := explain(error):
                raise problem from error
        raise
    last.clear()


@contextmanager
def _acting(
    actor: Actor, last: list[tuple[prepared.Statement, Explain]] | None
) -> Iterator[list[tuple[prepared.Statement, Explain]]]:
    """The running code acts as ``actor``, with nothing opened; gives what is to be written last."""
    token, opened, ending = _current.set(actor), _open.set({}), _last.set(last)
    try:
        yield [] if last is None else last
    finally:
        _current.reset(token)
        _open.reset(opened)
        _last.reset(ending)


@contextmanager
def scope(actor: Actor, *, read_only: bool = False, steady: bool = False) -> Iterator[Actor]:
    """A transaction in which the database shows and takes only what ``actor`` may see.

    Nested, it narrows to the inner actor and gives the outer one back. ``read_only`` makes the
    database refuse any write (reads cannot write), ``steady`` lets all its reads see the same
    moment; both apply to an outermost scope only.
    The audit lines noted inside are written last, together with the outermost commit, so that the
    audit chain is held for as short as possible and always after the ledger's; those of a
    read-only scope follow in a transaction of their own, before anything is answered.
    """
    outer = _current.get()
    _write_waiting()
    with trail.collecting() as lines:
        with transaction.atomic():
            own = outer is None and len(connection.atomic_blocks) == 1
            told = outer == actor and not _open.get()  # the database knows already
            raw = connection.connection
            try:
                if not told:
                    wanted = ((read_only, _READ_ONLY), (steady, _STEADY)) if own else ()
                    first = [statement for asked, statement in wanted if asked]
                    tell = prepared.run_first if own else prepared.run_together
                    tell([*first, _telling(settings_of(actor))])
                with _acting(actor, [] if own and not read_only else None) as last:
                    yield actor
                # not on the way of an exception: the rollback gives the outer settings back itself
                if outer is not None:
                    if not told:
                        _tell(settings_of(outer) | _opened())
                else:
                    if not read_only:
                        whole = own and not connection.needs_rollback
                        _write(last, trail.written(lines), commit=whole)
                    if not own:  # a transaction we did not open goes on
                        _tell(_OFF | _opened())
            finally:
                if own:  # whatever happened: nobody else is told who this was
                    prepared.forget_first(raw)
        if outer is None and read_only and lines:
            with transaction.atomic():
                telling, lines_of = _telling(settings_of(actor)), trail.written(lines)
                if len(connection.atomic_blocks) == 1:
                    _write([], [telling, *lines_of], commit=True)
                else:
                    _write([], [telling, *lines_of, _telling(_OFF)])


@contextmanager
def handing_over() -> Iterator[None]:
    """For the few writes that move a matter out of the writer's own sight (a resident's message
    goes to a desk; a clerk marks a matter confidential). A law test lists who may use it."""
    with _setting("handover"):
        yield


@contextmanager
def at_the_door() -> Iterator[None]:
    """For the sign-in itself, when nobody is known yet: opens accounts only."""
    with _setting("door"):
        yield


@contextmanager
def looking_back(ids: Iterable[UUID]) -> Iterator[None]:
    """For whoever keeps a person: who looked at these entries of theirs, and why, is read from
    the audit. Asks nobody; its caller has asked whether the actor keeps them."""
    with _setting("about", "{" + ",".join(str(id) for id in ids) + "}"):
        yield


@contextmanager
def _setting(name: str, value: str = "on") -> Iterator[None]:
    outer = _open.get()
    _write_waiting()
    with transaction.atomic():
        _tell({name: value})
        token = _open.set({**outer, name: value})
        try:
            yield
        finally:
            _open.reset(token)
        # opened twice, it stays open until the outer one ends; a transaction's end closes it anyway
        if name not in outer and len(connection.atomic_blocks) > 1:
            _tell({name: ""})


def _opened() -> dict[str, str]:
    return dict(_open.get())


def current_actor() -> Actor | None:
    """Who the innermost scope belongs to; None outside any."""
    return _current.get()


def action(
    deed: Deed,
) -> Callable[
    [Callable[Concatenate[Actor, P], R]],
    Callable[Concatenate[Actor, P], R],
]:
    """Mark a use case that writes: one transaction, the table asked first, an audit line left.

    The function takes the actor first and everything else by keyword. It must note at least one
    audit line (``audit.note``); one that does not is a mistake and fails.
    """

    def mark(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(function)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            demand(actor, deed)
            with scope(actor):
                before = trail.count()
                result = function(actor, *args, **kwargs)
                if trail.count() == before:
                    raise AssertionError(f"{function.__qualname__} left no audit line")
                return result

        run.deed = deed  # type: ignore[attr-defined]
        return run

    return mark
