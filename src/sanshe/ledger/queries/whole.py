"""Whether the book is whole: every chain gapless, every hash right, every reading a recount."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from sanshe.ground.kit.chain import START
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.places import county_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import chain
from ..models import Head, Record, Remark
from .readings import Difference, differences

Progress = Callable[[int, int], None]
AT_ONCE = 2000
MOST_FAULTS = 100
"""How many faults one report tells; a broken book is not told line by line."""

_CHAINS = """
SELECT county, agency, h.seq FROM (
    SELECT county, agency FROM ledger_head
    UNION SELECT county, agency FROM ledger_record
    UNION SELECT county, agency FROM ledger_remark
) AS chains LEFT JOIN ledger_head h USING (county, agency)
WHERE county BETWEEN %(lo)s AND %(hi)s AND agency = coalesce(%(agency)s::uuid, agency)
ORDER BY county, agency
"""


@dataclass(slots=True)
class Report:
    """What a verification found. ``whole`` when nothing is wrong."""

    chains: int = 0
    entries: int = 0
    faults: list[str] = field(default_factory=list)
    more_faults: bool = False
    total: int = 0
    progress: Progress | None = None

    @property
    def whole(self) -> bool:
        return not self.faults

    def come_to(self) -> None:
        """Say how far the walk has come, to whoever asked."""
        if self.progress:
            self.progress(self.entries, self.total)

    def tell(self, fault: str) -> None:
        """Add a fault, up to as many as anybody reads."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        else:
            self.more_faults = True


def verify(
    actor: Actor,
    *,
    county: int | None = None,
    agency: UUID | None = None,
    progress: Progress | None = None,
) -> Report:
    """Walk the chains of the actor's area (or of one county, one agency) and count again.

    ``progress`` is called with the entries walked so far and the number there should be. Memory
    does not grow with the book, and each chain is seen as it was at one moment while others write.
    """
    chains = _chains(actor, county, agency)
    report = Report(total=sum(seq or 0 for _c, _a, seq in chains), progress=progress)
    for chain_county, chain_agency, _seq in chains:
        with _moment():
            report.chains += 1
            _walk(report, chain_county, chain_agency)
            for difference in differences(chain_county, chain_agency):
                report.tell(_in_words(difference))
    with scope(actor):
        note(actor, Deed.VERIFY_CHAINS, kind="ledger", community=county or 0,
             chains=report.chains, entries=report.entries, faults=len(report.faults))  # fmt: skip
    return report


def recount(actor: Actor, *, county: int | None = None) -> list[Difference]:
    """Every standing, tally and presence that is not what its records say (none, in a book that
    is whole)."""
    found: list[Difference] = []
    for chain_county, chain_agency, _seq in _chains(actor, county, None):
        with _moment():
            found.extend(differences(chain_county, chain_agency))
    with scope(actor):
        note(actor, Deed.VERIFY_CHAINS, kind="ledger", community=county or 0, differ=len(found))
    return found


@contextmanager
def _moment() -> Iterator[None]:
    """A transaction that sees the book as it is now, whatever is written meanwhile.

    An auditor's own sight ends before sealed records, and a chain with holes proves nothing: so
    the walk is the platform's own. It tells no person and no content.
    """
    with scope(Actor.job("ledger verify"), read_only=True, steady=True):
        yield


def _chains(actor: Actor, county: int | None, agency: UUID | None) -> list[tuple[Any, ...]]:
    """The chains asked for: few, one for each agency and county."""
    demand(actor, Deed.VERIFY_CHAINS)
    lowest = county_of(actor.lo)
    if county is not None and not lowest <= county <= actor.hi:
        raise NotFound()
    span = (lowest, actor.hi) if county is None else (county, county)
    with _moment(), connection.cursor() as cursor:
        cursor.execute(_CHAINS, {"lo": span[0], "hi": span[1], "agency": agency})
        return cursor.fetchall()


def _walk(
    report: Report,
    county: int,
    agency: UUID,
) -> None:
    """One chain from its first entry to its end. After a fault it goes on from what is written,
    so that one broken line is told once."""
    where = {"county": county, "agency": agency}
    seq, last = 0, START
    for entry in _entries(county, agency):
        report.entries += 1
        seq += 1
        if entry["seq"] != seq:
            report.tell(
                _("%(county)s %(agency)s:第%(seq)s号之前少了或多了一条")
                % {**where, "seq": entry["seq"]}
            )
        elif bytes(entry["previous"]) != last:
            report.tell(_("%(county)s %(agency)s:第%(seq)s号接不上前一条") % {**where, "seq": seq})
        if _link(entry) != bytes(entry["hash"]):
            report.tell(
                _("%(county)s %(agency)s:第%(seq)s号的内容与指纹不符,有人动过")
                % {**where, "seq": entry["seq"]}
            )
        seq, last = entry["seq"], bytes(entry["hash"])
        if report.entries % AT_ONCE == 0:
            report.come_to()
    end = Head.objects.filter(county=county, agency=agency).first()
    if end is None or (end.seq, bytes(end.hash)) != (seq, last):
        report.tell(_("%(county)s %(agency)s:末尾与最后一条对不上,末尾可能少了") % where)
    report.come_to()


def _entries(county: int, agency: UUID) -> Iterator[dict[str, Any]]:
    """Records and remarks of a chain in their order, a few at a time."""
    parts = (
        model.objects.filter(county=county, agency=agency)
        .order_by("seq")
        .values("previous", "hash", *("item_id" if name == "item" else name for name in names))
        .iterator(chunk_size=AT_ONCE)
        for model, names in ((Record, (*chain.RECORD, "series")), (Remark, chain.REMARK))
    )
    return heapq.merge(*parts, key=lambda entry: entry["seq"])


def _link(entry: dict[str, Any]) -> bytes:
    if "record" in entry:
        return chain.link_remark(bytes(entry["previous"]), entry)
    return chain.link_record(bytes(entry["previous"]), {**entry, "item": entry["item_id"]})


def _in_words(difference: Difference) -> str:
    return _("%(county)s %(agency)s:%(what)s应为 %(true)s,现为 %(kept)s") % difference._asdict()
