"""The outbox: what is sent, when, how often, and that it never says what a matter is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages import actions, adapters, hours, outbox, queries
from sanshe.ground.messages.enums import Channel, NoticeCode, State
from sanshe.ground.messages.models import Notice, Outgoing

ME, OTHER, ORG = (new_id() for _ in range(3))
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOON
        monkeypatch.setattr(timezone, "now", self.tick)

    def tick(self) -> datetime:
        """No two moments are the same."""
        self.now += timedelta(microseconds=1)
        return self.now

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never night, but where a test asks for it (``test_paces.py``)."""
    monkeypatch.setattr(hours, "is_night", lambda now: False)


@pytest.fixture
def clock(db: None, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """A switch: the mail server is down."""
    real = adapters.EmailGateway.send
    down = True

    def send(self: object, address: str, text: str) -> None:
        if down:
            raise ConnectionRefusedError(f"could not reach {address}")
        real(self, address, text)

    def switch(to: bool) -> None:
        nonlocal down
        down = to

    monkeypatch.setattr(adapters.EmailGateway, "send", send)
    return switch


def address(user: object) -> str:
    return f"{str(user)[-4:]}@example.org"


def tell(code: NoticeCode = NoticeCode.WAITING, link: str = "/desk/needs/1/") -> None:
    actions.tell(code=code, link=link, user=ME)


def states() -> list[str]:
    return list(Outgoing.objects.order_by("id").values_list("state", flat=True))


def test_one_thing_waits(clock: Clock) -> None:
    tell(NoticeCode.DUE)
    assert actions.send_due(address) == 1
    (sent,) = mail.outbox
    assert sent.to == [address(ME)]
    assert sent.body == "有一件事到期了。\nhttp://127.0.0.1:8000/desk/needs/1/"
    assert states() == [State.SENT]
    assert actions.send_due(address) == 0


def test_several_things_are_one_mail(clock: Clock) -> None:
    for number in range(5):
        tell(link=f"/desk/needs/{number}/")
    assert actions.send_due(address) == 1
    assert mail.outbox[0].body == "有几件事等您处理。\nhttp://127.0.0.1:8000/desk/inbox/"


def test_at_most_one_an_hour(clock: Clock) -> None:
    tell()
    actions.send_due(address)
    for minutes in (1, 20, 20):
        clock.later(minutes=minutes)
        tell()
        assert actions.send_due(address) == 0
    clock.later(minutes=20)
    assert actions.send_due(address) == 1
    assert len(mail.outbox) == 2


def test_another_person_does_not_wait(clock: Clock) -> None:
    tell()
    actions.send_due(address)
    actions.tell(code=NoticeCode.WAITING, link="/desk/", user=OTHER)
    assert actions.send_due(address) == 1


def test_what_has_been_read_needs_no_mail(clock: Clock) -> None:
    tell()
    actions.mark_all_read(user=ME)
    assert actions.send_due(address) == 0
    assert states() == [State.NOT_NEEDED]
    assert mail.outbox == []


def test_no_mail_for_what_the_last_one_told_already(
    clock: Clock, broken: Callable[[bool], None]
) -> None:
    tell()
    actions.send_due(address)  # fails
    tell()  # waits behind the first
    broken(False)
    clock.later(minutes=1)
    assert actions.send_due(address) == 1  # tells both
    clock.later(hours=2)
    assert actions.send_due(address) == 0
    assert states() == [State.SENT, State.NOT_NEEDED]


def test_nobody_to_write_to(clock: Clock) -> None:
    tell()
    assert actions.send_due(lambda user: None) == 0
    assert states() == [State.NO_ADDRESS]


def test_it_tries_again_with_growing_waits_and_gives_up(
    clock: Clock, broken: Callable[[bool], None]
) -> None:
    tell()
    waits = []
    for _ in range(outbox.MOST_TRIES - 1):
        actions.send_due(address)
        row = Outgoing.objects.get()
        assert actions.send_due(address) == 0  # not before its time
        waits.append(row.next_try_at - clock.now)
        clock.now = row.next_try_at
    assert waits == sorted(set(waits))
    assert states() == [State.SENDING]
    actions.send_due(address)
    assert states() == [State.GIVEN_UP]
    row = queries.given_up().get()
    assert (row.tries, row.error) == (outbox.MOST_TRIES, "ConnectionRefusedError")
    clock.later(days=3)
    broken(False)
    assert actions.send_due(address) == 0
    tell()  # something new begins anew
    assert actions.send_due(address) == 1


def test_a_sender_that_died_loses_nothing(clock: Clock) -> None:
    tell()
    outbox._claim(Channel.MAIL)
    assert actions.send_due(address) == 0
    clock.later(minutes=11)
    assert actions.send_due(address) == 1


def test_nothing_is_sent_inside_a_transaction(committed: str) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        actions.send_due(address)


def test_two_senders_send_once_and_telling_never_waits(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [new_id() for _ in range(60)]
    for person in people:
        actions.tell(code=NoticeCode.WAITING, link="/desk/", user=person)
    sent: list[str] = []
    together = Barrier(2)

    def send(self: object, to: str, text: str) -> None:
        if not sent:
            actions.tell(code=NoticeCode.DUE, link="/desk/", user=people[0])
        sent.append(to)

    monkeypatch.setattr(adapters.EmailGateway, "send", send)

    def sender(_: int) -> int:
        together.wait()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            return actions.send_due(lambda user: str(user))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(sender, range(2))) == 60
    assert sorted(sent) == sorted(map(str, people))


@pytest.mark.parametrize("code", NoticeCode)
def test_no_text_says_what_it_is_about(code: NoticeCode) -> None:
    """Every text is made of these words and no others; and there is nowhere to put any more."""
    whats = "等您处理|派给了您|退回来了|有了答复|得到了确认|重新打开了|收到了不同意见"
    whens = "快到期了|到期了|变了|向您道谢|要马上看"
    plain = rf"有(一件事|几件事|一项安排|人)({whats}|{whens})?"
    assert re.fullmatch(plain, str(code.label))
    assert outbox.body(code, "/desk/inbox/") == f"{code.label}。\nhttp://127.0.0.1:8000/desk/inbox/"
    kept = {field.name for field in (*Notice._meta.fields, *Outgoing._meta.fields)}
    assert kept.isdisjoint({"text", "body", "subject", "title", "detail", "name", "address"})


def test_every_channel_has_the_one_shape(
    db: None, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MESSAGE_GATEWAYS = {"mail": "smtp", "sms": "console", "bot": "console"}
    tell()
    assert Outgoing.objects.count() == 3
    for channel in Channel:
        assert actions.send_due(address, channel=channel) == 1
    assert len(mail.outbox) == 1
    shown = capsys.readouterr().out
    assert shown.count("有一件事等您处理") == 2
    assert "[sms]" in shown
    assert "[bot]" in shown


def test_a_channel_without_gateway_is_not_queued(db: None, settings: object) -> None:
    settings.MESSAGE_GATEWAYS = {"mail": "", "sms": "", "bot": ""}
    tell()
    assert not Outgoing.objects.exists()
    settings.MESSAGE_GATEWAYS = {"sms": "pigeon"}
    with pytest.raises(ImproperlyConfigured):
        tell()
