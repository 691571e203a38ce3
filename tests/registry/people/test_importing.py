"""A list of people: looked at before it is kept, mended, and taken back but for whom others met."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from openpyxl import load_workbook

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate, SheetColumnsMissing
from sanshe.registry.people import actions, errors, queries
from sanshe.registry.people.importing.mending import to_sheet
from sanshe.registry.people.models import Household, Import, ImportRow, Person
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, GF, make_district
from tests.factories.lists import messy, plain

HEAD = ("姓名", "性别", "出生年月", "电话", "住址")


def bring(actor, *rows, head=HEAD, **more):
    file = plain(head, *rows)
    return actions.bring_list(actor, community=FX, purpose="visits", file=file, **more)


def counts(actor, batch):
    with scope(actor):
        return {state: many for state, many in queries.counts(batch).items() if many}


def keep_all(actor, batch, **more):
    with scope(actor):
        version = queries.get_import(actor, batch.id).version
    actions.accept_list(actor, batch=batch.id, version=version, **more)
    while (batch := actions.go_on(actor, batch=batch.id)).state == "keeping":
        pass
    return batch


def undo_all(actor, batch):
    actions.take_back_list(actor, batch=batch.id)
    while (batch := actions.go_on(actor, batch=batch.id)).state == "undoing":
        pass
    return batch


def everybody(actor):
    with scope(actor):
        return {person.name: person for person in Person.objects.all()}


def test_nothing_is_kept_before_it_was_looked_at(district):
    worker = district.worker
    batch = actions.bring_list(
        worker, community=FX, purpose="visits", title="花名册.xlsx",
        file=io.BytesIO(messy(60, bad=7, doubled=4)),
    )  # fmt: skip
    assert everybody(worker) == {}
    assert counts(worker, batch) == {"good": 49, "aside": 7, "twin": 4}
    with scope(worker):
        rows = queries.rows_of(worker, batch, "aside")
        assert all(row.why and row.number > 3 for row in rows)
        assert len(rows) == 7 and "看不懂这个生日" in str(rows[0].why)
        assert all(
            row.twin_row and row.choice == "same" for row in queries.rows_of(worker, batch, "twin")
        )
    batch = keep_all(worker, batch)
    assert counts(worker, batch) == {"kept": 49, "aside": 7, "same": 4}
    kept = everybody(worker)
    assert len(kept) == 49 and not any(" " in name for name in kept)
    assert all(p.building.endswith("栋") and "单元" in p.address for p in kept.values())
    assert {p.sex for p in kept.values()} == {"male", "female"} and all(
        p.birth_year for p in kept.values()
    )
    with scope(worker):
        done = ImportRow.objects.filter(state__in=["kept", "same"])
        assert not any(row.cells for row in done)
        assert len(queries.listing(worker, advanced=True).rows) == sum(
            p.advanced_age for p in kept.values()
        )
    with scope(district.job):
        told = [
            e.detail["did"] for e in Entry.objects.filter(subject_kind="import").order_by("seq")
        ]
        assert told == ["list brought", "list accepted", "people kept"]
        assert not any(name in str(e.detail) for e in Entry.objects.all() for name in kept)


def test_who_is_kept_already_is_proposed_and_not_doubled(district):
    worker = district.worker
    known = actions.keep_person(
        worker, community=FX, name="张阿姨", building="3栋", phone="13988880000"
    )
    called = actions.keep_person(worker, community=FX, name="段秀芬", building="5栋")
    batch = bring(
        worker, ("张桂花", "女", "1938.3.5", "13988 8800 00", "3-2-501"),
        ("段秀芬", "", "", "", "9栋1单元101"), ("孙新来", "", "", "", "9栋"),
    )  # fmt: skip
    with scope(worker):
        one, other = queries.rows_of(worker, batch, "twin")
        assert (one.twin, one.choice, other.twin, other.choice) == (
            known.id, "same", called.id, "new",
        )  # fmt: skip
        assert "桂花" not in one.called + one.twin_called
    actions.choose(worker, batch=batch.id, choice="same", rows=[other.id])
    batch = keep_all(worker, batch)
    assert set(everybody(worker)) == {"张阿姨", "段秀芬", "孙新来"}


def test_the_same_list_twice_and_somebody_in_between(district):
    worker = district.worker
    rows = [("张桂花", "女", "1938.3.5", "", "3栋"), ("李建国", "男", "1950", "", "4栋")]
    first, second = bring(worker, *rows), bring(worker, *rows)
    keep_all(worker, first)
    batch = keep_all(worker, second)  # looked at before the first was kept
    assert counts(worker, batch) == {"twin": 2} and len(everybody(worker)) == 2
    actions.choose(worker, batch=batch.id, choice="same")
    assert counts(worker, batch) == {"same": 2}
    assert counts(worker, bring(worker, *rows)) == {"twin": 2}


def test_rows_kept_aside_are_mended_in_the_page_and_as_a_list(district):
    worker = district.worker
    batch = bring(
        worker, ("张桂花", "女", "三八年春", "", "3栋"), ("李建国", "男", "1950", "1398", "4栋"),
        ("", "男", "1950", "", "4栋"), ("王好", "女", "1960", "", ""),
    )  # fmt: skip
    with scope(worker):
        one, *_ = queries.rows_of(worker, batch, "aside")
        _, said = queries.row_to_mend(worker, batch.id, one.id)
        assert said["birth"] == "三八年春"
    still = actions.mend_row(worker, batch=batch.id, row=one.id, **(said | {"birth": "1838"}))
    assert still.state == "aside" and "出生年份" in queries.reasons(still)[0]
    actions.mend_row(worker, batch=batch.id, row=one.id, **(said | {"birth": "1938年春"[:5]}))
    assert counts(worker, batch) == {"good": 2, "aside": 2}
    batch = keep_all(worker, batch)
    file = io.BytesIO()
    with scope(worker):
        rows = ImportRow.objects.filter(batch=batch, state="aside").order_by("id")
        to_sheet(
            file, [(r.number, r.nth, queries.said_in(r, batch), queries.reasons(r)) for r in rows]
        )
    book = load_workbook(file)
    sheet = book.active
    assert "电话" in sheet.cell(2, 10).value
    sheet.cell(2, 5).value, sheet.cell(3, 2).value = "13988880001", "李建中"
    book.save(back := io.BytesIO())
    batch = actions.mend_by_list(worker, batch=batch.id, file=back)
    assert counts(worker, batch) == {"kept": 4} and batch.state == "done"
    assert everybody(worker)["李建国"].phone == "13988880001"


def test_taken_back_but_for_those_somebody_worked_on(district):
    worker = district.worker
    batch = bring(worker, *[(f"张{n}花", "女", "1938", "", f"{at}栋1单元101")
                            for at, n in enumerate("桂兰梅菊莲荷", start=1)],
                  ("张大强", "男", "1936", "", "1栋1单元101"))  # fmt: skip
    batch = keep_all(worker, batch, one_door_one_home=True)
    kept = everybody(worker)
    with scope(worker):
        alone = {row.id for row in queries.listing(worker, alone=True).rows}
        assert len(alone) == 5 and kept["张桂花"].id not in alone
    actions.correct_person(worker, person=kept["张兰花"].id, version=0, wish="上午")
    actions.add_part(worker, person=kept["张梅花"].id, role="student")
    batch = undo_all(worker, batch)
    assert set(everybody(worker)) == {"张兰花", "张梅花"} and batch.state == "undone"
    assert counts(worker, batch) == {"undone": 5, "stayed": 2}
    with scope(worker):
        assert Household.objects.count() == 2
        assert {row.person for row in queries.rows_of(worker, batch, "stayed")} == {
            kept["张兰花"].id, kept["张梅花"].id,
        }  # fmt: skip


def test_columns_said_by_hand_are_remembered(district):
    worker = district.worker
    head = ("姓名", "底细", "住哪")
    batch = bring(worker, ("张桂花", "1938.3.5", "3-2-501"), head=head)
    actions.set_columns(
        worker, batch=batch.id, version=batch.version, places={0: "name", 1: "birth", 2: "address"}
    )
    with pytest.raises(OutOfDate):
        actions.set_columns(worker, batch=batch.id, version=batch.version, places={0: "name"})
    keep_all(worker, batch)
    assert everybody(worker)["张桂花"].building == "3栋"
    again = bring(worker, ("李建国", "1940", "4-1-101"), head=head)
    assert again.places == {"name": 0, "birth": 1, "address": 2}
    elsewhere = actions.bring_list(
        district.other_agency,
        community=GF,
        purpose="visits",
        file=plain(head, ("赵四", "1940", "x")),
    )
    assert elsewhere.places == {"name": 0}


def test_no_id_number_is_kept_anywhere(district):
    worker = district.worker
    batch = bring(
        worker, ("张桂花", "530112193803050025", "证 530112194001010018 是老伴的"),
        head=("姓名", "身份证号", "地址"), title="530112193803050025.xlsx",
    )  # fmt: skip
    assert batch.id_numbers == 2 and "530112" not in batch.title
    with scope(worker):
        assert "530112193" not in ImportRow.objects.get().cells
    keep_all(worker, batch)
    row = everybody(worker)["张桂花"]
    assert (str(row.birth_date), row.sex) == ("1938-03-05", "female")
    assert "530112" not in row.address


def test_who_may_and_who_sees(district):
    worker = district.worker
    batch = bring(worker, ("张桂花", "", "x", "", ""))
    with scope(district.colleague):
        assert queries.get_import(district.colleague, batch.id)
    for actor in (
        district.clerk,
        district.other_agency,
        district.stranger,
        district.other_district,
    ):
        with scope(actor), pytest.raises(NotFound):
            queries.get_import(actor, batch.id)
        with pytest.raises(NotFound):
            actions.go_on(actor, batch=batch.id)
    with scope(district.clerk):
        assert not Import.objects.exists() and not ImportRow.objects.exists()
    for actor in (district.street, district.bureau, district.system):
        with pytest.raises(NotAllowed):
            bring(actor, ("x", "", "", "", ""))
    with pytest.raises(errors.WhyImport):
        actions.bring_list(worker, community=FX, purpose="", file=plain(HEAD))
    with pytest.raises(SheetColumnsMissing):
        bring(worker, ("x",), head=("甲",))
    with pytest.raises(errors.NothingToKeep):
        actions.accept_list(worker, batch=batch.id, version=batch.version)
    actions.take_back_list(worker, batch=batch.id)
    with pytest.raises(errors.WrongMoment):
        actions.accept_list(worker, batch=batch.id, version=batch.version + 1)


def test_rows_aside_end_with_their_retention(district):
    worker = district.worker
    batch = bring(worker, ("张桂花", "", "三八年春", "", ""), ("李建国", "", "", "", ""))
    with scope(worker):
        Import.objects.update(made_at=timezone.now() - timedelta(days=31))
    assert actions.forget_rows(district.job) == 2
    with scope(worker):
        assert not any(row.cells for row in ImportRow.objects.all())
        assert queries.get_import(worker, batch.id).state == "dropped"


def test_two_who_go_on_at_once_keep_everybody_once(committed, monkeypatch):
    """And a list cut off between two batches goes on where it was."""
    from sanshe.registry.people.actions import _batches

    monkeypatch.setattr(_batches, "BATCH", 7)
    cast = make_district()
    batch = actions.bring_list(
        cast.worker, community=FX, purpose="visits", file=io.BytesIO(messy(30, bad=0, doubled=0))
    )
    actions.accept_list(cast.worker, batch=batch.id, version=batch.version)

    def go(_):
        try:
            return actions.go_on(cast.worker, batch=batch.id).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(go, range(3))) == {"keeping"}
    assert len(everybody(cast.worker)) == 21
    with pytest.raises(RuntimeError), scope(cast.worker):
        actions.go_on(cast.worker, batch=batch.id)
        raise RuntimeError  # the power goes before the commit
    assert len(everybody(cast.worker)) == 21
    while go(0) == "keeping":
        pass
    assert len(everybody(cast.worker)) == 30 and counts(cast.worker, batch) == {"kept": 30}
