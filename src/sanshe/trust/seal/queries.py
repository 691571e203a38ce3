"""What the seal tells of its key: never the key."""

from __future__ import annotations

from .crypto import CannotOpen, hidden, key_id, unseal
from .crypto import key_file as key_path

__all__ = ["CannotOpen", "hidden", "key_id", "key_path", "unseal"]
