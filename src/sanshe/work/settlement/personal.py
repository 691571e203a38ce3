"""Verdicts speak of records, days of amounts: nobody is named here."""

from __future__ import annotations

from sanshe.trust.policy.personal import PersonalField

PERSONAL: tuple[PersonalField, ...] = ()

NOT_PERSONAL = {
    "settlement.Verdict": frozenset(
        {
            "record", "county", "community", "agency", "sealed", "service", "day", "indicator",
            "rule", "why", "amount", "has", "wants",
        }
    ),
    "settlement.Day": frozenset({"indicator", "county", "day", "amount", "records"}),
    "settlement.Mark": frozenset({"county", "agency", "seq", "by", "counted_at"}),
}  # fmt: skip
