"""The two numbers on a slip of paper: one that says which, and a secret that proves it is theirs.

Number: eight random digits and a check digit (Damm's, which finds every wrong digit and every
swap of neighbours), read aloud in groups of three. A secret is kept only as a salted hash under
the installation's own key.
"""

from __future__ import annotations

import secrets

from django.db import IntegrityError, models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

LENGTH = 9
SECRET_DIGITS = 6
DRAWS = 8
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def new_number() -> str:
    """A fresh number."""
    digits = f"{secrets.randbelow(10**8):08d}"
    return digits + _check(digits)


def clean(typed: str) -> str:
    """The digits of what somebody typed (any spacing, full-width too), "" if it cannot be one."""
    digits = _digits(typed)
    return digits if len(digits) == LENGTH and _check(digits) == "0" else ""


def spoken(number: str) -> str:
    """In groups of three, as it is printed and read aloud."""
    return " ".join(number[i : i + 3] for i in range(0, len(number), 3))


def insert(row: models.Model, field: str) -> None:
    """Insert a row under a fresh number in ``field``, drawn anew where one is taken. Raises
    IntegrityError for whatever else stands in the way."""
    for _ in range(DRAWS):
        setattr(row, field, new_number())
        try:
            with transaction.atomic():
                return row.save(force_insert=True)
        except IntegrityError as error:
            if f"_{field}_" not in _violated(error):
                raise
    raise RuntimeError("every number drawn was taken")


def _violated(error: IntegrityError) -> str:
    """The name of the constraint that refused a row, "" where it is not known."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def new_secret() -> str:
    """A fresh secret nobody could derive."""
    return f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}d}"


def hash_of(secret: str, salt: str = "") -> str:
    """``salt$hash``; the salt is fresh unless one is given."""
    salt = salt or secrets.token_hex(8)
    # the name is part of every hash already kept: it stays, wherever this code moves
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
