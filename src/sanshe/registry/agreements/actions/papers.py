"""Papers that belong to a step."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, sides
from ..enums import Paper
from ..models import Agreement, Document
from ..queries import visible


@action(Deed.ADD_PAPER)
def attach(
    actor: Actor, *, agreement: UUID, kind: str, title: str, media_type: str, content: bytes,
    public: bool = False, step: str = "",
) -> Document:  # fmt: skip
    """Add a paper to the step the agreement stands at, or to an earlier ``step``; either side may.
    None is ever replaced. Raises TooBig, NotThatKind, Missing, WrongStep, AlreadyThere, Archived,
    NotFound for whoever is on neither side."""
    row = visible(actor).select_for_update(of=("self",)).filter(pk=agreement).first()
    if row is None or not rules.takes_part(actor, row):
        raise NotFound()
    if row.archived_on is not None:
        raise errors.Archived()
    if len(content) > rules.PAPER_LIMIT:
        raise errors.TooBig(field="file", limit=rules.PAPER_LIMIT // 2**20)
    if media_type not in rules.PAPER_TYPES or not content:
        raise errors.NotThatKind(field="file")
    if not title.strip():
        raise errors.Missing(field="title", what=Paper(kind).label)
    if step and not rules.reached(row, step):
        raise errors.WrongStep(field="step", now=row.get_state_display(), then=step)
    print_ = hashlib.sha256(content).digest()
    if row.documents.filter(kind=kind, title=title.strip()[:120], sha256=print_).exists():
        raise errors.AlreadyThere(field="file")
    made = Document.objects.create(
        agreement=row, step=step or row.state, kind=Paper(kind).value, title=title.strip()[:120],
        media_type=media_type, size=len(content), sha256=print_,
        content=content, public=public, added_at=timezone.now(), added_by=actor.user,
    )  # fmt: skip
    note(
        actor, Deed.ADD_PAPER, kind="agreement", id=row.id, community=row.area,
        document=str(made.id), paper=made.kind,
    )  # fmt: skip
    _tell_other_side(actor, row)
    return made


def _tell_other_side(actor: Actor, row: Agreement) -> None:
    other = (
        sides.suppliers_inbox(row) if actor.org == row.purchaser_id else sides.purchasers_inbox(row)
    )
    if other is not None:
        tell(code=NoticeCode.CHANGED, link=f"/desk/agreements/{row.pk}/", **other)
