"""A word against a catalogue, and the answer."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound
from sanshe.ground.messages.queries import inbox
from sanshe.registry.catalogue import actions, errors, queries
from sanshe.trust.policy.actor import Actor
from tests.factories.district import FX, GF


def test_a_resident_objects_and_is_answered(district):
    said = actions.object_to(
        district.resident, version=district.version, text="电话打不通", item=district.visiting
    )
    assert queries.objections_of(district.clerk, FX) == [said]
    actions.answer_objection(district.clerk, objection=said, text="已换号码")
    with pytest.raises(errors.AlreadyAnswered):
        actions.answer_objection(district.secretary, objection=said, text="再答")
    said.refresh_from_db()
    assert said.answer == "已换号码"
    (notice,) = inbox(None, district.committee.id, "committee_clerk")
    assert (notice.code, notice.link) == ("objected", f"/desk/catalogue/c/{FX}/")


def test_who_is_not_from_here_is_told_nothing(district):
    with pytest.raises(NotFound):
        actions.object_to(Actor.resident(community=GF), version=district.version, text="x")
    with pytest.raises(NotFound):
        queries.objections_of(district.other_district, FX)


def test_an_agency_reads_its_own_only(district):
    mine = actions.object_to(district.manager, version=district.version, text="人手不够")
    actions.object_to(district.resident, version=district.version, text="电话打不通")
    assert queries.objections_of(district.manager, FX) == [mine]
    with pytest.raises(NotAllowed):
        actions.object_to(district.worker, version=district.version, text="x")
    with pytest.raises(NotAllowed):
        actions.answer_objection(district.manager, objection=mine, text="x")
    assert not inbox(None, district.agency.id, "agency_manager")
    actions.answer_objection(district.clerk, objection=mine, text="加一个人")
    assert inbox(None, district.agency.id, "agency_manager").get().code == "answered"


def test_what_is_said_must_be_said_about_something_published(district):
    with pytest.raises(Invalid):
        actions.object_to(district.resident, version=district.version, text=" ")
    draft = actions.draft(district.clerk, community=FX, why="x")
    with pytest.raises(errors.NotPublished):
        actions.object_to(district.resident, version=draft, text="x")
    other = actions.define_item(district.clerk, code="Z-1", name="别的")
    with pytest.raises(errors.ItemNotInVersion):
        actions.object_to(district.resident, version=district.version, text="x", item=other)


def test_a_flood_is_stopped_but_not_for_staff(district, monkeypatch):
    monkeypatch.setattr(actions.objecting, "A_DAY", 2)
    for _ in range(2):
        actions.object_to(district.resident, version=district.version, text="x")
    with pytest.raises(errors.TooManyObjections):
        actions.object_to(district.resident, version=district.version, text="x")
    actions.object_to(district.manager, version=district.version, text="x")
