"""Field encryption behind one small interface, so that the algorithm can be exchanged.

A sealed value is ``algorithm:key id:base64(nonce + ciphertext)``. The key comes from a file
outside the repository (``SANSHE_KEY_FILE``, else ``<data>/keys/field.key``); losing it loses what
it sealed. The associated data binds a value to its column: a ciphertext copied into another
column does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sanshe.ground.kit.database import data_dir

ALGORITHM = "aesgcm256"
NONCE = 12


class CannotOpen(ValueError):
    """A sealed value that this installation's key does not open."""


def key_file() -> Path:
    """Where the key lies."""
    return Path(os.environ.get("SANSHE_KEY_FILE") or data_dir() / "keys" / "field.key")


@lru_cache
def _key() -> tuple[str, AESGCM]:
    """The key and its id; made on first use, readable by its owner alone."""
    path = key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        try:
            with os.fdopen(os.open(path, flags, 0o600), "wb") as handle:
                handle.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")
        except FileExistsError:
            pass  # another process was faster; its key is the key
    raw = base64.b64decode(path.read_bytes())
    if len(raw) != 32:
        raise CannotOpen(f"{path}: a field key is 32 bytes in base64")
    return hashlib.sha256(raw).hexdigest()[:8], AESGCM(raw)


def key_id() -> str:
    """The short name of the key in use; stands with every sealed value."""
    return _key()[0]


def seal(plain: str, *, column: str) -> str:
    """Encrypt one value for one column; an empty one stays empty."""
    if not plain:
        return ""
    key_id, cipher = _key()
    nonce = secrets.token_bytes(NONCE)
    sealed = cipher.encrypt(nonce, plain.encode(), column.encode())
    return f"{ALGORITHM}:{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(value: str, *, column: str) -> str:
    """Decrypt. Raises CannotOpen for another key, column, algorithm or a changed byte."""
    if not value:
        return ""
    try:
        algorithm, key_id, body = value.split(":", 2)
        raw = base64.b64decode(body, validate=True)
    except ValueError as error:
        raise CannotOpen("not a sealed value") from error
    own_id, cipher = _key()
    if algorithm != ALGORITHM or key_id != own_id:
        raise CannotOpen(f"sealed with {algorithm} and key {key_id}, here is key {own_id}")
    try:
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], column.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen("changed, or of another column") from error


def mark(plain: str, *, column: str) -> str:
    """A blind index: the same text gives the same mark, and nobody reads the text from it without
    the key. Short texts (a phone number) are safe by the key alone, never by being hashed."""
    if not plain:
        return ""
    return hmac.new(_mark_key(), f"{column}\0{plain}".encode(), hashlib.sha256).hexdigest()[:32]


@lru_cache
def _mark_key() -> bytes:
    """A key of its own, derived from the field key: a mark never helps to open a seal."""
    key_id()  # makes the key where there is none
    raw = base64.b64decode(key_file().read_bytes())
    return hmac.new(raw, b"blind index", hashlib.sha256).digest()


def hidden(value: str) -> str:
    """A masked form for lists: the last two characters of what was opened."""
    return f"····{value[-2:]}" if value else ""
