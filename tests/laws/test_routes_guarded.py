"""Every address is on the short public list, or sends a stranger to the sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sanshe.entrances.door import PUBLIC_NAMES, PUBLIC_NAMESPACES

SAMPLES = {"int": "1", "uuid": str(UUID(int=7)), "slug": "x", "str": "x", "path": "x"}

PUBLIC = {
    "account_inactive", "account_login", "account_logout", "mfa_authenticate",
    "mfa_login_webauthn", "set_language",
}  # fmt: skip


def routes(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name, address) of everything routed, with a sample for each part."""
    for entry in resolver.url_patterns:
        address = before + sample(entry)
        if isinstance(entry, URLResolver):
            yield from routes(entry, address, entry.namespace or space)
        else:
            yield f"{space}:{entry.name}" if space else str(entry.name), address


def sample(entry: URLPattern | URLResolver) -> str:
    address = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        value = SAMPLES.get(kind.replace("string", "str"), "1")
        for written in (f"<{kind.replace('string', 'str')}:{name}>", f"<{name}>"):
            address = address.replace(written, value)
    return address


ROUTES = sorted(set(routes(get_resolver())))
GUARDED = [r for r in ROUTES if r[0] not in PUBLIC and not r[0].startswith("public:")]


def test_the_public_list_is_short():
    assert PUBLIC_NAMESPACES == ("public",) and PUBLIC_NAMES == PUBLIC


def test_there_is_much_to_guard():
    names = {name for name, _ in GUARDED}
    assert {"desk:home", "desk:accounts", "desk:audit", "mfa_index", "usersessions_list"} <= names
    assert not [address for _, address in ROUTES if "<" in address or "^" in address]


@pytest.mark.parametrize("name, address", GUARDED, ids=[name for name, _ in GUARDED])
def test_a_stranger_is_sent_to_the_sign_in(db, client: Client, name, address):
    for method in (client.get, client.post, client.put, client.delete):
        answer = method(f"/{address}")
        assert answer.status_code == 302, (name, answer.status_code)
        assert answer.url.startswith("/accounts/login/?next="), (name, answer.url)
