"""One yuan on its way: the parts of every hop add up, and the way back ends where it began."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.insight.yuan import actions, laying, queries
from sanshe.insight.yuan.course import Course
from sanshe.insight.yuan.laying import Price, Segment
from sanshe.trust.audit.models import Entry as AuditEntry
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions as settlement
from sanshe.work.settlement.queries import Counted, Done, to_settle
from tests.factories.district import COUNTY
from tests.work.settlement.judging import paper
from tests.work.settlement.year import Year

VISITS = 9
amounts = st.integers(1, 400).map(lambda cents: Decimal(cents) / 4)
works = st.lists(st.tuples(st.integers(1, 3), amounts), max_size=30)


@settings(max_examples=60, deadline=None)
@given(works, st.lists(st.integers(0, 90_000), min_size=1, max_size=5))
def test_the_parts_of_every_record_add_up(rows: list[tuple[int, Decimal]], sizes: list[int]):
    """No yuan is laid twice or lost: parts make the worth, no segment gives more than it has, an
    indicator is worth its share and no more, and the first money pays the first work."""
    prices = {UUID(int=n): Price(Fraction(1000 * n, 7), Decimal(30 * n)) for n in (1, 2, 3)}
    money = [Segment(n, UUID(int=n) if n % 2 else None, Fraction(c, 100))
             for n, c in enumerate(sizes)]  # fmt: skip
    laid = list(laying.lay(
        [(UUID(int=n), UUID(int=which), amount) for n, (which, amount) in enumerate(rows)],
        prices, money,
    ))  # fmt: skip
    whole = sum((one.size for one in money), Fraction(0))
    worth = sum((one.worth for one in laid), Fraction(0))
    parts = [part for one in laid for part in one.parts]
    assert sum((part.worth for part in parts), Fraction(0)) == min(worth, whole)
    for segment in money:
        assert sum(p.worth for p in parts if p.segment is segment) <= segment.size
    assert [p.segment.tranche for p in parts] == sorted(p.segment.tranche for p in parts)
    for which, price in prices.items():
        mine = [one for one in laid if one.indicator == which]
        done = sum((one.amount for one in mine), Decimal(0))
        assert sum((one.worth for one in mine), Fraction(0)) == price.unit * Fraction(
            min(done, price.target)
        )
    shown = laying.in_cents([part.worth for part in parts])
    assert sum(shown, Decimal(0)) == laying.yuan(sum((p.worth for p in parts), Fraction(0)))


def days_of(rows: list[Counted]) -> list[Done]:
    """Their sums by day, as settlement keeps them."""
    found: dict[tuple[date, UUID], Done] = {}
    for row in rows:
        old = found.get((row.day, row.indicator), Done(row.day, row.indicator, Decimal(0), 0))
        found[row.day, row.indicator] = Done(
            row.day, row.indicator, old.amount + row.amount, old.records + 1
        )
    return [found[key] for key in sorted(found)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3), amounts), max_size=40),
    st.lists(st.tuples(st.integers(0, 90_000), st.booleans()), min_size=1, max_size=6),
    st.tuples(st.integers(0, 50), st.integers(1, 50)),
)  # fmt: skip
def test_days_say_what_every_record_laid_by_itself_says(rows, sizes, weights):
    """The sums of days, and the few records read, against laying all of them one by one."""
    prices = {UUID(int=n): Price(Fraction(100 * weight, 7), Decimal(20 * n))
              for n, weight in enumerate((*weights, 13), 1)}  # fmt: skip
    money = [Segment(n // 2, UUID(int=n) if paid else None, Fraction(c, 100))
             for n, (c, paid) in enumerate(sizes)]  # fmt: skip
    counted = [
        Counted(
            UUID(int=n), COUNTY, date(2026, 1, 1) + timedelta(days=day), UUID(int=which), amount
        )
        for n, (day, which, amount) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
    alone = list(laying.lay(((r.record, r.indicator, r.amount) for r in counted), prices, money))
    read: list[date] = []

    def reader(days, parts):
        read.extend(days)
        return [r for r in counted if r.day in days or (r.day, r.indicator) in set(parts)]

    course = Course(days_of(counted), prices, money, reader)
    assert course.worth == sum((one.worth for one in alone), Fraction(0))
    for segment, taken in course.taken():
        assert taken == sum(p.worth for one in alone for p in one.parts if p.segment is segment)
    reached = course.reached()
    assert len(read) <= len({one.tranche for one in money})  # a day a tranche at most
    for number in {one.tranche for one in money}:
        days = [row.day for row, one in zip(counted, alone, strict=True)
                if number in {part.segment.tranche for part in one.parts}]  # fmt: skip
        mine = reached[number]
        assert (mine.records, mine.first, mine.last) == (
            len(days), min(days, default=None), max(days, default=None)
        )  # fmt: skip
    assert course.lay(counted[::-1]) == alone[::-1]


@pytest.fixture
def year(district) -> Year:
    """The contract with some visits counted and the first tranche paid from both sources."""
    year = Year(district)
    row, buyer = year.agreement, district.bureau
    for n in range(VISITS):
        year.do("I01", date(2026, 1, 5) + timedelta(days=n))
    with scope(district.job, read_only=True):
        waiting = to_settle(district.job)
    for chain in waiting:
        settlement.settle(district.job, chain=chain)
    with at(morning(date(2026, 3, 2))):
        paper(district, row, "plan")
        claim = settlement.claim(district.manager, agreement=row.pk, number=1)
        settlement.approve(buyer, claim=claim.pk)
        settlement.pay(buyer, claim=claim.pk, on=date(2026, 3, 2), amount=Decimal(144_000),
                       voucher="国库-1")  # fmt: skip
        with scope(district.job, read_only=True):
            sources = list(row.sources.order_by("-amount"))
        for source, share in zip(sources, (Decimal(100_000), Decimal(44_000)), strict=False):
            settlement.enter(
                district.manager, agreement=row.pk, flow="received", source=source.pk,
                on=date(2026, 3, 2), amount=share, voucher="国库-1",
            )  # fmt: skip
    return year


def test_forth_and_back(district, year, monkeypatch):
    agreement = year.agreement.pk
    with scope(district.auditor, read_only=True):
        found = queries.trail(district.auditor, agreement)
        sums = queries.sums(district.auditor, found)
        assert all(one.agree for one in sums), sums
        visits = next(one for one in found.worths if one.indicator.code == "I01")
        unit = found.price * visits.indicator.weight / 100 / visits.indicator.target
        assert visits.records == VISITS and abs(visits.worked - VISITS * unit) < Decimal("0.01")
        first, second, _third = found.steps
        assert first.work == found.worked and second.work == 0 and first.records == VISITS
        assert first.ahead == 144_000 - found.worked and found.owed == 0
        (payment,) = first.payments
        assert payment.booked == 144_000
        assert [amount for _s, amount in payment.from_sources] == [100_000, 44_000]
        rows, more = queries.lines_of(
            district.auditor, found, indicator=visits.indicator.pk, tranche=1
        )
        assert len(rows) == VISITS and not more and sum(one.worth for one in rows) > 0
        back = queries.back(district.auditor, rows[7].laid.record)
        with monkeypatch.context() as patched:  # a page after the other, in order, none twice
            patched.setattr(queries.rules, "SHOWN", 4)
            patched.setattr(queries.rules, "AT_ONCE", 3)
            seen, after = [], None
            for _page in range(3):
                some, after = queries.lines_of(district.auditor, found, tranche=1, after=after)
                seen += some
            assert after is None and seen == rows
            assert list(queries.all_lines(district.auditor, found)) == rows
    assert back is not None and back.indicator.code == "I01"
    assert [(number, paid.voucher) for number, paid, _a in back.parts] == [(1, "国库-1")]
    assert sum(amount for _source, amount in back.by_source) == back.worth
    assert back.chain_end


def test_as_many_questions_however_many_records(district, year):
    def asked() -> int:
        with scope(district.auditor, read_only=True), CaptureQueriesContext(connection) as said:
            found = queries.trail(district.auditor, year.agreement.pk)
            assert all(one.agree for one in queries.sums(district.auditor, found))
            queries.lines_of(district.auditor, found)
        return len(said)

    before = asked()
    for n in range(3):
        year.do("I02", date(2026, 2, 5) + timedelta(days=n))
    with scope(district.job, read_only=True):
        waiting = to_settle(district.job)
    for chain in waiting:
        settlement.settle(district.job, chain=chain)
    assert asked() == before


def test_who_follows_it_and_who_draws(district, year, as_):
    agreement = year.agreement.pk
    for actor in (district.manager, district.bureau, district.clerk):
        with scope(actor, read_only=True):
            assert queries.trail(actor, agreement).paid == 144_000
    for actor in (district.other_agency, district.stranger, district.other_district):
        with scope(actor, read_only=True), pytest.raises(NotFound):
            queries.trail(actor, agreement)
    today = timezone.localdate()
    with pytest.raises(NotAllowed):
        actions.draw(district.manager, agreement=agreement, size=5, until=today)
    seed, digest = actions.draw(district.auditor, agreement=agreement, size=5, until=today)
    drawn = []
    for actor in (district.auditor, district.manager):  # anybody draws the same again
        with scope(actor, read_only=True):
            found = queries.trail(actor, agreement)
            one = queries.drawn(actor, found, seed=seed, size=5, until=today, digest=digest)
        assert one.same and one.pool == VISITS
        drawn.append([row.laid.record for row in one.rows])
    assert drawn[0] == drawn[1] and len(drawn[0]) == 5
    with scope(district.job, read_only=True):
        (line,) = AuditEntry.objects.filter(deed="yuan.draw")
    assert line.detail["seed"] == seed and line.detail["digest"] == digest

    auditor = as_(district.auditor)
    page = auditor.get(reverse("desk:yuan", args=[agreement])).content.decode()
    assert "国库-1" in page and "差</span>" not in page
    record = reverse("desk:yuan_record", args=[COUNTY, drawn[0][0]])
    assert "国库-1" in auditor.get(record).content.decode()
    entry = reverse("desk:ledger_entry", args=[COUNTY, drawn[0][0]])
    assert record in auditor.get(entry).content.decode()
    posted = auditor.post(reverse("desk:yuan_draw", args=[agreement]), {"size": "3"})
    assert posted.status_code == 302
    assert auditor.get(posted.url).content.decode().count('<tr><th scope="row">') == 3
    query = posted.url.partition("?")[2]
    sheet = auditor.get(reverse("desk:yuan_xlsx", args=[agreement]) + "?" + query)
    book = load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))
    assert len(book.sheetnames) == 7 and book.worksheets[5].max_row == VISITS + 1
    for actor in (district.other_agency, district.other_district):
        assert as_(actor).get(reverse("desk:yuan", args=[agreement])).status_code == 404
        assert as_(actor).get(record).status_code == 404
