"""The end of a shift: what is pressing is told, and somebody says that they have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import settle, tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..enums import Pressing
from ..errors import AcceptedBefore, ForSomebodyElse, NotAColleague
from ..models import Acceptance, HandOver
from ..queries.handovers import handover, staff

MOST_ITEMS = 200


@action(Deed.HAND_OVER_SHIFT)
def hand_over(
    actor: Actor, *, to: UUID, words: str = "", items: Mapping[Pressing, Iterable[UUID]]
) -> HandOver:
    """Keep what was pressing at this moment (``items``: Pressing → keys, never contents), the
    words, and who takes over; who is told. Raises NotAColleague."""
    names = dict(staff(actor))
    if to == actor.user or str(to) not in names:
        raise NotAColleague(field="to")
    kept = {
        Pressing(kind).value: [str(id) for id in ids][:MOST_ITEMS] for kind, ids in items.items()
    }
    row = HandOver.objects.create(
        org=actor.org, community=actor.lo, at=timezone.now(), by_user=actor.user or NOBODY,
        by_name=actor.name, to_user=to, to_name=names[str(to)], words=_words(words),
        items={kind: ids for kind, ids in kept.items() if ids},
    )  # fmt: skip
    tell(code=NoticeCode.WAITING, link=_page(row), user=to)
    _noted(actor, row, "shift_given", items=sum(map(len, row.items.values())))
    return row


@action(Deed.HAND_OVER_SHIFT)
def accept(actor: Actor, *, handover: UUID, words: str = "") -> HandOver:
    """ "I have it." Raises NotFound, ForSomebodyElse, AcceptedBefore."""
    row = _of(actor, handover)
    if row.to_user != actor.user:
        raise ForSomebodyElse(name=row.to_name)
    try:
        with transaction.atomic():
            Acceptance.objects.create(
                handover=row, at=timezone.now(), by_user=actor.user, by_name=actor.name,
                words=_words(words),
            )  # fmt: skip
    except IntegrityError as error:
        raise AcceptedBefore(name=row.to_name) from error
    settle(code=NoticeCode.WAITING, link=_page(row))
    _noted(actor, row, "shift_taken_over")
    return row


def _of(actor: Actor, id: UUID) -> HandOver:
    return handover(actor, id)


def _page(row: HandOver) -> str:
    return f"/desk/handover/{row.id}/"


def _noted(actor: Actor, row: HandOver, step: str, **detail: Any) -> None:
    note(
        actor, Deed.HAND_OVER_SHIFT, kind="handover", id=row.id, community=row.community,
        step=step, **detail,
    )  # fmt: skip


def _words(text: str) -> str:
    return text.replace("\x00", "").strip()[: rules.TEXT_LIMIT]
