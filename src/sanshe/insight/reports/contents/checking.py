"""How anybody can check a report: when it was made, from which end of the book, where to look."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ledger import queries as ledger
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from . import blocks
from .asking import Asked
from .blocks import Block, moment


def sealed_at(rows: list[Agreement]) -> list[dict[str, Any]]:
    """The last entry of each chain of the book that the figures can come from."""
    found = []
    suppliers = {row.supplier_id: row.supplier.name for row in rows if row.supplier}
    with scope(Actor.job("reports"), read_only=True) as job:
        for id, name in suppliers.items():
            assert id is not None
            found += [
                {"agency": name, "county": chain.county, "seq": chain.seq, "hash": end}
                for chain, end in ledger.ends(job, id)
            ]
    return found


def checked(asked: Asked, ends: list[dict[str, Any]]) -> list[Block]:
    counties = areas.short_names_of({end["county"] for end in ends})
    rows = [
        [str(end["agency"]), counties.get(end["county"], str(end["county"])), str(end["seq"]),
         _in_pieces(end["hash"])]
        for end in ends
    ]  # fmt: skip
    links = [(row.name, f"/desk/agreements/{row.pk}/") for row in asked.agreements]
    return [
        blocks.section(_("怎么核对")),
        blocks.said(
            _("所有数字在%(at)s由系统从台账取出,没有一个是手填的。台账当时的末尾:")
            % {"at": moment(asked.at)}
        ),
        blocks.table("", [_("机构"), _("区县"), _("第几条"), _("封印")], rows,
                     numbers=(2,)),
        blocks.said(_("点表里一行的名字,或者打开下面的地址,就看到数字背后的记录:")),
        blocks.links(links),
    ]  # fmt: skip


def _in_pieces(hash_: str) -> str:
    """With places where a line may end."""
    return "\u200b".join(hash_[at : at + 8] for at in range(0, len(hash_), 8))
