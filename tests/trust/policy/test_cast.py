"""The cast itself stands: everybody in it may sign in as what they are."""

from __future__ import annotations

from sanshe.registry.catalogue.models import CatalogueLine


def test_the_cast_is_laid_out(district):
    assert CatalogueLine.objects.count() == 2
    assert district.worker.org == district.colleague.org != district.other_agency.org
