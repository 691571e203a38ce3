"""Asking each person whether their file may go to the coming organisation; telling them goodbye."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.choices import one_of
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import carrying, errors, rules, transitions
from ..enums import Answer, Asked, Fate, State, Told
from ..models import Client, Matter, Reply, Takeover
from ..queries import mine
from ._taking import noted, take, tell_sides, unsign


@action(Deed.ASK_FOR_TAKEOVER)
def ask(
    actor: Actor, *, client: UUID, answer: str, how: str, notice_read: bool = False,
    vouched: str = "",
) -> Client:  # fmt: skip
    """Somebody was asked (or could not be reached), by telephone, at home or on paper. The newest
    answer holds; each is kept. Nothing is refused to who says no.

    Raises NoticeUnread, GuardianMissing, NotNow.
    """
    held = Client.objects.filter(pk=client).first()
    if held is None:
        raise NotFound()
    row = take(actor, held.takeover_id)
    if not rules.asks(actor, row):
        raise NotFound()
    chosen = one_of(answer, Answer, field="answer")
    if chosen == Answer.WAITING:
        raise errors.NothingNamed(field="answer")
    if chosen == Answer.YES and not notice_read:
        raise errors.NoticeUnread(field="notice_read")
    if chosen == Answer.YES and held.young and not vouched.strip():
        raise errors.GuardianMissing(field="vouched")
    way = one_of(how, Asked, field="how")
    _answered(actor, row, held, Answer(chosen), Asked(way), vouched.strip()[:40])
    noted(actor, row, Deed.ASK_FOR_TAKEOVER, "asked", of=str(held.person_id or held.need_id))
    return held


@action(Deed.ANSWER_TAKEOVER)
def answer_online(actor: Actor, *, yes: bool) -> Client:
    """The resident says it themselves, by the receipt of a matter they told: before the day, and
    after it too (a yes can be taken back any time). A child's guardian is asked in person.
    Raises NotFound, GuardianMissing."""
    held = mine(actor)
    if held is None:
        raise NotFound()
    if held.young:
        raise errors.GuardianMissing()
    row = Takeover.objects.get(pk=held.takeover_id)
    with scope(Actor.job("take-over")):
        row = Takeover.objects.select_for_update().get(pk=row.pk)
    answer = Answer.YES if yes else Answer.NO
    if not _said_just_now(held, answer):
        _answered(actor, row, held, answer, Asked.ONLINE, "")
    note(
        actor, Deed.ANSWER_TAKEOVER, kind="takeover", id=row.id, community=row.community,
        step="asked",
    )  # fmt: skip
    return held


def _said_just_now(held: Client, answer: Answer) -> bool:
    """A second click on the same button is no second answer."""
    newest = Reply.objects.filter(client=held).order_by("-at", "-id").first()
    return newest is not None and (newest.answer, newest.how) == (answer, Asked.ONLINE)


def _answered(
    actor: Actor, row: Takeover, held: Client, answer: Answer, how: Asked, vouched: str
) -> None:
    if row.state not in (*transitions.AT_WORK, State.HANDED_OVER):
        raise errors.NotNow(state=row.get_state_display())
    Reply.objects.bulk_create([
        Reply(
            client=held, answer=answer, how=how, vouched=vouched, notice=rules.NOTICE,
            at=timezone.now(), by_user=actor.user, by_name=actor.name[:40], by_org=actor.org,
        )
    ])  # fmt: skip
    with scope(Actor.job("take-over")):
        fresh = Client.objects.select_for_update().get(pk=held.pk)
        was, fresh.answer = fresh.answer, answer
        if answer != Answer.YES:
            fresh.moved_at = None
        fresh.save(update_fields=["answer", "moved_at"])
        if row.state == State.HANDED_OVER:
            if was != answer:
                carrying.after_the_day(actor, row, fresh)
        elif answer != Answer.YES:
            again = Matter.objects.filter(client=fresh, fate=Fate.TAKEN)
            again.update(fate=Fate.OPEN)  # it cannot go along any more
        held.answer = answer
        if was != answer:
            unsign(row)
    if row.state == State.HANDED_OVER and was != answer:
        tell_sides(row, NoticeCode.CHANGED, row.coming)


@action(Deed.ASK_FOR_TAKEOVER)
def tell(actor: Actor, *, takeover: UUID, clients: Collection[UUID], told: str) -> int:
    """These were told goodbye, in this way. Gives how many. By the leaving one only."""
    row = take(actor, takeover)
    if not rules.leaves(actor, row):
        raise NotFound()
    if row.state not in transitions.AT_WORK:
        raise errors.NotNow(state=row.get_state_display())
    if not row.farewell:
        raise errors.NothingNamed(field="text")
    way = one_of(told, Told, field="told")
    count = Client.objects.filter(takeover=row, pk__in=list(clients)).update(
        told=way, told_at=timezone.now(), told_by=actor.user
    )
    noted(actor, row, Deed.ASK_FOR_TAKEOVER, "told", people=count)
    return count
