"""Who is told when a catalogue changes or is spoken against."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.organisations import queries as organisations

from .. import queries
from ..models import CatalogueVersion, Objection


def tell_of_change(version: CatalogueVersion) -> None:
    """The committee, and every organisation that leads or led a line that is different now."""
    diff = queries.diff_with_former(version)
    told: set[UUID] = {line.lead_id for line in (*diff.added, *diff.removed)}
    for change in diff.changed:
        told |= {change.before.lead_id, change.after.lead_id}
    if committee := organisations.committee_of(version.community):
        told.add(committee.pk)
    for org in sorted(told):
        tell(code=NoticeCode.CHANGED, link=f"/desk/catalogue/v/{version.pk}/", org=org)


def tell_of_objection(version: CatalogueVersion) -> None:
    """The committee has to answer."""
    if committee := organisations.committee_of(version.community):
        tell(code=NoticeCode.OBJECTED, link=_place(version), org=committee.pk)


def tell_of_answer(objection: Objection) -> None:
    """An organisation that objected; a resident reads the answer on the public page."""
    if objection.by_org != NOBODY:
        tell(code=NoticeCode.ANSWERED, link=_place(objection.version), org=objection.by_org)


def _place(version: CatalogueVersion) -> str:
    return f"/desk/catalogue/c/{version.community}/"
