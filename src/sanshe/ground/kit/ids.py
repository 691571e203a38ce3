"""Identifiers: UUIDv7 (RFC 9562), made by the application or by the client's device."""

from __future__ import annotations

from uuid import UUID

import uuid_utils

NOBODY = UUID(int=0)
"""Stands where an organisation is required and there is none: a resident's own act."""


def new_id() -> UUID:
    """A fresh UUIDv7: ordered by time, so that indexes grow at their end."""
    return UUID(int=uuid_utils.uuid7().int)
