"""Typed-up lists: shown, mended, heard once, taken back as far as nobody has worked on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions, errors, queries
from sanshe.work.intake.enums import LineState
from sanshe.work.intake.models import ListImport, ListLine
from sanshe.work.needs import actions as needs
from sanshe.work.needs.models import Need
from tests.factories.district import FX

SHEET = [
    (2, {"text": "三栋楼道灯坏了", "said_at": "2026年9月1日", "contact_phone": "13800000001"}),
    (3, {"text": "想有人教用手机", "said_at": "没记", "contact_phone": "1380000"}),
    (4, {"text": "三栋楼道灯坏了", "contact_phone": "138 0000 0001"}),
    (5, {"text": "老公打人,流血了,救命"}),
    (6, {"text": "窗户关不上", "keep_from_committee": "是"}),
    (7, {"text": "", "contact_name": "老张"}),
]


@pytest.fixture
def opened(district):
    def made(actor=None, sheet=SHEET):
        return actions.open_list(
            actor or district.clerk, community=FX, name="来访登记本.xlsx", channel="walk_in",
            sheet=sheet,
        )  # fmt: skip

    return made


def states(actor, found):
    with scope(actor):
        return dict(ListLine.objects.filter(list=found).values_list("number", "state"))


def test_a_list_is_shown_mended_heard_and_taken_back(district, opened):
    clerk, found = district.clerk, opened()
    assert states(clerk, found) == {2: "good", 3: "bad", 4: "twice", 5: "good", 6: "good", 7: "bad"}
    with scope(clerk):
        bad, twice, none = queries.lines(clerk, found, LineState.BAD, LineState.TWICE)
    assert set(bad.problems) == {"said_at", "contact_phone"} and set(none.problems) == {"text"}
    assert twice.like == "#2"
    with scope(district.job):
        assert not Need.objects.exists(), "nothing is heard before somebody says so"

    actions.mend_line(clerk, list=found.id, number=3, raw={"text": "想有人教用手机"})
    actions.drop_line(clerk, list=found.id, number=7)
    _, left = actions.hear_some(clerk, list=found.id, seconds=0)
    assert left == 3, "a request that has no time takes one row"
    _, left = actions.hear_some(clerk, list=found.id)
    assert left == 0 and actions.hear_some(clerk, list=found.id)[1] == 0
    with scope(district.job):
        heard = {need.text: need for need in Need.objects.all()}
        assert len(heard) == 4
        assert ListLine.objects.get(list=found, number=2).said == "", "its words are the need's now"
    lamp = heard["三栋楼道灯坏了"]
    assert timezone.localdate(lamp.heard_at).isoformat() == "2026-09-01"
    assert heard["窗户关不上"].privacy == "confidential"

    needs.sort(clerk, need=lamp, version=lamp.version, kind="complaint", category="property_repair",
               urgency="P2", privacy="normal")  # fmt: skip
    assert actions.undo_some(clerk, list=found.id, seconds=0)[2] == 3
    with pytest.raises(errors.ListIsOver):  # once begun it is only finished
        actions.hear_some(clerk, list=found.id)
    back, stay, left = actions.undo_some(clerk, list=found.id)
    assert (back, stay, left) == (1, 3, 0), "touched, dangerous, or out of sight: they stay"
    with scope(district.job):
        assert Need.objects.get(text="想有人教用手机").closed_how == "withdrawn"
        assert Need.objects.exclude(state="closed").count() == 3
    with pytest.raises(errors.ListIsOver):
        actions.undo_some(clerk, list=found.id)


def test_what_was_heard_already_is_kept_aside(district, opened):
    heard = needs.hear(district.clerk, community=FX, text="三栋楼道灯坏了", channel="phone")
    found = opened()
    assert states(district.clerk, found)[2] == "twice"
    with scope(district.clerk):
        assert queries.lines(district.clerk, found, LineState.TWICE)[0].like == heard.need.receipt


def test_too_late_to_take_back(district, opened):
    found = opened()
    actions.hear_some(district.clerk, list=found.id)
    with scope(district.job):
        ListImport.objects.update(
            heard_at=timezone.now() - timedelta(hours=queries.UNDO_HOURS, minutes=1)
        )
    with pytest.raises(errors.TooLateToUndo):
        actions.undo_some(district.clerk, list=found.id)


def test_whose_list_it_is(district, opened):
    found = opened(district.worker)
    actions.mend_line(district.colleague, list=found.id, number=3, raw=SHEET[0][1])
    for other in (district.clerk, district.other_agency, district.other_district):
        with pytest.raises(NotFound):
            actions.hear_some(other, list=found.id)
        with scope(other):
            assert not ListLine.objects.exists(), "the wall: another organisation's rows"
    for nobody in (district.resident, district.bureau, district.auditor):
        with pytest.raises(NotAllowed):
            opened(nobody)
    with pytest.raises(NotFound):
        opened(district.other_district)


def test_rows_nobody_mended_are_forgotten(district, opened):
    found = opened()
    with scope(district.job):
        ListImport.objects.update(made_at=timezone.now() - timedelta(days=31))
    assert actions.forget_old(district.job) == len(SHEET)
    assert set(states(district.clerk, found).values()) == {"dropped"}


def test_a_long_list_in_batches(district, opened):
    rows = [(n, {"text": f"{n}栋门口的灯不亮"}) for n in range(2, 22)]
    found, rounds, left = opened(sheet=rows), 0, 1
    while left:
        found, left = actions.hear_some(district.clerk, list=found.id, seconds=0.2)
        rounds += 1
    with scope(district.clerk):
        assert queries.progress(district.clerk, found).heard == 20
    assert rounds >= 1


def test_the_same_number_is_found_again_and_a_receipt_follows_without_any(district):
    told = actions.take_in(
        district.clerk, community=FX, text="想请人修窗户", channel="phone", on_behalf=True,
        relation="child", knows="no", contact_phone="138-0000-0001",
    )  # fmt: skip
    for phone in ("13800000001", "+86 138 0000 0001"):
        with scope(district.clerk):
            assert queries.callers(district.clerk, phone).matters[0]["id"] == told.need.pk
    with scope(district.other_district):
        assert not queries.callers(district.other_district, "13800000001").matters
    with scope(district.clerk):
        assert not queries.callers(district.clerk, "110").matters
        teller = queries.beside(district.clerk, told.need).teller
    assert (teller.relation, teller.knows) == ("child", "no")
