"""Lists typed up elsewhere: shown first, then heard in batches, and taken back within a time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action
from sanshe.work.needs import actions as needs
from sanshe.work.needs.enums import Channel

from .. import rows, rules
from ..enums import LineState, Stage
from ..errors import ListIsOver, TooLateToUndo
from ..models import ListImport, ListLine
from ..old import WAITING
from .hearing import take_in

SECONDS = 2.0  # of one request; a page then shows how far it is and goes on
Rows = Iterable[tuple[int, Mapping[str, str]]]


@action(Deed.IMPORT_LIST)
def open_list(
    actor: Actor, *, community: int, name: str, channel: str, sheet: Rows,
    unknown: Iterable[str] = (),
) -> ListImport:  # fmt: skip
    """Keep a list to be looked at. Nothing is heard yet. ``sheet``: row number and what stood in
    it. Rows said twice, in the file or already heard, are kept aside as likely repeated."""
    demand(actor, Deed.IMPORT_LIST, community=community)
    assert actor.user is not None, "a list is brought by somebody"
    found = ListImport.objects.create(
        community=community, org=actor.org, by_user=actor.user, by_name=actor.name,
        name=name[:120], channel=Channel(channel), unknown=list(unknown)[:40],
    )  # fmt: skip
    said = list(sheet)
    alike = rows.alike(actor, community, said)
    lines = []
    for number, raw in said:
        state = LineState.BAD if rows.check(raw).problems else LineState.GOOD
        if state == LineState.GOOD and number in alike:
            state = LineState.TWICE
        lines.append(
            ListLine(list=found, number=number, said=json.dumps(raw, ensure_ascii=False),
                     state=state, like=alike.get(number, ""))
        )  # fmt: skip
    ListLine.objects.bulk_create(lines, batch_size=500)
    audit(actor, Deed.IMPORT_LIST, kind="list", id=found.id, community=community, rows=len(lines))
    return found


@action(Deed.IMPORT_LIST)
def mend_line(actor: Actor, *, list: UUID, number: int, raw: Mapping[str, str]) -> ListLine:
    """A row as it was mended; one that looked repeated is taken as it is. Raises NotFound,
    ListIsOver."""
    _opened(actor, list)
    line = _waiting_line(list, number)
    line.said = json.dumps(dict(raw), ensure_ascii=False)
    line.state = LineState.BAD if rows.check(raw).problems else LineState.GOOD
    line.like = ""
    line.save(update_fields=["said", "state", "like"])
    audit(actor, Deed.IMPORT_LIST, kind="list", id=list, row=number, mended=True)
    return line


@action(Deed.IMPORT_LIST)
def drop_line(actor: Actor, *, list: UUID, number: int) -> None:
    """A row nobody wants. Its words are gone."""
    _opened(actor, list)
    line = _waiting_line(list, number)
    line.said, line.state = "", LineState.DROPPED
    line.save(update_fields=["said", "state"])
    audit(actor, Deed.IMPORT_LIST, kind="list", id=list, row=number, dropped=True)


@action(Deed.IMPORT_LIST)
def hear_some(actor: Actor, *, list: UUID, seconds: float = SECONDS) -> tuple[ListImport, int]:
    """Hear good rows for ``seconds``; gives how many are left. Safe to be done again, and by two
    at once: they wait for each other, and a row's own id makes it one matter."""
    found = _opened(actor, list)
    until = time.monotonic() + seconds
    good = found.lines.filter(state=LineState.GOOD).order_by("number")
    for line in good.iterator(chunk_size=50):
        _hear(actor, found, line)
        if time.monotonic() > until:
            break
    left = good.count()
    found.stage = Stage.HEARING if left else Stage.DONE
    found.heard_at = timezone.now()
    found.save(update_fields=["stage", "heard_at"])
    audit(actor, Deed.IMPORT_LIST, kind="list", id=list, left=left)
    return found, left


def _hear(actor: Actor, found: ListImport, line: ListLine) -> None:
    """One row becomes a matter; one that is refused is kept aside."""
    read = rows.check(json.loads(line.said))
    try:
        heard = take_in(
            actor, community=found.community, channel=found.channel, id=line.id, **read.said
        )
    except Problem:
        line.state = LineState.BAD
        line.save(update_fields=["state"])
        return
    line.need, line.state, line.said = heard.need, LineState.HEARD, ""
    line.save(update_fields=["need", "state", "said"])


@action(Deed.IMPORT_LIST)
def undo_some(actor: Actor, *, list: UUID, seconds: float = SECONDS) -> tuple[int, int, int]:
    """Take the list back for ``seconds``: how many matters are withdrawn by now, how many stay
    because somebody has worked on them, or because of danger, and how many are left to look at.
    Once begun it is only finished: nothing is heard any more. Raises ListIsOver, TooLateToUndo."""
    found = _locked(actor, list)
    if found.stage == Stage.UNDONE:
        raise ListIsOver(stage=Stage(found.stage).label)
    if found.stage != Stage.UNDOING:
        _begin_undoing(found)
    until = time.monotonic() + seconds
    heard = found.lines.filter(state=LineState.HEARD).order_by("need_id")
    for line in heard.iterator(chunk_size=50):
        _take_back(actor, found, line)
        if time.monotonic() > until:
            break
    left = heard.count()
    back = found.lines.filter(state=LineState.WITHDRAWN).count()
    stay = found.lines.filter(state=LineState.STAYS).count()
    if not left:
        found.lines.filter(state=LineState.STAYS).update(state=LineState.HEARD)
        found.stage = Stage.UNDONE
        found.save(update_fields=["stage"])
    audit(
        actor, Deed.IMPORT_LIST, kind="list", id=list, taken_back=back, stay=stay, left=left
    )  # fmt: skip
    return back, stay, left


def _begin_undoing(found: ListImport) -> None:
    if found.heard_at and timezone.now() - found.heard_at > rules.UNDO_WITHIN:
        raise TooLateToUndo(hours=rules.UNDO_HOURS)
    found.lines.filter(state__in=WAITING).update(state=LineState.DROPPED, said="")
    found.stage = Stage.UNDOING
    found.save(update_fields=["stage"])


def _take_back(actor: Actor, found: ListImport, line: ListLine) -> None:
    assert line.need_id
    try:
        needs.withdraw(actor, need=line.need_id, reason=str(found.name))
    except Problem:  # touched, dangerous, or out of our sight by now
        line.state = LineState.STAYS
    else:
        line.state = LineState.WITHDRAWN
    line.save(update_fields=["state"])


def _locked(actor: Actor, list: UUID) -> ListImport:
    row = ListImport.objects.select_for_update().filter(pk=list, org=actor.org).first()
    if row is None:
        raise NotFound()
    return row


def _opened(actor: Actor, list: UUID) -> ListImport:
    row = _locked(actor, list)
    if row.stage in (Stage.UNDOING, Stage.UNDONE):
        raise ListIsOver(stage=Stage(row.stage).label)
    return row


def _waiting_line(list: UUID, number: int) -> ListLine:
    line = ListLine.objects.filter(list=list, number=number, state__in=WAITING).first()
    if line is None:
        raise NotFound()
    return line
