"""Who belongs to whom and is called first; who asked for somebody's data, and why."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.people import actions, errors, queries
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import looking_back, scope
from tests.factories.district import FX, GF


def keep(actor, name, **more):
    return actions.keep_person(actor, community=FX, name=name, building="3栋", even_so=True, **more)


@pytest.fixture
def pair(district):
    return keep(district.clerk, "周奶奶"), keep(district.clerk, "周小明", phone="100-0000-0077")


def kin(actor, person):
    with scope(actor):
        return [(one.row.id, one.relation, one.call_first) for one in queries.kin_of(actor, person)]


def test_a_relation_is_seen_from_both_sides_and_said_once(district, pair):
    elder, son = pair
    for first in (False, True):  # said again, it is mended
        actions.relate(
            district.clerk, person=elder.id, other=son.id, relation="child", call_first=first
        )
    assert kin(district.clerk, elder.id) == [(son.id, "child", True)]
    assert kin(district.clerk, son.id) == [(elder.id, "parent", False)]
    with scope(district.clerk):
        assert [one.row.id for one in queries.contacts(district.clerk, elder.id)] == [son.id]
        assert queries.contacts(district.clerk, son.id) == []  # no telephone is kept
    actions.unrelate(district.clerk, person=son.id, other=elder.id)
    assert kin(district.clerk, elder.id) == kin(district.clerk, son.id) == []


def test_whoever_sees_only_one_of_two_sees_no_relation(district, pair):
    elder, son = pair
    actions.relate(district.clerk, person=elder.id, other=son.id, relation="carer")
    actions.share_with(district.clerk, person=elder.id, org=district.agency.id, agreed=True)
    assert kin(district.worker, elder.id) == []
    for stranger in (district.other_district, district.other_agency):
        with pytest.raises(NotFound):
            actions.relate(stranger, person=elder.id, other=son.id, relation="child")
    with pytest.raises(errors.NotThemselves):
        actions.relate(district.clerk, person=elder.id, other=elder.id, relation="child")
    sealed = keep(district.worker, "小芳", privacy="sealed")
    other = keep(district.worker, "小芳她妈")
    with pytest.raises(errors.SealedStaysAlone):
        actions.relate(district.worker, person=sealed.id, other=other.id, relation="parent")


def test_a_merged_relative_is_shown_as_who_stands_for_them(district, pair):
    elder, son = pair
    again = keep(district.clerk, "小周", phone="100-0000-0077")
    actions.relate(district.clerk, person=elder.id, other=again.id, relation="child")
    with scope(district.clerk):
        versions = {"version": queries.get(district.clerk, son.id).version}
    actions.merge_people(district.clerk, survivor=son.id, other=again.id, **_versions(versions))
    assert [id for id, *_rest in kin(district.clerk, elder.id)] == [son.id]


def _versions(said):
    import inspect

    names = inspect.signature(actions.merge_people).parameters
    return {name: value for name, value in said.items() if name in names}


def test_the_keeper_reads_who_looked_and_why(district, pair):
    elder, _son = pair
    actions.share_with(district.clerk, person=elder.id, org=district.agency.id, agreed=True)
    actions.reveal(district.worker, person=elder.id, purpose="serve")
    actions.reveal(district.secretary, person=elder.id, purpose="other", why="来办老年证")
    with scope(district.clerk):
        found = queries.looks(district.clerk, elder.id)
    assert [one.name for one in found] == ["马书记", "孟社工", "李干事"]
    assert found[0].why.endswith("来办老年证") and found[1].org == district.agency.id
    assert found[2].to == district.agency.id and not found[2].ended


def test_nobody_but_the_keeper_does(district, pair):
    elder, _son = pair
    actions.share_with(district.clerk, person=elder.id, org=district.agency.id, agreed=True)
    with scope(district.worker):
        assert queries.looks(district.worker, elder.id) is None
    for who in ("street", "other_agency", "other_district", "auditor"):
        actor = getattr(district, who)
        with scope(actor), pytest.raises(Problem):
            queries.looks(actor, elder.id)


def test_the_wall_opens_only_what_was_named_and_only_for_its_place(district, pair):
    elder, son = pair
    actions.reveal(district.clerk, person=elder.id, purpose="serve")
    actions.reveal(district.clerk, person=son.id, purpose="serve")
    with scope(district.clerk):
        assert Entry.objects.count() == 0
        with looking_back([elder.id]):
            assert set(Entry.objects.values_list("subject_id", flat=True)) == {str(elder.id)}
            with scope(district.worker):  # another's scope inside closes it
                assert Entry.objects.count() == 0
        assert Entry.objects.count() == 0
    with scope(district.other_agency), looking_back([elder.id]):  # works in another place
        assert Entry.objects.count() == 0
    assert GF != FX
