"""Naming the filters one comes back to, for oneself or for one's organisation."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..errors import NothingToKeep, TooManyViews, ViewNamedAlready, ViewNeedsName
from ..models import View
from ..queries.views import KEPT

NAME_LIMIT = 16


@action(Deed.READ_NEEDS)
def keep_view(actor: Actor, *, name: str, filters: Mapping[str, str], shared: bool) -> View:
    """Keep filters under a name. Only those of ``KEPT``: what was typed into a search may be
    somebody's name, and is never kept.

    Raises ViewNeedsName, NothingToKeep, TooManyViews, ViewNamedAlready.
    """
    kept = {key: str(filters[key]) for key in KEPT if filters.get(key)}
    if not kept:
        raise NothingToKeep(field="name")
    assert actor.user is not None
    mine = View.objects.filter(org=actor.org, owner=actor.user)
    if mine.count() >= rules.MOST_VIEWS:
        raise TooManyViews(field="name", most=rules.MOST_VIEWS)
    view = View(org=actor.org, owner=actor.user, name=_called(name), shared=shared, filters=kept)
    return _written(actor, view, "kept")


@action(Deed.READ_NEEDS)
def rename_view(actor: Actor, *, view: UUID, name: str) -> View:
    """Another name. One's own only. Raises NotFound, ViewNeedsName, ViewNamedAlready."""
    row = View.objects.select_for_update().filter(pk=view, owner=actor.user or NOBODY).first()
    if row is None:
        raise NotFound()
    row.name = _called(name)
    return _written(actor, row, "renamed")


@action(Deed.READ_NEEDS)
def drop_view(actor: Actor, *, view: UUID) -> None:
    """Away with it: one's own; and a shared one also by whoever decides for the organisation,
    for its maker may have left. Raises NotFound."""
    row = View.objects.select_for_update().filter(pk=view, org=actor.org).first()
    if row is None or not rules.may_drop(actor, row):
        raise NotFound()
    audit(actor, Deed.READ_NEEDS, kind="view", id=row.id, did="dropped")
    row.delete()


def _called(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > NAME_LIMIT:
        raise ViewNeedsName(field="name")
    return name


def _written(actor: Actor, view: View, did: str) -> View:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewNamedAlready(field="name") from error
    audit(actor, Deed.READ_NEEDS, kind="view", id=view.id, did=did, shared=view.shared)
    return view
