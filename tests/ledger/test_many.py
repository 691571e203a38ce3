"""The bulk path writes what single records would, and refuses what they would."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.entrances.jobs import year
from sanshe.ground.kit.ids import new_id
from sanshe.insight.boards import actions as boards
from sanshe.ledger import actions, bulk, chain, errors, queries
from sanshe.ledger.actions import Coming
from sanshe.ledger.models import Record
from sanshe.trust.policy.scope import scope
from tests.factories.book import record, visit
from tests.insight.boards.raw import assert_boards_are_the_book


def coming(district, **other) -> Coming:
    facts = visit(district) | other
    facts["quantity"] = Decimal(facts["quantity"])
    day = timezone.localtime(facts["started_at"]).date()
    return Coming(**{
        name: tuple(value) if isinstance(value, list) else value
        for name, value in facts.items()
    }, id=new_id(), day=day)  # fmt: skip


def test_a_year_is_whole_and_in_every_board(district, monkeypatch):
    monkeypatch.setattr(bulk, "SMALLEST", 3)  # a batch travels in portions that cut chains
    record(district)
    assert sum(year.generate(records=300, seed=3)) == 300
    actions.record_many(district.job, records=[coming(district) for _ in range(3)])
    record(district)
    with scope(district.job):
        assert Record.objects.count() == 305
        report = queries.verify(district.job)
    assert report.whole, report.faults
    boards.fold(district.job)
    with scope(district.job):
        assert_boards_are_the_book()


def test_the_same_seed_makes_the_same_year(district):
    places = year.lay_out(district.job, random.Random(1), 3, year=2025)
    one, two = (list(year.made_up(places, random.Random(1), 50, 2025)) for _ in range(2))
    assert one == two


def test_the_quick_hash_is_the_book_s(district):
    now = timezone.now()
    for one in (
        coming(district),
        coming(district, persons=[], sealed=True, platform=None),
        coming(district, persons=[new_id(), new_id()], heads=3, quantity=2),
    ):
        one = one._replace(quantity=Decimal("2.50"))
        facts = bulk.as_facts(one, 1, 7, now, district.agency.id)
        by = str(district.agency.id)
        _line, quick = bulk._line(one, 1, str(one.agency), 7, b"before", bulk._utc(now), by)
        assert quick == chain.link_record(b"before", facts)


@pytest.mark.parametrize("wrong", [
    {"unit": "events"}, {"platform": None}, {"quantity": 0}, {"heads": 0}, {"service": 10**9},
    {"ended_at": timezone.now() + timedelta(days=3)}, {"sealed": True},
    {"community": 530112005005},
], ids=lambda wrong: next(iter(wrong)))  # fmt: skip
def test_all_or_nothing(district, wrong, monkeypatch):
    monkeypatch.setattr(bulk, "SMALLEST", 1)  # the good one was written when the other is looked at
    with pytest.raises(errors.DoesNotFit):
        actions.record_many(district.job, records=[coming(district), coming(district, **wrong)])
    with scope(district.job):
        assert not Record.objects.exists()


def test_only_the_platform_s_own_jobs(district):
    for who in (district.worker, district.manager, district.street, district.bureau):
        with pytest.raises(errors.NotAllowed):
            actions.record_many(who, records=[coming(district)])
