"""The parts of one message: each keeps all its words only while the other is not kept closer.

Otherwise whoever reads "the lamp is broken" would read there what was said about the violence.
"""

from __future__ import annotations

from django.db.models import Q

from sanshe.trust.policy.enums import OPEN, Privacy

from . import rules
from .models import Need


def guard(need: Need) -> None:
    """Called under ``handing_over`` with every step: nothing to do but for what was split."""
    if not need.part:
        return
    family = _family(need)
    for row in family:
        if row.text != row.part and any(_kept_from(row, other) for other in family):
            Need.objects.filter(pk=row.pk).update(text=row.part)
            if row.pk == need.pk:
                need.text = row.part


def _kept_from(row: Need, other: Need) -> bool:
    """Whether somebody reads ``row`` who must not read what ``other`` is about."""
    mine, theirs = rules.RANK[Privacy(row.privacy)], rules.RANK[Privacy(other.privacy)]
    elsewhere = theirs == mine and other.desk_org != row.desk_org
    return other.privacy not in OPEN and (theirs > mine or elsewhere)


def _family(need: Need) -> list[Need]:
    """Every part of the message, however often it was cut."""
    known = {need.pk: need}
    while True:
        ups = [row.split_from_id for row in known.values() if row.split_from_id]
        rows = Need.objects.filter(Q(pk__in=ups) | Q(split_from__in=list(known)))
        fresh = list(rows.exclude(pk__in=list(known)).order_by("id"))
        if not fresh:
            return list(known.values())
        known |= {row.pk: row for row in fresh}
