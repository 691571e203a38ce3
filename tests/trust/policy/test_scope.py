"""The third wall: no scope, no rows; a scope ends with its transaction; reads cannot write."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from sanshe.ground.kit import prepared
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people.models import Person
from sanshe.trust.audit import trail
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, scope, write_last

FX, GF = 530112003008, 530112005005
CX, LZW = uuid4(), uuid4()


def worker(org=CX, area=FX) -> Actor:
    return Actor.staff(user=uuid4(), name="孟社工", role=Role.WORKER, org=org, area=area)


def clerk(area=FX) -> Actor:
    return Actor.staff(user=uuid4(), name="李", role=Role.COMMITTEE_CLERK, org=uuid4(), area=area)


@pytest.fixture
def granny(db):
    with scope(worker()):
        return Person.objects.create(
            name="周奶奶", community=FX, seen_by=[CX], made_by_org=CX, phone="100-0000-0001"
        )


def test_no_scope_no_rows(granny):
    assert Person.objects.count() == 0


def test_each_sees_their_part(granny):
    for actor, seen in [
        (worker(), 1),
        (worker(org=LZW), 0),
        (worker(area=GF), 0),
        (clerk(), 1),
        (clerk(area=GF), 0),
        (Actor.resident(community=FX), 0),
    ]:
        with scope(actor):
            assert Person.objects.count() == seen, actor


def test_confidential_is_not_for_the_committee(granny):
    with scope(worker()):
        Person.objects.update(privacy="confidential")
    with scope(clerk()):
        assert Person.objects.count() == 0


def test_nested_scope_gives_the_outer_back(granny):
    with scope(worker()):
        with scope(worker(org=LZW)):
            assert Person.objects.count() == 0
        assert Person.objects.count() == 1
        with pytest.raises(ZeroDivisionError), scope(worker(org=LZW)):
            raise ZeroDivisionError
        assert Person.objects.count() == 1


def test_a_row_outside_the_scope_cannot_be_written(db):
    with pytest.raises(DatabaseError), scope(worker()):
        Person.objects.create(name="x", community=GF, seen_by=[CX], made_by_org=CX)


def test_reads_cannot_write(committed):
    with pytest.raises(DatabaseError, match="read-only"), scope(worker(), read_only=True):
        Person.objects.create(name="x", community=FX, seen_by=[CX], made_by_org=CX)


def test_a_reading_leaves_its_line_in_its_own_transaction(committed):
    with scope(worker(), read_only=True) as actor:
        trail.note(actor, Deed.REVEAL_PERSON, kind="person", id=1, community=FX, purpose="探访")
    with scope(Actor.job("test")):
        assert Entry.objects.get().deed == Deed.REVEAL_PERSON


def test_the_scope_ends_with_its_transaction(committed):
    with scope(worker()):
        pass
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.org', true)")
        assert not cursor.fetchone()[0]


def test_an_action_asks_the_table_and_leaves_a_line(db):
    @action(Deed.KEEP_PEOPLE)
    def keep(actor):
        trail.note(actor, Deed.KEEP_PEOPLE, kind="person", community=FX)

    @action(Deed.KEEP_PEOPLE)
    def forgetful(actor):
        pass

    keep(worker())
    with pytest.raises(NotAllowed):
        keep(Actor.resident(community=FX))
    with pytest.raises(AssertionError):
        forgetful(worker())


def test_a_stranger_gets_not_found(db):
    with pytest.raises(NotFound):
        demand(worker(), Deed.KEEP_PEOPLE, community=GF)


def test_the_audit_is_append_only_even_for_the_owner(committed):
    from django.db import connections

    with scope(worker()) as actor:
        trail.note(actor, Deed.KEEP_PEOPLE, kind="person", community=FX)
    for alias in ("default", "owner"):
        for statement in ("UPDATE audit_entry SET role = 'x'", "DELETE FROM audit_entry"):
            with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
                cursor.execute(statement)


def test_a_sealed_field_is_sealed_on_disk(granny):
    with scope(worker()), connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person")
        assert cursor.fetchone()[0].startswith("aesgcm256:")
        assert Person.objects.get().phone == "100-0000-0001"


def test_the_door_stays_open_for_the_outer_one_and_shut_in_a_scope(nobody_yet):
    from sanshe.trust.accounts.models import User
    from sanshe.trust.policy.scope import at_the_door

    with scope(Actor.job("test")):
        User.objects.create(username="one", name="一")
    assert User.objects.count() == 0
    with at_the_door():
        with at_the_door():
            assert User.objects.count() == 1
        assert User.objects.count() == 1
        with scope(Actor.resident(community=FX)):
            assert User.objects.count() == 0
        assert User.objects.count() == 1
    assert User.objects.count() == 0


def test_the_door_shuts_with_its_transaction(committed):
    from sanshe.trust.policy.scope import at_the_door

    with at_the_door():
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.door', true)")
        assert not cursor.fetchone()[0]


SAY_WHO = """
INSERT INTO audit_head (county, org, seq, hash)
VALUES (%(n)s::bigint, current_setting('app.org')::uuid, 0, '')
"""


def say_who(n: int) -> None:
    write_last(SAY_WHO, {"n": n}, explain=lambda error: None)


def who_said() -> dict[int, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT county, org FROM audit_head WHERE county < 100")
        return dict(cursor.fetchall())


def test_what_is_written_last_is_the_outer_ones_and_not_lost_with_an_inner_part(committed):
    with scope(worker()):
        say_who(1)
        with pytest.raises(ZeroDivisionError), scope(worker(org=LZW)):
            raise ZeroDivisionError
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            say_who(2)
            raise ZeroDivisionError
        say_who(3)
        with pytest.raises(ZeroDivisionError), transaction.atomic(), scope(worker(org=LZW)):
            raise ZeroDivisionError
    assert who_said() == {1: CX, 3: CX}
    with pytest.raises(DatabaseError, match="read-only"), scope(worker(), read_only=True):
        say_who(4)


def test_nobody_is_told_later_who_acted_before(committed):
    """Whatever goes wrong before anything was asked."""
    with pytest.raises(TypeError), scope(worker()) as actor:
        trail.note(actor, Deed.KEEP_PEOPLE, kind="person", community=FX, code=object())
    with pytest.raises(DatabaseError), scope(worker()):
        connection.close()  # back to its pool, where there is one
        Person.objects.count()
    connection.close()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.org', true)")
        assert not cursor.fetchone()[0]


def test_a_value_that_cannot_be_sent_leaves_the_scope_standing(committed):
    with scope(worker(), read_only=True):
        with pytest.raises(DatabaseError):
            prepared.run("SELECT %(n)s::text", {"n": object()})
        with pytest.raises(DatabaseError, match="read-only"), transaction.atomic():
            prepared.run(SAY_WHO, {"n": 1})
