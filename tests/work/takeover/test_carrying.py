"""The day itself: in sets, however many people there are."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sanshe.ground.messages.models import Notice
from sanshe.registry.catalogue.models import CatalogueLine, ServiceItem
from sanshe.registry.people.models import Household, Person
from sanshe.trust.policy.scope import scope
from sanshe.work.takeover import actions, queries
from sanshe.work.takeover.models import Client, Event, Signature, Takeover, Thing
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


def written(actor, statement: str, *facts: object) -> int:
    """Rows that a statement reaches as ``actor``; none where a wall refuses it."""
    try:
        with scope(actor), connection.cursor() as cursor:
            cursor.execute(statement, facts)
            return cursor.rowcount
    except DatabaseError as error:
        assert error.__cause__.sqlstate == "42501"
        return 0


def test_each_side_writes_its_own_hand_and_a_resident_reads_no_keys(handing):
    """By SQL, behind the actions' backs."""
    cast = handing.district
    handing.person("周奶奶")
    need = handing.need("想有人来坐坐", "周奶奶")
    handing.announce()
    handing.draw()
    thing = actions.add_thing(
        handing.manager, takeover=handing.row.pk, kind="key", name="铁门", count=1
    )
    actions.meet_thing(handing.comes, thing=thing.pk, count=1)
    handing.ask("周奶奶", "yes")
    handing.finish()
    handing.sign(handing.manager)
    changes = {
        "takeover_takeover": "UPDATE takeover_takeover SET words = 'x'",
        "takeover_thing": "UPDATE takeover_thing SET met_count = 9",
        "takeover_matter": "UPDATE takeover_matter SET words = 'x'",
        "takeover_client": "UPDATE takeover_client SET answer = 'no'",
    }
    own = dict.fromkeys(changes, 1)
    beside = own | {"takeover_client": 0}  # whom it is about is none of their business yet
    nothing = dict.fromkeys(changes, 0)
    resident = cast.holding(need.receipt)
    for actor, allowed in (
        (handing.manager, own), (handing.comes, beside), (handing.worker, nothing),
        (cast.worker, nothing | {"takeover_client": 1}), (cast.clerk, nothing),
        (cast.street, nothing | {"takeover_takeover": 1}), (cast.auditor, nothing),
        (resident, nothing), (cast.other_district, nothing),
    ):  # fmt: skip
        with transaction.atomic():
            assert {table: written(actor, how) for table, how in changes.items()} == allowed
            transaction.set_rollback(True)
    with scope(resident, read_only=True):
        assert Takeover.objects.count() == 1
        for model in (Event, Thing, Signature):  # nor where a key lies, nor who signed
            assert not model.objects.exists()
    with scope(cast.auditor, read_only=True):
        assert Event.objects.exists() and Thing.objects.exists() and Signature.objects.exists()


def test_a_receipt_is_called_in_the_readers_language(handing):
    handing.need("路灯坏了")
    handing.announce()
    with translation.override("en"):
        handing.draw()
    (client,) = handing.all(Client)
    assert client.called.isdigit() and client.shown.startswith("回执 ")


def test_lines_that_name_the_old_one_wait_for_the_committee(handing):
    cast = handing.district
    with scope(cast.job):
        CatalogueLine.objects.create(
            version=cast.version, item=ServiceItem.objects.create(code="X-1", name="代办"),
            duty="transferable", lead=cast.agency,
        )  # fmt: skip
    handing.announce()
    handing.draw()
    handing.finish()
    handing.sign()
    with scope(cast.job):
        told = Notice.objects.filter(org=cast.committee.pk, code="waiting")
        assert [one.link for one in told] == [f"/desk/takeovers/{handing.row.pk}/"]
    with scope(cast.clerk, read_only=True):
        assert queries.whole(cast.clerk, handing.row.pk).named == ["代办"]
