"""One message with everything that comes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from sanshe.ground.kit.choices import one_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, handing_over
from sanshe.work.needs import actions as needs

from ..enums import Knows, Relation
from ..keeping import keep_photos
from ..models import Teller
from ..words import phone_mark


@action(Deed.HEAR_NEED)
def take_in(
    actor: Actor,
    *,
    relation: str = "",
    knows: str = "",
    photos: Sequence[IO[bytes]] = (),
    **said: Any,
) -> needs.Heard:
    """Hear a message (``needs.hear`` takes ``said``) with who spoke for whom, and photos.

    All or nothing: a photo that cannot be read refuses the message, with everything typed kept.
    The same message again brings nothing new. Raises what ``needs.hear`` raises, and NoPicture,
    PictureTooBig, TooManyPictures.
    """
    if relation:
        one_of(relation, Relation, field="relation")
    if knows:
        one_of(knows, Knows, field="knows")
    heard = needs.hear(actor, **said)
    if heard.again:
        return heard
    mark = phone_mark(said.get("contact_phone", ""))
    with handing_over():  # the matter may be out of the sender's sight already
        if mark or relation or knows:
            Teller.objects.create(need=heard.need, relation=relation, knows=knows, phone_mark=mark)
        keep_photos(actor, heard.need, photos)
    return heard
