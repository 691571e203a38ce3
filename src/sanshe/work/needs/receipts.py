"""The receipt a resident follows a matter by: the numbers of ``kit.slips``, with a secret derived
from the id the sender's device made, so that a message sent twice over a bad line can be given
the same secret twice."""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import salted_hmac

from sanshe.ground.kit.slips import (
    LENGTH,
    SECRET_DIGITS,
    clean,
    fits,
    hash_of,
    spoken,
)

__all__ = [
    "LENGTH",
    "SECRET_DIGITS",
    "clean",
    "fits",
    "hash_of",
    "secret_for",
    "spoken",
]


def secret_for(asked_as: UUID) -> str:
    """The secret of a matter, from the id of its asking and this installation's key."""
    digest = salted_hmac("sanshe.needs.secret", asked_as.bytes, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"
