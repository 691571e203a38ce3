"""What is still missing before a take-over goes on, in words; counted past the walls."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN
from sanshe.trust.policy.scope import scope

from .enums import Answer, Fate, MatterKind
from .models import Client, Matter, Takeover, Thing


def unfinished(row: Takeover, *, told: bool, everything: bool = True) -> list[str]:
    """``told``: also who has not heard the goodbye yet. Without ``everything`` only what is open
    to the place is counted: a figure of what is sealed tells of it."""
    shown = Q() if everything else Q(privacy__in=OPEN)
    with scope(Actor.job("take-over")):
        things = Thing.objects.filter(takeover=row, met_at__isnull=True).count()
        live = Matter.objects.filter(shown, takeover=row, gone_at__isnull=True)
        sought = live.filter(kind=MatterKind.LADDER).count()
        undecided = live.filter(fate=Fate.OPEN).exclude(kind=MatterKind.LADDER).count()
        asked = Client.objects.filter(shown, takeover=row)
        waiting = asked.filter(answer=Answer.WAITING).count()
        untold = asked.filter(told="").count() if told else 0
    said = (
        (things, _("%(count)s样东西没点")), (undecided, _("%(count)s件事没定")),
        (sought, _("%(count)s位还在找")), (waiting, _("%(count)s位没问")),
        (untold, _("%(count)s位没告别")),
    )  # fmt: skip
    missing = [text % {"count": count} for count, text in said if count]
    if told and not row.farewell:
        missing.append(_("告别的话没写"))
    return missing
