"""Large print: kept a year, and the way back stays in the house."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="localhost")


def test_on_and_off(client: Client) -> None:
    answer = client.post("/elder/", {"elder": "1", "next": "/receipt/?n=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/receipt/?n=1")
    cookie = answer.cookies["elder"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("1", 365 * 24 * 3600, "Lax")
    answer = client.post("/elder/", {"elder": "0", "next": "/"})
    assert answer.cookies["elder"]["max-age"] == 0


@pytest.mark.parametrize("away", ["https://evil.test/", "//evil.test", "/\\evil.test", ""])
def test_a_stranger_cannot_send_readers_away(client: Client, away: str) -> None:
    assert client.post("/elder/", {"elder": "1", "next": away})["Location"] == "/"


def test_looking_changes_nothing(client: Client) -> None:
    assert client.get("/elder/").status_code == 405
