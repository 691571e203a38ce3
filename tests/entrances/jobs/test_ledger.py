"""``sanshe ledger``: what it says of a whole book and of a broken one."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sanshe.entrances.jobs.ledger import ledger
from sanshe.ledger.models import Tally
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import COUNTY


@pytest.fixture
def said(district):
    record(district)

    def run(*arguments: str):
        return CliRunner().invoke(ledger, arguments)

    return run


def test_a_whole_book(said, district):
    told = said("verify")
    assert told.exit_code == 0, told.output
    assert "1条链、1条记录,都对" in told.output
    assert said("verify", "--county", str(COUNTY)).exit_code == 0
    assert said("recount").exit_code == 0
    with scope(district.job):
        assert Entry.objects.filter(deed="audit.verify").count() == 3


def test_a_broken_one(said, district):
    with scope(district.job):
        Tally.objects.update(heads=7)
    for command in ("verify", "recount"):
        told = said(command)
        assert told.exit_code == 1
        assert "应为 1 / 1.00 / 1 / 1,现为 1 / 1.00 / 7 / 1" in told.output
