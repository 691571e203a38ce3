"""The receipt number a resident follows a matter by, and its short secret.

Number: eight random digits and a check digit (Damm's, which finds every wrong digit and every
swap of neighbours), read aloud in groups of three. Secret: six digits, kept only as a salted
hash under the installation's own key. It is derived from the id the sender's device made, so
that a message sent twice over a bad line can be given the same secret twice.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

LENGTH = 9
SECRET_DIGITS = 6
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def new_number() -> str:
    """A fresh receipt number."""
    digits = f"{secrets.randbelow(10**8):08d}"
    return digits + _check(digits)


def clean(typed: str) -> str:
    """The digits of what somebody typed (any spacing, full-width too), "" if it cannot be one."""
    digits = "".join(str(int(c)) for c in typed if c.isdecimal())
    return digits if len(digits) == LENGTH and _check(digits) == "0" else ""


def spoken(number: str) -> str:
    """In groups of three, as it is printed and read aloud."""
    return " ".join(number[i : i + 3] for i in range(0, len(number), 3))


def secret_for(asked_as: UUID) -> str:
    """The secret of a matter, from the id of its asking and this installation's key."""
    digest = salted_hmac("sanshe.needs.secret", asked_as.bytes, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"


def hash_of(secret: str, salt: str = "") -> str:
    """``salt$hash``; the salt is fresh unless one is given."""
    salt = salt or secrets.token_hex(8)
    digest = salted_hmac(f"sanshe.needs.hash.{salt}", secret, algorithm="sha256").hexdigest()
    return f"{salt}${digest}"


def fits(secret: str, kept: str) -> bool:
    """Whether a secret is the one kept; takes the same time either way."""
    salt, _, _ = kept.partition("$")
    return constant_time_compare(hash_of(_digits(secret), salt or "-"), kept)


def _digits(typed: str) -> str:
    return "".join(str(int(c)) for c in typed if c.isdecimal())


def _check(digits: str) -> str:
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)
