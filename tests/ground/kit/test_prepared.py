"""Statements that travel together: in order, all or none, and the connection lives on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.ground.kit import chain, prepared

ASK = "SELECT %(n)s::int + %(n)s::int, '100%%'"


def test_each_gives_its_rows_and_is_kept(db):
    for _ in range(2):
        with transaction.atomic():
            assert prepared.run_together(((ASK, {"n": 1}), (ASK, {"n": 2}))) == [
                [(2, "100%")],
                [(4, "100%")],
            ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'sanshe%'")
        assert [row[0] for row in cursor.fetchall()].count("SELECT $1::int + $1::int, '100%'") == 1


def test_after_a_refusal_nothing_is_done_and_everything_works_again(committed):
    """Also statements that were new to the server in the journey that failed."""
    bad = ("INSERT INTO audit_head VALUES (%(n)s::bigint, NULL, 0, '')", {"n": 1})
    good = ("DELETE FROM audit_head", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.run_together(((ASK, {"n": 1}), bad, good), commit=True)
    with transaction.atomic():
        assert prepared.run_together(((ASK, {"n": 1}), good))[0] == [(2, "100%")]
        with pytest.raises(ProgrammingError):
            prepared.run(ASK, {"n": object()})
        assert prepared.run(ASK, {"n": 3}) == [(6, "100%")]


def test_more_than_a_socket_holds_at_once(db):
    text = "x" * 3_000_000
    echo = ("SELECT %(text)s::text", {"text": text})
    with transaction.atomic():
        assert prepared.run_together((echo, echo)) == [[(text,)], [(text,)]]


def test_a_server_that_goes_away_is_told(committed):
    with pytest.raises(OperationalError), transaction.atomic():
        prepared.run("SELECT pg_terminate_backend(pg_backend_pid())", {})
        prepared.run(ASK, {"n": 1})
    connection.close()
    with transaction.atomic():
        assert prepared.run(ASK, {"n": 1}) == [(2, "100%")]


def test_what_is_first_goes_before_whatever_is_asked(committed):
    tell = ("SELECT set_config('app.org', %(org)s, true)", {"org": "us"})
    for ask in (
        lambda: prepared.run("SELECT current_setting('app.org')", {}),
        lambda: _django("SELECT current_setting('app.org')"),
    ):
        with transaction.atomic():
            prepared.run_first([tell])
            assert ask() == [("us",)]
        with transaction.atomic():
            prepared.run_first([tell])
            prepared.forget_first(connection.connection)
            assert _django("SELECT coalesce(current_setting('app.org', true), '')") == [("",)]


def _django(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


facts = st.fixed_dictionaries(
    {
        "at": st.datetimes(timezones=st.just(UTC)), "county": st.integers(0, 2**62),
        "detail": st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.dictionaries(st.text(), inner, max_size=3),
            max_leaves=4,
        ),
        "id": st.uuids(), "purpose": st.text(), "subject_id": st.text(),
    }
)  # fmt: skip


@settings(max_examples=40)
@given(facts, st.integers(1, 2**62))
def test_what_stands_around_a_number_is_the_written_form(facts, seq):
    before, after = chain.around({**facts, "seq": 0}, "seq")
    assert f"{before}{seq}{after}".encode() == chain.canonical({**facts, "seq": seq})


def test_the_written_form_stays_what_it_was():
    """Chains of years hang on it."""
    told = chain.canonical(
        {"b": UUID(int=1), "a": datetime(2026, 3, 2, 15, tzinfo=UTC), "c": Decimal("1.50"),
         "d": date(2026, 3, 2), "e": ["社", None, True], "f": b"\x01"}
    )  # fmt: skip
    assert told.decode() == (
        '{"a":"2026-03-02T15:00:00.000000+00:00","b":"00000000-0000-0000-0000-000000000001",'
        '"c":"1.5","d":"2026-03-02","e":["社",null,true],"f":"01"}'
    )
    assert json.loads(told)["e"] == ["社", None, True]
