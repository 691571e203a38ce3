"""The day itself: everything that moves, moves in one transaction, by the platform's own hand. Who
said no, or was not reached, stays behind: their file is locked for both organisations."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
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
    pass_files(actor, row, list(Client.objects.filter(takeover=row)))
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


def pass_files(actor: Actor, row: Takeover, clients: list[Client], *, anew: bool = False) -> None:
    """What is kept of these people goes along with their yes, or is locked: as many statements for
    thousands as for one of each sort. ``anew``: a yes given after the day, to what lies locked."""
    elsewhere = set() if row.leaves_place or anew else _served_elsewhere(row, clients)
    sorts: dict[tuple[bool, bool], list[Client]] = defaultdict(list)
    for one in clients:
        sorts[one.answer == Answer.YES, one.person_id in elsewhere].append(one)
    for (yes, stays), those in sorted(sorts.items()):
        to = row.coming if yes else None
        _pass(actor, row, those, former=row.leaving, to=to, stays=stays, anew=anew)


def after_the_day(actor: Actor, row: Takeover, client: Client) -> None:
    """Said otherwise after the day: a late yes opens the file for the coming one, a yes taken back
    locks it. What is being done right now goes on until it is ended with them."""
    if client.answer == Answer.YES:
        pass_files(actor, row, [client], anew=True)
    else:
        _pass(actor, row, [client], former=row.coming, to=None)


def _pass(
    actor: Actor, row: Takeover, clients: list[Client], *, former: UUID, to: UUID | None,
    stays: bool = False, anew: bool = False,
) -> None:  # fmt: skip
    """The files of people who said the same and stand alike, through all rooms."""
    persons = [one.person_id for one in clients if one.person_id]
    entries = sorted(people_queries.entries_of(actor, persons))
    how: dict[str, Any] = {"former": former, "to": to, "stays": stays, "anew": anew}
    if persons:
        people.change_operator(actor, persons=persons, **how)
        consents.change_operator(actor, persons=entries, **how)
    if persons and not stays:
        planning.change_operator(actor, persons=entries, former=former)
        needs.pass_closed(
            actor, community=row.community, former=former, to=to, persons=entries, anew=anew
        )
    visits.pass_file(
        actor, persons=entries, needs=[one.need_id for one in clients if one.need_id],
        platforms=row.platforms, **how,
    )  # fmt: skip
    _mark(clients, to)


def _mark(clients: list[Client], to: UUID | None) -> None:
    """Who reads the lines from now on: the coming one with a yes; else nobody but the committee of
    the place, where the person is open to it."""
    now = timezone.now()
    Client.objects.filter(pk__in=[one.pk for one in clients]).update(
        moved_at=now if to else None, locked_at=None if to else now, seen_by=[to] if to else []
    )


def _served_elsewhere(row: Takeover, clients: list[Client]) -> set[UUID]:
    """Whom the leaving one goes on serving with another platform of the place."""
    job = Actor.job("take-over")
    entries = people_queries.entries_of(job, [one.person_id for one in clients if one.person_id])
    theirs = visit_queries.visible(job).filter(person_id__in=list(entries), agency=row.leaving)
    served = theirs.exclude(service__platform__in=row.platforms)
    return {entries[one] for one in served.values_list("person_id", flat=True).distinct()}
