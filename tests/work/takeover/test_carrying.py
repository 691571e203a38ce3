"""The day itself: in sets, however many people there are."""

from __future__ import annotations

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sanshe.registry.people.models import Household, Person
from sanshe.trust.policy.scope import scope
from sanshe.work.takeover.models import Client
from tests.factories.district import FX
from tests.work.takeover.conftest import make_handing


def test_thousands_take_no_more_statements_than_a_few(district):
    assert statements(district, 3) == statements(district, 30)


def statements(district, count: int) -> int:
    """Of the third signature, with ``count`` people who said yes and as many who said no."""
    with transaction.atomic():
        handing = make_handing(district)
        served = {
            "community": FX,
            "seen_by": [district.agency.id],
            "made_by_org": district.agency.id,
        }
        with scope(district.job):
            homes = Household.objects.bulk_create(
                Household(community=FX, seen_by=[district.agency.id]) for _ in range(count)
            )
            Person.objects.bulk_create(
                Person(household=homes[n % count], name=f"{n}", **served) for n in range(2 * count)
            )
        handing.announce()
        handing.draw()
        with scope(district.job):
            Client.objects.filter(takeover=handing.row).update(answer="no")
            yes = list(Client.objects.values_list("pk", flat=True).order_by("pk")[:count])
            Client.objects.filter(pk__in=yes).update(answer="yes")
        handing.finish()
        handing.sign(handing.manager, handing.comes)
        with CaptureQueriesContext(connection) as seen:
            handing.sign(district.street)
        with scope(district.job):
            assert Client.objects.filter(moved_at__isnull=False).count() == count
            assert Person.objects.filter(seen_by=[district.other.id]).count() == count
            assert (
                Person.objects.filter(seen_by=[], made_by_org=district.agency.id).count() == count
            )
            assert Household.objects.filter(seen_by=[district.other.id]).exists()
        transaction.set_rollback(True)
    return len(seen)
