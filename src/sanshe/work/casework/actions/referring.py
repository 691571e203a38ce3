"""Somebody else is better placed: asked, and answered."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, transitions
from ..enums import ReferralGround, ReferralState, WhyEnded
from ..models import Case, Referral
from ._common import held, noted, over, said, save


@action(Deed.WORK_CASE)
def refer(actor: Actor, *, case: UUID, version: int, to: str, why: str, ground: str) -> Referral:
    """Ask another organisation to take the case up: with the client's yes, or in danger or by law
    without it. The case goes on here until they said yes. Raises NotThisFar, ReferralWaiting,
    NotAgreedToCase, TextMissing."""
    row = held(actor, case, version=version)
    state = transitions.after(row.state, "refer")
    if row.referral_waits:
        raise errors.ReferralWaiting()
    if ground not in ReferralGround.values:
        raise errors.NotAgreedToCase(field="ground")
    made = Referral.objects.create(
        case=row, to=said(to, field="to")[:80], why=said(why, field="why"), ground=ground,
        asked_on=timezone.localdate(),
    )  # fmt: skip
    save(row, state=state, referral_waits=True)
    noted(actor, row, "referred", ground=ground)
    return made


@action(Deed.WORK_CASE)
def answer_referral(
    actor: Actor, *, case: UUID, version: int, accepted: bool, words: str = ""
) -> Case:
    """What the other side said. Only their yes ends the case here. Raises NotFound where nothing
    waits for an answer."""
    row = held(actor, case, version=version)
    asked = Referral.objects.filter(case=row, state=ReferralState.ASKED).first()
    if asked is None:
        raise NotFound()
    state = transitions.after(row.state, "accepted" if accepted else "declined")
    today = timezone.localdate()
    asked.state = ReferralState.ACCEPTED if accepted else ReferralState.DECLINED
    asked.answered_on, asked.words = today, words.strip()
    asked.save(update_fields=["state", "answered_on", "words"])
    ending = {"why_ended": WhyEnded.REFERRED, **over(today)} if accepted else {}
    save(row, state=state, referral_waits=False, **ending)
    noted(actor, row, "referral answered", accepted=accepted)
    return row
