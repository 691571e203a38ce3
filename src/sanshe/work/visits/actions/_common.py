"""What several use cases do alike: hold the rows, in one order, and tell who should know."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries as needs
from sanshe.work.needs.actions import note_visit
from sanshe.work.needs.errors import NotYourTurn

from ..enums import How, Said
from ..models import Visit, Word


def key(thing: Any) -> Any:
    """The key of a row, or the key itself."""
    return getattr(thing, "pk", getattr(thing, "id", thing))


def hold(actor: Actor, visit: Visit | UUID) -> Visit:
    """Lock the visit, and before it the need it belongs to: always in this order, because
    whoever answers or confirms the need holds it first as well. Raises NotFound."""
    need = Visit.objects.filter(pk=key(visit)).values_list("need_id", flat=True).first()
    if need is not None:
        with suppress(NotFound):  # handed to somebody else since; the visit is still theirs
            needs.held(actor, need)
    row = Visit.objects.select_for_update().filter(pk=key(visit)).first()
    if row is None:
        raise NotFound()
    return row


def tell_need(actor: Actor, need: Any, **facts: Any) -> None:
    """A line in the need's story. One that was handed to somebody else since goes without: the
    visit was made all the same."""
    if need is not None:
        with suppress(NotFound, NotYourTurn):
            note_visit(actor, need=need, **facts)


def tell_crew(actor: Actor, visit: Visit, code: NoticeCode) -> None:
    """A notice for everybody who goes, but not for who does it."""
    for user in visit.crew:
        if user != actor.user:
            tell(code=code, link=f"/desk/visits/{visit.id}/", user=user)


def say(actor: Actor, visit: Visit, how: How, said: Said, note: str = "") -> Word:
    """Write down what somebody says of the visit."""
    return Word.objects.create(
        visit=visit, how=how, said=said, note=note[:200], at=timezone.now(),
        by_user=actor.user, by_org=actor.org,
    )  # fmt: skip


def last_said(visit: Visit) -> str:
    """What stands of it by the last word that reached anybody; "" before any."""
    said = visit.words.exclude(said=Said.NOT_REACHED).order_by("-at", "-id")
    if visit.corrected_at is not None:
        said = said.filter(at__gte=visit.corrected_at)
    return said.values_list("said", flat=True).first() or ""
