"""Whose turn it is: changes to one community's catalogue happen one after the other."""

from __future__ import annotations

from django.db import connection

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import errors
from ..enums import VersionState
from ..models import CatalogueVersion
from ._keys import key

_NAMESPACE = 7 * 10**15
"""Keeps these advisory locks apart from others that use an area code."""


def one_at_a_time(community: int = 0) -> None:
    """Wait until nobody else is changing this community's versions (0: the shared items); held
    to the commit.

    An advisory lock, because the first version has no row to lock yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMESPACE + community])


def version_held(actor: Actor, version: CatalogueVersion | int, deed: Deed) -> CatalogueVersion:
    """The version, locked with its community's turn; NotFound outside the actor's area."""
    try:
        found = CatalogueVersion.objects.get(pk=key(version))
    except (CatalogueVersion.DoesNotExist, ValueError) as error:
        raise NotFound() from error
    demand(actor, deed, community=found.community)
    one_at_a_time(found.community)
    held = CatalogueVersion.objects.select_for_update().filter(pk=found.pk).first()
    if held is None:  # thrown away while we waited
        raise NotFound()
    return held


def draft_held(actor: Actor, version: CatalogueVersion | int) -> CatalogueVersion:
    """The same, and still a draft; raises NotADraft."""
    held = version_held(actor, version, Deed.KEEP_CATALOGUE)
    if held.state != VersionState.DRAFT:
        raise errors.NotADraft(number=held.number)
    return held
