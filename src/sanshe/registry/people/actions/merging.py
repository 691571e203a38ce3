"""Two entries that are one person: merged with a trace, and taken apart again.

The survivor stays; the other is kept as it was, points to the survivor and stands in no list.
Nobody's rows are rewritten: what refers to the other is found by ``queries.ids_of``.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.consent.enums import TakenBack
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import MergeKind
from ..models import Apart, Before, Household, Merge, Person
from ..queries import visible
from ..rules import most_private, together
from ._taking import close_to_family, heard, home_follows, noted, save

CHOOSABLE = (
    "name", "building", "birth_year", "birth_date", "sex", "phone", "address", "tier", "wish",
    "household_id",
)  # fmt: skip
ALWAYS = ("privacy", "seen_by")  # remembered also where a merge changed nothing
WRITTEN = (*CHOOSABLE, *ALWAYS)


@action(Deed.KEEP_PEOPLE)
def merge_people(
    actor: Actor,
    *,
    survivor: UUID,
    other: UUID,
    take: Collection[str] = (),
    agreed: bool = False,
) -> Person:
    """``other`` is the same person as ``survivor``, who stays and takes the fields of ``take``.

    Afterwards whoever saw one of them sees the one that is left; where that is news to an
    organisation, the person must have ``agreed``. What they let relatives see under the other
    entry ends, and is asked anew. Raises MergedAway, CannotMerge, NotAgreed.
    """
    if unknown := set(take) - set(CHOOSABLE):
        raise TypeError(f"not chosen here: {sorted(unknown)}")
    kept, gone = _both(actor, survivor, other)
    if kept.merged_into_id or gone.merged_into_id:
        raise errors.MergedAway()
    if kept.community != gone.community or Privacy.SEALED in (kept.privacy, gone.privacy):
        raise errors.CannotMerge(field="other")
    if set(kept.seen_by) != set(gone.seen_by) and not agreed:
        raise errors.NotAgreed(field="agreed")
    was = {field: getattr(kept, field) for field in WRITTEN}
    for field in take:
        setattr(kept, field, getattr(gone, field))
    if {"birth_year", "birth_date"} & set(take):  # one goes with the other
        kept.birth_year, kept.birth_date = gone.birth_year, gone.birth_date
    kept.privacy = most_private([kept.privacy, gone.privacy])
    kept.seen_by = together(kept.seen_by, gone.seen_by)
    became = {f: now for f in WRITTEN if (now := getattr(kept, f)) != was[f] or f in ALWAYS}
    save(kept, *WRITTEN, *heard(kept))
    gone.merged_into = kept
    save(gone, "merged_into")
    home_follows(actor, kept)
    # a window onto the other entry would stay empty, or open onto somebody else where this is a
    # mistake: the person is asked anew
    close_to_family(actor, gone, TakenBack.MERGED)
    if kept.privacy not in OPEN and was["privacy"] in OPEN:
        close_to_family(actor, kept, TakenBack.CLOSED)
    trace = Merge.objects.create(
        kind=MergeKind.MERGE, survivor=kept, other=gone, by=actor.user or actor.org, org=actor.org,
        fields=sorted(take),
    )  # fmt: skip
    Before.objects.create(
        merge=trace, values=_written({field: [was[field], now] for field, now in became.items()})
    )
    noted(actor, kept, "merged", other=str(gone.id), fields=sorted(take))
    return kept


@action(Deed.KEEP_PEOPLE)
def unmerge_people(actor: Actor, *, merge: UUID) -> Person:
    """They are two after all: the other stands by itself again, and the survivor has back what
    the merge wrote over. What somebody corrected since stays corrected. Gives the other.

    Raises NotMerged where they are apart already.
    """
    trace = Merge.objects.filter(id=merge, kind=MergeKind.MERGE).first()
    if trace is None:
        raise NotFound()
    kept, gone = _both(actor, trace.survivor_id, trace.other_id)
    if gone.merged_into_id != kept.id or trace.undoings.exists():
        raise errors.NotMerged()
    _give_back(kept, gone, trace)
    gone.merged_into = None
    save(gone, "merged_into")
    home_follows(actor, kept)
    home_follows(actor, gone)
    Merge.objects.create(
        kind=MergeKind.UNMERGE, survivor=kept, other=gone, of=trace, by=actor.user or actor.org,
        org=actor.org,
    )  # fmt: skip
    noted(actor, kept, "unmerged", other=str(gone.id))
    return gone


@action(Deed.KEEP_PEOPLE)
def tell_apart(actor: Actor, *, one: UUID, other: UUID) -> None:
    """Somebody looked: these are two persons, and are not proposed as one again."""
    first, second = _both(actor, *sorted((one, other)))  # a pair is kept in one order
    Apart.objects.get_or_create(
        one=first, other=second, defaults={"by": actor.user or actor.org}
    )  # fmt: skip
    noted(actor, first, "told apart", other=str(second.id))


def _both(actor: Actor, one: UUID, other: UUID) -> tuple[Person, Person]:
    """Both, locked in the order of their ids: two who merge them crosswise do not wait for each
    other for ever, and the second finds them merged."""
    rows = visible(actor).select_for_update().filter(id__in=[one, other]).order_by("id")
    found = {row.id: row for row in rows}
    if len(found) != 2:
        raise NotFound(field="other")
    return found[one], found[other]


def _give_back(kept: Person, gone: Person, trace: Merge) -> None:
    """Undo one merge's writing in the survivor, wherever it stands among others.

    A later merge that wrote over the same field remembers this one's value as what was before:
    then that memory is mended, and the field itself stays.
    """
    undone = Merge.objects.filter(of__isnull=False).values("of")
    stack = list(
        Before.objects.select_for_update(of=("self",))
        .filter(merge__survivor=kept)
        .exclude(merge__in=undone)
        .order_by("merge__at", "merge_id")
    )
    memories = [(one, _read(one.values)) for one in stack]
    at = next((i for i, (one, _) in enumerate(memories) if one.merge_id == trace.id), None)
    if at is None:  # its memory ended with its retention: they are two again, as they stand
        return
    _seen_by_whom(kept, gone, memories, at)
    for field, (was, became) in memories[at][1].items():
        if field in ALWAYS:
            continue
        above = next((values for _, values in memories[at + 1 :] if field in values), None)
        if above is not None:
            if above[field][0] == became:
                above[field][0] = was
        elif getattr(kept, field) == became:
            setattr(kept, field, was)
    for one, values in memories[at + 1 :]:
        one.values = _written(values)
        one.save(update_fields=["values"])
    save(kept, *WRITTEN, *heard(kept))


def _seen_by_whom(kept: Person, gone: Person, memories: list[Any], at: int) -> None:
    """Sight and closeness are sums over all who are merged: what is left counts."""
    others = list(Person.objects.filter(merged_into=kept).exclude(id=gone.id))
    base, last = memories[0][1], memories[-1][1]
    came = together(*(values["seen_by"][1] for _, values in memories))
    stay = together(base["seen_by"][0], *(person.seen_by for person in others))
    kept.seen_by = [org for org in kept.seen_by if org in stay or org not in came]
    if kept.privacy == last["privacy"][1]:  # nobody said otherwise since
        kept.privacy = most_private([base["privacy"][0], *(p.privacy for p in others)])
        last["privacy"][1] = kept.privacy
    if at + 1 < len(memories):
        mine, above = memories[at][1], memories[at + 1][1]
        above["seen_by"][0] = [
            org for org in above["seen_by"][0]
            if org in mine["seen_by"][0] or org not in mine["seen_by"][1]
        ]  # fmt: skip
        if above["privacy"][0] == mine["privacy"][1]:
            above["privacy"][0] = mine["privacy"][0]


def _written(values: dict[str, list[Any]]) -> str:
    return json.dumps(values, default=str, ensure_ascii=False)


def _read(text: str) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = json.loads(text)
    return {field: [_value(field, value) for value in pair] for field, pair in made.items()}


def _value(field: str, value: Any) -> Any:
    if value is None:
        return None
    if field == "birth_date":
        return date.fromisoformat(value)
    if field == "household_id":
        return UUID(value) if Household.objects.filter(id=value).exists() else None
    return [UUID(org) for org in value] if field == "seen_by" else value
