"""Keeping photos with a matter, for the actions that take them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import IO

from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import queries as needs

from . import pictures, rules
from .errors import TooManyPictures
from .models import Photo


def keep_photos(actor: Actor, need: needs.Need, files: Sequence[IO[bytes]]) -> list[Photo]:
    """Draw them anew and keep them with the matter, inside the caller's transaction."""
    if not files:
        return []
    there = Photo.objects.filter(need=need, gone_at__isnull=True).count()
    if there + len(files) > rules.MOST_PHOTOS:
        raise TooManyPictures(field="photos", most=rules.MOST_PHOTOS)
    made = []
    for file in files:
        picture, width, height = pictures.redrawn(file)
        made.append(
            Photo(need=need, picture=base64.b64encode(picture).decode(), width=width,
                  height=height, by_user=actor.user)
        )  # fmt: skip
    Photo.objects.bulk_create(made)
    audit(actor, Deed.KEEP_PHOTO, kind="need", id=need.id, community=need.community,
          photos=len(made))  # fmt: skip
    return made
