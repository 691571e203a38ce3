"""Photos: kept, taken back, forgotten."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action
from sanshe.work.needs import queries as needs

from .. import old
from ..enums import LineState
from ..keeping import keep_photos
from ..models import Photo


@action(Deed.KEEP_PHOTO)
def add_photo(actor: Actor, *, need: UUID, file: IO[bytes]) -> Photo:
    """One more photo for a matter the actor sees. Raises NotFound, NoPicture, PictureTooBig,
    TooManyPictures."""
    held = needs.held(actor, need)
    return keep_photos(actor, held, [file])[0]


@action(Deed.KEEP_PHOTO)
def take_photo_back(actor: Actor, *, need: UUID, photo: UUID) -> None:
    """Take the picture away for good: the resident any of theirs, staff whoever put it there.

    Raises NotFound, also for a photo of somebody else's.
    """
    held = needs.held(actor, need)
    row = Photo.objects.filter(pk=photo, need=held, gone_at__isnull=True).first()
    if row is None or (actor.user is not None and row.by_user != actor.user):
        raise NotFound()
    row.picture, row.gone_at = "", timezone.now()
    row.save(update_fields=["picture", "gone_at"])
    audit(actor, Deed.KEEP_PHOTO, kind="need", id=held.id, community=held.community, gone=True)


@action(Deed.TAKE_ORDERS)
def forget_old(actor: Actor) -> int:
    """Drop the pictures and rows that have lain long enough. A job's; see ``queries.any_old``."""
    count = old.photos().update(picture="", gone_at=timezone.now())
    count += old.rows().update(state=LineState.DROPPED, said="")
    audit(actor, Deed.KEEP_PHOTO, kind="intake", id=None, forgotten=count)
    return count
