"""Reads of take-overs: each side its part, a resident who comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Sight
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import queries as needs
from sanshe.work.needs.enums import Kind

from . import rules, transitions
from .enums import Answer, Fate, State
from .models import Client, Event, Matter, Reply, Signature, Takeover, Thing
from .unfinished import unfinished

__all__ = [
    "Client", "Figures", "May", "Takeover", "Whole", "announced_in", "figures_after", "get",
    "listing", "mine", "overdue", "replies_of", "still_named", "to_come", "whole",
]  # fmt: skip

LIVE = (*transitions.UNTIL_THE_DAY, State.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many, of whom nobody is named: for both sides and whoever watches."""

    people: int
    yes: int
    no: int
    unreached: int
    waiting: int
    told: int
    matters: int
    decided: int
    things: int
    met: int


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do now."""

    keep: bool  # the leaving side's lists
    meet: bool  # the coming side's counting
    ask: bool
    oversee: bool
    sign: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A take-over as its reader sees it."""

    row: Takeover
    names: dict[UUID, str]
    platforms: list[str]
    things: list[Thing]
    matters: list[Matter]
    clients: list[Client]
    events: list[Event]
    signatures: dict[str, Signature]
    figures: Figures
    missing: list[str]
    may: May
    due: date | None
    late: bool
    named: list[str]  # items the catalogue leaves with the leaving one by name


def listing(actor: Actor) -> list[Takeover]:
    """Those of the actor's organisation or area: what goes on first, the newest day first."""
    demand(actor, Deed.READ_TAKEOVER)
    rows = list(Takeover.objects.order_by("-day", "-id")[:200])
    seen = [row for row in rows if actor.sight == Sight.ALL or rules.may_read(actor, row)]
    return sorted(seen, key=lambda row: row.state not in LIVE)


def get(actor: Actor, id: UUID) -> Takeover:
    """One take-over. Raises NotFound, also to a stranger."""
    demand(actor, Deed.READ_TAKEOVER)
    row = Takeover.objects.filter(pk=id).first()
    if row is None or not rules.may_read(actor, row):
        raise NotFound()
    return row


def whole(actor: Actor, id: UUID) -> Whole:
    """Everything for its page; the same reads however long the lists."""
    row = get(actor, id)
    clients = _clients(actor, row)
    due = rules.due_on(row.state, row.day)
    told = row.state in (State.FAREWELL, State.READY)
    live, leaves = row.state in transitions.AT_WORK, rules.leaves(actor, row)
    return Whole(
        row=row,
        names=organisations.names_of({row.leaving, row.coming, row.by_org}),
        platforms=sorted(organisations.names_of_platforms(row.platforms).values()),
        things=list(Thing.objects.filter(takeover=row).order_by("kind", "name")),
        matters=list(
            Matter.objects.filter(takeover=row, gone_at__isnull=True)
            .select_related("client").order_by("kind", "due_at", "id")
        ),
        clients=clients,
        events=list(Event.objects.filter(takeover=row).order_by("at", "id")),
        signatures={one.side: one for one in Signature.objects.filter(takeover=row)},
        figures=_figures(actor, row),
        missing=unfinished(row, told=told, everything=leaves) if live else [],
        may=_may(actor, row),
        due=due,
        late=due is not None and due < timezone.localdate(),
        named=still_named(row) if row.state in LIVE else [],
    )  # fmt: skip


def still_named(row: Takeover) -> list[str]:
    """Lines of the catalogue that name the leaving one itself follow no platform: the committee
    writes them anew, for a catalogue is published and not changed on the way. None where the
    leaving one goes on working here."""
    if not row.leaves_place:
        return []
    return [item.name for item in catalogue.naming(row.community, row.leaving)]


def _may(actor: Actor, row: Takeover) -> May:
    keeps = actor.may(Deed.KEEP_TAKEOVER)
    soon = row.state in transitions.UNTIL_THE_DAY
    side = rules.side_of(actor, row)
    signed = side is None or Signature.objects.filter(takeover=row, side=side).exists()
    return May(
        keep=keeps and soon and rules.leaves(actor, row),
        meet=keeps and soon and rules.comes(actor, row),
        ask=rules.asks(actor, row) and row.state in (*transitions.AT_WORK, State.HANDED_OVER),
        oversee=rules.oversees(actor, row),
        sign=row.state == State.READY and not signed and timezone.localdate() >= row.day,
    )


