"""The first organisation of an empty house."""

from __future__ import annotations

from click.testing import CliRunner

from sanshe.entrances.jobs.cli import MODULES
from sanshe.entrances.jobs.organisations import organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.registry.organisations.queries import choices, of_ids
from sanshe.work.needs.queries import BODIES, outside_of
from tests.factories.district import COUNTY, FX

BUREAU = ("create", "--name", "某区民政局", "--area", "530114000000")
STREET = ("create", "--name", "某街道办事处", "--kind", "street_office", "--area", "530112003000")


def test_the_first_organisation_can_then_be_acted_for(db):
    assert "organisations" in MODULES
    said = CliRunner().invoke(organisations, STREET)
    assert said.exit_code == 0, said.output
    assert "某街道办事处" in said.output
    assert "某街道办事处" in [name for _, name in choices()]


def test_twice_is_refused_in_words(db):
    CliRunner().invoke(organisations, STREET)
    again = CliRunner().invoke(organisations, STREET)
    assert again.exit_code == 1 and again.output.startswith("Error: ")


def test_the_outside_bodies_are_there_once_and_can_be_handed_to(district):
    """The district has its 110; a second run, or one for a place inside, registers nothing."""
    said = CliRunner().invoke(organisations, ["outside", "--area", str(COUNTY)])
    assert said.exit_code == 0, said.output
    bodies = of_ids(id for id, _name in choices(kinds=[OrgKind.EXTERNAL]))
    assert {outside_of(one) for one in bodies} == set(BODIES)
    assert len(bodies) == len(BODIES) and district.police in bodies
    phones = {one.phone for one in bodies}
    assert "12345" in phones and "12338" not in phones  # from memory: asked to be checked
    assert "12338" in said.output
    for area in (COUNTY, FX):
        again = CliRunner().invoke(organisations, ["outside", "--area", str(area)])
        assert again.exit_code == 0 and "登记了0个" in again.output
    assert CliRunner().invoke(organisations, ["outside", "--area", "990000000000"]).exit_code == 1


def test_a_purchaser_unless_told_otherwise(db):
    said = CliRunner().invoke(organisations, BUREAU)
    assert said.exit_code == 0, said.output
