"""The day itself: everything that moves, moves in one transaction, by the platform's own hand. Who
said no, or was not reached, stays behind: their file is locked for both organisations."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.registry.organisations import actions as organisations
from sanshe.registry.organisations import queries as organisation_queries
from sanshe.registry.people import actions as people
from sanshe.registry.people import queries as people_queries
from sanshe.trust.consent import actions as consents
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions as needs
from sanshe.work.planning import actions as planning
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries as visit_queries

from .enums import Answer, Fate, MatterKind
from .models import Client, Matter, Takeover


def carry(actor: Actor, row: Takeover) -> None:
    """Hand everything over, in the name of whoever signed last. Called inside a job's scope, for
    neither side sees all that moves; the row is held."""
    name = organisation_queries.get(row.coming).name
    matters = Matter.objects.filter(takeover=row, gone_at__isnull=True).select_related("client")
    ordered = sorted(matters, key=lambda one: (one.kind == MatterKind.VISIT, one.ref))
    for one in ordered:  # matters before visits, each in one order: as every step locks them
        goes = one.fate == Fate.TAKEN and (one.client is None or one.client.answer == Answer.YES)
        to = row.coming if goes else None
        if one.kind == MatterKind.VISIT:
            visits.change_operator(
                actor, visit=one.ref, former=row.leaving, to=to, worker=one.worker or row.worker
            )
        else:
            needs.change_operator(
                actor, need=one.ref, former=row.leaving, to=to,
                text=_words(one, to, name),
            )  # fmt: skip
        one.done_at, one.seen_by = timezone.now(), [row.leaving, *([to] if to else [])]
        one.save(update_fields=["done_at", "seen_by"])
    for client in Client.objects.filter(takeover=row).order_by("person_id", "need_id"):
        pass_file(actor, row, client)
    if row.leaves_place:
        needs.pass_closed(actor, community=row.community, former=row.leaving)
    for platform in sorted(row.platforms):
        organisations.hand_over_platform(
            actor, platform=platform, operator=row.coming, since=timezone.localdate()
        )


def _words(one: Matter, to: UUID | None, name: str) -> str:
    """What the resident reads in the story of their matter."""
    if to is not None:
        return _("从今天起由%(org)s接着办。") % {"org": name}
    return one.words or _("承接的机构换了,这件事由社区重新安排。")


def pass_file(actor: Actor, row: Takeover, client: Client, *, anew: bool = False) -> None:
    """What is kept of one person goes along with their yes, or is locked. ``anew``: a yes that was
    given after the day, to a file that lies locked."""
    to = row.coming if client.answer == Answer.YES else None
    stays = not row.leaves_place and not anew and _served_elsewhere(actor, row, client)
    entries = people_queries.ids_of(actor, client.person_id) if client.person_id else []
    if client.person_id:
        people.change_operator(
            actor, person=client.person_id, former=row.leaving, to=to, stays=stays, anew=anew
        )
        consents.change_operator(
            actor, persons=entries, former=row.leaving, to=to, stays=stays, anew=anew
        )
        if not stays:
            planning.change_operator(actor, persons=entries, former=row.leaving)
            needs.pass_closed(
                actor, community=row.community, former=row.leaving, to=to, persons=entries,
                anew=anew,
            )  # fmt: skip
    visits.pass_file(
        actor, persons=entries, needs=[client.need_id] if client.need_id else [],
        former=row.leaving, to=to, stays=stays, platforms=row.platforms, anew=anew,
    )  # fmt: skip
    _mark(row, client, to)


def after_the_day(actor: Actor, row: Takeover, client: Client) -> None:
    """Said otherwise after the day: a late yes opens the file for the coming one, a yes taken back
    locks it. What is being done right now goes on until it is ended with them."""
    if client.answer == Answer.YES:
        pass_file(actor, row, client, anew=True)
        return
    entries = people_queries.ids_of(actor, client.person_id) if client.person_id else []
    if client.person_id:
        people.change_operator(actor, person=client.person_id, former=row.coming, to=None)
        consents.change_operator(actor, persons=entries, former=row.coming, to=None)
        planning.change_operator(actor, persons=entries, former=row.coming)
        needs.pass_closed(actor, community=row.community, former=row.coming, persons=entries)
    visits.pass_file(
        actor, persons=entries, needs=[client.need_id] if client.need_id else [],
        former=row.coming, to=None,
    )  # fmt: skip
    _mark(row, client, None)


def _mark(row: Takeover, client: Client, to: UUID | None) -> None:
    """Who reads the line from now on: the coming one with a yes; else nobody but the committee of
    the place, where the person is open to it."""
    now = timezone.now()
    client.moved_at, client.locked_at = (now, None) if to else (None, now)
    client.seen_by = [to] if to else []
    client.save(update_fields=["moved_at", "locked_at", "seen_by"])


def _served_elsewhere(actor: Actor, row: Takeover, client: Client) -> bool:
    """Whether the leaving one goes on serving them with another platform of the place."""
    if client.person_id is None:
        return False
    ids = people_queries.ids_of(actor, client.person_id)
    theirs = visit_queries.visible(Actor.job("take-over")).filter(
        person_id__in=ids, agency=row.leaving
    )
    return bool(theirs.exclude(service__platform__in=row.platforms).exists())