def _clients(actor: Actor, row: Takeover) -> list[Client]:
    """Whom the reader may know of: before the day the leaving side's; after it the coming one
    those who said yes, the committee whoever is left of those it may see."""
    if not actor.may(Deed.ASK_FOR_TAKEOVER):
        return []
    rows = Client.objects.filter(takeover=row)
    if actor.sight == Sight.AREA and actor.org != row.leaving:
        if row.state not in (State.HANDED_OVER, State.CLOSED):
            return []
        rows = rows.filter(privacy__in=OPEN).exclude(answer=Answer.YES)
    return list(rows.order_by("answer", "called", "id"))


def replies_of(actor: Actor, client: UUID) -> list[Reply]:
    """Every time somebody was asked."""
    demand(actor, Deed.ASK_FOR_TAKEOVER)
    return list(Reply.objects.filter(client=client).order_by("at", "id"))


def _figures(actor: Actor, row: Takeover) -> Figures:
    """Counted past the walls; for all but the leaving side of what is open to the place only: a
    count of what is sealed tells of it."""
    shown = Q() if rules.leaves(actor, row) else Q(privacy__in=OPEN)
    with scope(Actor.job("take-over"), read_only=True):
        asked = Client.objects.filter(shown, takeover=row).aggregate(
            people=Count("id"), yes=Count("id", Q(answer=Answer.YES)),
            no=Count("id", Q(answer=Answer.NO)),
            unreached=Count("id", Q(answer=Answer.UNREACHED)),
            waiting=Count("id", Q(answer=Answer.WAITING)), told=Count("id", ~Q(told="")),
        )  # fmt: skip
        live = Matter.objects.filter(shown, takeover=row, gone_at__isnull=True)
        matters = live.aggregate(matters=Count("id"), decided=Count("id", ~Q(fate=Fate.OPEN)))
        things = Thing.objects.filter(takeover=row).aggregate(
            things=Count("id"), met=Count("id", Q(met_at__isnull=False))
        )
    return Figures(**asked, **matters, **things)


def figures_after(row: Takeover) -> dict[str, int]:
    """What thirty days later is looked at, as figures."""
    with scope(Actor.job("take-over")) as job:
        asked = Client.objects.filter(takeover=row, privacy__in=OPEN)
        complaints = needs.visible(job).filter(
            community=row.community, kind=Kind.COMPLAINT, heard_at__gte=row.handed_at,
            against_org__in=[row.leaving, row.coming],
        )  # fmt: skip
        return {
            "unreached": asked.filter(answer=Answer.UNREACHED).count(),
            "refused": asked.filter(answer=Answer.NO).count(),
            "complaints": complaints.count(),
            "missing": Thing.objects.filter(takeover=row).exclude(difference="").count(),
        }


def mine(actor: Actor) -> Client | None:
    """The line of whoever holds the actor's receipt, in a take-over that goes on. The wall lets in
    who told the matter in their own words."""
    if actor.sight != Sight.OWN or not actor.receipt:
        return None
    rows = Client.objects.filter(takeover__state__in=LIVE).select_related("takeover")
    return rows.order_by("-takeover__day", "person_id").first()


def to_come(actor: Actor) -> dict[str, Any] | None:
    """What the resident reads: who comes from when, how to find them, and what they answered."""
    held = mine(actor)
    if held is None or held.takeover.state == State.ANNOUNCED:
        return None
    row = held.takeover
    body = organisations.get(row.coming)
    former = organisations.names_of([row.leaving]).get(row.leaving, "")
    return {
        "client": held, "takeover": row, "coming": body, "former": former,
        "over": row.state == State.HANDED_OVER,
    }  # fmt: skip


def announced_in(community: int) -> dict[int, tuple[str, date]]:
    """For a place's public page: which platform is taken over, by whom, from when."""
    rows = list(Takeover.objects.filter(community=community, state__in=transitions.UNTIL_THE_DAY))
    names = organisations.names_of({row.coming for row in rows})
    return {id: (names[row.coming], row.day) for row in rows for id in row.platforms}


def overdue(actor: Actor) -> list[Takeover]:
    """Whose step is late and nobody was told of it yet."""
    demand(actor, Deed.READ_TAKEOVER)
    today = timezone.localdate()
    rows = Takeover.objects.filter(state__in=LIVE).order_by("id")
    found = []
    for row in rows:
        due = rules.due_on(row.state, row.day)
        if due is not None and due < today and row.reminded != row.state:
            found.append(row)
    return found
