"""Ways out of the house. Every gateway has one shape: ``send(address, text)``.

Which ones are used comes from the settings (``MESSAGE_GATEWAYS``, from the environment):
a channel without a gateway is never queued.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from .enums import Channel

log = logging.getLogger("sanshe.messages")


class Gateway(Protocol):
    """Sends one text to one address, or raises. What it raises is kept as the reason."""

    def send(self, address: str, text: str) -> None: ...


class EmailGateway:
    """E-mail over the SMTP server of the settings."""

    def send(self, address: str, text: str) -> None:
        send_mail(_("三社:有事等您"), text, None, [address])


class ConsoleGateway:
    """Writes to standard output what a real gateway of that channel would send."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def send(self, address: str, text: str) -> None:
        print(f"[{self.channel}] → {address}\n{text}\n", file=sys.stdout, flush=True)


KINDS: dict[str, dict[Channel, Callable[[], Gateway]]] = {
    "smtp": {Channel.MAIL: EmailGateway},
    "console": {channel: partial(ConsoleGateway, channel) for channel in Channel},
}
"""By the word used in the settings: what it can serve. A contracted SMS or group-bot gateway is
one more entry here."""


def gateways() -> dict[Channel, Gateway]:
    """The channels in use. Raises ImproperlyConfigured where a word of the settings is unknown."""
    chosen: dict[Channel, Gateway] = {}
    for name, kind in settings.MESSAGE_GATEWAYS.items():
        if not kind:
            continue
        channel = Channel(name)
        make = KINDS.get(kind, {}).get(channel)
        if make is None:
            raise ImproperlyConfigured(f"no gateway {kind!r} for {name}")
        chosen[channel] = make()
    return chosen
