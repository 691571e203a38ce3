"""The first organisation of an empty house."""

from __future__ import annotations

from click.testing import CliRunner

from sanshe.entrances.jobs.cli import MODULES
from sanshe.entrances.jobs.organisations import organisations
from sanshe.registry.organisations.queries import choices

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


def test_a_purchaser_unless_told_otherwise(db):
    said = CliRunner().invoke(organisations, BUREAU)
    assert said.exit_code == 0, said.output
