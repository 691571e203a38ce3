"""The yearly tables: counted from records that add up, told from papers, closed for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound, OutOfDate
from sanshe.insight.statutory import actions, errors, forms, queries
from sanshe.insight.statutory.models import Edition, Told
from sanshe.insight.statutory.sources import SOURCES
from sanshe.registry.organisations import actions as organisations
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY
from tests.insight.statutory.land import OTHER_COUNTY, YEAR, make_land, write

STREET = 530112003000


@pytest.fixture
def land(district):
    return make_land(district)


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: f"{form.code} {form.version}")
def test_every_line_is_counted_or_says_that_nothing_is_kept(form):
    codes = [line.code for table in form.tables for line in table.lines]
    assert len(codes) == len(set(codes)) == len(form.lines)
    for line in form.lines.values():
        assert str(line.how).strip(), line.code
        if line.source:
            assert not line.growth_of and set(line.picks) <= SOURCES[line.source].picks, line.code
        elif line.growth_of:
            assert form.lines[line.growth_of].source
        else:
            assert not line.picks and line.is_told
    for table in form.tables:
        for same in table.same:
            of = {form.lines[code].measure for code in (same.total, *same.parts)}
            assert len(of) == 1 and not form.lines[same.total].is_told


def everything_behind(actor, code, **asked):
    found, after = [], ""
    while True:
        page = queries.behind(actor, code, after=after, **asked)
        found += page.rows
        after = page.after
        if not after:
            return found


def numbers(actor, **asked):
    with scope(actor, read_only=True):
        found = queries.sheet(actor, **asked)
    return {code: figure.shown for code, figure in found.figures.items()}


def test_every_number_is_the_sum_of_what_is_behind_it(land):
    for actor in (land.county, land.district.street, land.district.auditor, land.prefecture):
        with scope(actor, read_only=True):
            found = queries.sheet(actor)
            for code, figure in found.figures.items():
                if not figure.line.source:
                    continue
                rows = everything_behind(actor, code)
                assert figure.counted == sum((row.amount for row in rows), Decimal(0)), code
                assert len({(row.kind, row.key, row.label, row.on, row.amount, str(row.facts))
                            for row in rows}) == len(rows)  # fmt: skip
        assert all(check.holds for check in found.checks)
    got = numbers(land.county)
    assert {code: int(got[code]) for code in ("1.1", "3.5", "6.1", "6.5", "11.2", "12.3")} == {
        "1.1": 1, "3.5": 1, "6.1": 1, "6.5": 1, "11.2": 1, "12.3": 1,
    }  # fmt: skip
    assert [got[f"7.{n}"] for n in (1, 2, 3, 4, 5, 7, 8)] == [3, 1, 0, 1, 1, 1, 1]
    assert [got[f"4.{n}"] for n in (3, 4, 5, 6)] == [1, 0, 1, 0]  # once, by the highest
    assert (got["3.3"], got["7.6"]) == (4, 5)
    assert [got[f"8.{n}"] for n in (1, 2, 3, 4)] == [1200, 1000, 200, 0]
    assert (got["13.1"], got["14.1"], got["15.1"], got["15.2"]) == (17, Decimal("6.5"), 2, 0)


def test_everybody_sees_the_tables_of_their_area(land):
    county, street = numbers(land.county), numbers(land.district.street)
    assert street["7.1"] == 2 and county["7.1"] == 3  # GF lies under another street
    assert numbers(land.prefecture)["7.1"] == 4
    assert numbers(land.other_county)["7.1"] == 1
    assert numbers(land.prefecture, area=COUNTY) == county
    assert street["14.1"] == county["14.1"] and street["8.1"] == 0  # the county bought
    for stranger in (land.county, land.district.street):
        for area in (OTHER_COUNTY, 530100000000):
            with scope(stranger), pytest.raises(NotFound):
                queries.sheet(stranger, area=area)
    for stranger in (land.district.manager, land.district.worker, land.district.clerk,
                     land.district.security, land.district.resident):  # fmt: skip
        with scope(stranger), pytest.raises(NotAllowed):
            queries.sheet(stranger)


def tell(actor, **more):
    said = {"line": "4.1", "area": COUNTY, "year": YEAR, "number": Decimal(40), "paper": "人社局函"}
    return actions.tell(actor, **{**said, **more})


def test_what_is_told_is_marked_and_never_mixed(land):
    county, street = land.county, land.district.street
    tell(street, area=STREET, number=Decimal(7))
    with scope(county):
        assert queries.sheet(county).figures["4.1"].told == 7  # of those below, until it speaks
    tell(county)
    tell(county, number=Decimal(41), paper="人社局更正函")
    with scope(county):
        figure = queries.sheet(county).figures["4.1"]
        assert (figure.counted, figure.told, len(figure.words)) == (None, 41, 1)
        assert figure.words[0].by_user == county.user
        asked, form = queries.asked_for(county)
        assert [one.number for one in queries.told_history(asked, form, figure.line)] == [41, 40]
    assert numbers(land.prefecture)["4.1"] == 41
    tell(county, number=None, paper="函作废")
    assert numbers(county)["4.1"] == 7
    with pytest.raises(Invalid):
        tell(county, number=None)  # nothing of its own is left to take back
    with pytest.raises(errors.Counted):
        tell(county, line="7.1")
    with pytest.raises(errors.NotYourTable):
        tell(land.prefecture)
    with pytest.raises(NotFound):
        tell(land.other_county)
    for wrong in (
        {"number": Decimal("1.5")},
        {"number": Decimal(-1)},
        {"paper": " "},
        {"line": "12.2", "number": Decimal(101)},
        {"paper_on": date(YEAR + 1, 1, 2)},
    ):
        with pytest.raises(Invalid):
            tell(county, **wrong)
    with pytest.raises(NotAllowed):
        tell(land.district.auditor)
    with scope(land.other_county):
        assert not Told.objects.exists()  # the database itself
    with scope(land.district.manager):
        assert not Told.objects.exists()
    with scope(land.district.auditor), pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.create(
            form="x", version="x", line="x", area=COUNTY, year=YEAR, number=1, paper="x",
            at=timezone.now(), by_org=county.org,
        )  # fmt: skip
    with scope(county), pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.update(number=1)


def test_a_closed_year_stays_and_later_changes_show(land, monkeypatch):
    county, last = land.county, YEAR - 1
    with pytest.raises(errors.YearNotOver):
        actions.close(county, area=COUNTY, year=YEAR)
    with pytest.raises(errors.NotYourTable):
        actions.close(land.prefecture, area=COUNTY, year=last)
    tell(county, year=last)
    first = actions.close(county, area=COUNTY, year=last)
    assert (first.number, first.as_of, first.by_user) == (1, date(last, 12, 31), county.user)
    write(land, land.volunteering, day=date(last, 12, 31), quantity=2, heads=1)
    with scope(county):
        sheet = queries.sheet(county, year=last)
        assert {one.line.code: (one.closed, one.now) for one in queries.differences(sheet)} == {
            "14.1": (8, 10), "15.1": (1, 2)
        }  # fmt: skip
        assert queries.holds(sheet.newest)
        assert queries.sheet(county).figures["14.1"].grown == Decimal("-18.8")  # 6.5 after 8
    with pytest.raises(errors.ReasonMissing):
        actions.close(county, area=COUNTY, year=last, seen=1)
    with pytest.raises(OutOfDate):
        actions.close(county, area=COUNTY, year=last, seen=0, reason="别人先关了")
    second = actions.close(county, area=COUNTY, year=last, seen=1, reason="补记了一条")
    with scope(county):
        assert queries.differences(queries.sheet(county, year=last)) == []
        assert queries.holds(second)
        for row in (first, second):
            with pytest.raises(DatabaseError), transaction.atomic():
                Edition.objects.filter(pk=row.pk).update(reason="x")
        forged = replace_lines(second)
        assert queries.fingerprint(forged, bytes(first.hash)) != bytes(second.hash)
        assert queries.edition(county, first.pk).lines == first.lines
    with scope(land.other_county), pytest.raises(NotFound):
        queries.edition(land.other_county, first.pk)

    newer = replace(forms.FORMS[0], version="2099", first_year=YEAR, tables=())
    monkeypatch.setattr(forms, "FORMS", [*forms.FORMS, newer])
    with scope(county):
        assert queries.sheet(county).form.version == "2099"
        assert queries.sheet(county, year=last).form.version == "2019"
        assert forms.form_of(first.form, first.version).lines


def replace_lines(row):
    row.lines = [{**line, "counted": "999"} for line in row.lines]
    return row


def test_parts_that_do_not_add_up_are_said(land, monkeypatch):
    form = forms.FORMS[0]
    table = next(one for one in form.tables if one.number == 7)
    broken = replace(table, same=(replace(table.same[0], parts=("7.2", "7.4")),))
    monkeypatch.setattr(forms, "FORMS", [replace(form, tables=(broken,))])
    with scope(land.county):
        (check,) = queries.sheet(land.county).checks
    assert (check.holds, check.is_, check.should) == (False, 3, 2)


def test_papers_and_what_is_registered_can_be_mended(land):
    county = land.county
    with scope(county):
        paper = queries.policies(county).rows[-1]
    assert numbers(county)["1.1"] == 1
    with pytest.raises(NotFound):
        actions.withdraw_policy(land.other_county, policy=paper.pk, why="不是我的")
    actions.withdraw_policy(county, policy=paper.pk, why="登记错了")
    with pytest.raises(OutOfDate):
        actions.withdraw_policy(county, policy=paper.pk, why="再撤一次")
    assert numbers(county)["1.1"] == 0
    facts = {"registered_level": "prefecture", "registered_on": date(YEAR - 1, 3, 1),
             "party_body": False, "rating": "4A", "main_clients": ""}  # fmt: skip
    organisations.describe(county, organisation=land.district.other, **facts)
    with pytest.raises(OutOfDate):
        organisations.describe(county, organisation=land.district.other, was="||None||", **facts)
    got = numbers(county)
    assert [got[f"7.{n}"] for n in (1, 2, 3, 4, 5, 7, 8)] == [3, 1, 1, 1, 0, 1, 2]
    assert numbers(county, year=YEAR - 2)["7.1"] == 3 - 1 + 0  # not registered yet
