"""What being joined means for every step: a voice goes where the matter it was joined to goes.

``steps.keep`` asks here, so that no step can forget a voice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.policy.actor import Actor

from . import desks, rules
from .enums import State, Step
from .errors import JoinedAlready
from .models import Event, Need

OWN_STEPS = (
    Step.NOTE, Step.THANKED, Step.PERSON, Step.CONFIRMED, Step.COMPLAINED, Step.JOINED,
    Step.UNJOINED, Step.VISITED, Step.VISIT_PLANNED,
)  # fmt: skip
"""What may still happen to a joined voice by itself."""
LEAVES = (Step.NOT_SOLVED, Step.REOPENED, Step.LASTING, Step.CHECKED, Step.HIDDEN)
"""What makes it a matter of its own again: its resident is not content, or it is kept closer."""
COPIED = ("state", "closed_how", "closed_at", "lead_org", "helper_orgs", "due_at")
_TOLD = (Step.ANSWERED, Step.CLOSED, Step.CONFIRMED, Step.PAUSED, Step.RESUMED)
"""Lines of the main matter that every voice's resident is told too."""


def still_joined(need: Need, lines: Iterable[Event]) -> None:
    """Before a voice is written: it leaves where its own word says so. Raises JoinedAlready."""
    if need.joined_to_id is None:
        return
    steps = {Step(one.step) for one in lines}
    if steps & set(LEAVES):
        need.joined_to = None
    elif not steps <= set(OWN_STEPS):
        raise JoinedAlready()


def carry(actor: Actor, main: Need, lines: Iterable[Event]) -> None:
    """After the main matter was written: its voices stand where it stands, and their residents
    are told what its resident is told. One kept closer than the main matter is let go."""
    if main.joined_to_id is not None:
        return
    voices = list(
        Need.objects.select_for_update()
        .filter(joined_to=main)
        .exclude(state=State.CLOSED, closed_how="resident")
        .order_by("id")
    )
    told = [one for one in lines if one.step in _TOLD]
    for voice in voices:
        follow(actor, voice, main, told)


def follow(actor: Actor, voice: Need, main: Need, told: Iterable[Event] = ()) -> None:
    """Write a voice as its main matter stands."""
    if voice.privacy != main.privacy or voice.desk_org != main.desk_org:
        let_go(actor, voice)
        return
    before = voice.state
    for name in COPIED:
        setattr(voice, name, getattr(main, name))
    voice.waits_for, voice.warn_at, voice.reminded_at = NOBODY, None, timezone.now()
    voice.turn = rules.turn_of("", voice.state, voice.due_at or voice.heard_at)
    voice.ask_lasting_on = voice.ask_back_on = None
    _save(voice)
    copies = [_line(actor, voice, one.text, to=one.to_resident, of=one.step) for one in told]
    if not copies and before != voice.state:
        copies = [_line(actor, voice, "", to=False, of="")]
    Event.objects.bulk_create(copies)


def let_go(actor: Actor, voice: Need) -> None:
    """A matter of its own again, at its desk."""
    voice.joined_to = None
    voice.reminded_at = None
    if voice.state != State.CLOSED:
        voice.waits_for = voice.desk_org
        voice.turn = rules.turn_of(voice.urgency, voice.state, voice.due_at or voice.heard_at)
    _save(voice)
    Event.objects.create(**_facts(actor, voice, Step.UNJOINED))


def _save(voice: Need) -> None:
    voice.version += 1
    parts = [voice.desk_org, *voice.helper_orgs, *([voice.lead_org] if voice.lead_org else [])]
    voice.seen_by = rules.seen_by(voice, committees=desks.committees_among(parts))
    voice.save()


def _line(actor: Actor, voice: Need, text: str, *, to: bool, of: str) -> Event:
    return Event(
        **_facts(actor, voice, Step.FOLLOWED), text=text, to_resident=to,
        data={"of": of, "state": voice.state},
    )  # fmt: skip


def _facts(actor: Actor, voice: Need, step: Step) -> dict[str, Any]:
    return {
        "need": voice, "step": step, "at": timezone.now(), "by_user": actor.user,
        "by_name": actor.name, "by_role": actor.role.value, "by_org": actor.org,
    }  # fmt: skip
