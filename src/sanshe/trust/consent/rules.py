"""Predicates in words, and the numbers they stand on."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from sanshe.trust.policy.enums import OPEN

from .models import Consent

NOTICE = "1"
"""Which wording was read to the person (the desk's ``consent_notice.html``); kept with the yes
(个人信息保护法 art. 17)."""

LONGEST = timedelta(days=366)
"""A yes is asked again after a year at the latest: our own decision."""


def stands(consent: Consent, on: date | None = None) -> bool:
    """Whether it holds: not taken back, not run out, the person not marked confidential since."""
    day = on or timezone.localdate()
    return consent.ended_at is None and consent.until >= day and consent.privacy in OPEN
