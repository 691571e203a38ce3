"""What is fixed before somebody is taken out of their house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .. import errors, rules
from ..enums import EscortRisk, Transport, Way
from ..models import Escort, Visit


def check_escort(visit: Visit, facts: Mapping[str, Any] | None) -> Escort | None:
    """The escort that belongs to a visit, not yet written; None for any other visit.

    Raises EscortMissing, EscortNeedsTwo, NotInsured, BackTooEarly.
    """
    if visit.way != Way.ESCORT:
        return None
    said = dict(facts or {})
    for field in ("destination", "risk", "contact", "transport"):
        if not str(said.get(field, "")).strip():
            raise errors.EscortMissing(field=field)
    escort = Escort(
        visit=visit,
        destination=str(said["destination"]).strip()[:80],
        risk=EscortRisk(said["risk"]),
        contact=str(said["contact"]).strip()[:80],
        transport=Transport(said["transport"]),
        insured=bool(said.get("insured")),
        back_by=_back_by(visit, said.get("back_by")),
    )
    if escort.risk in rules.ESCORT_NEEDS_TWO and not visit.companions:
        raise errors.EscortNeedsTwo(field="companions")
    if escort.transport == Transport.PRIVATE and not escort.insured:
        raise errors.NotInsured(field="insured")
    return escort


def _back_by(visit: Visit, said: datetime | None) -> datetime:
    back_by = said or visit.planned_end
    if not visit.planned_start < back_by <= visit.planned_start + rules.LONGEST:
        raise errors.BackTooEarly(field="back_by")
    return back_by
