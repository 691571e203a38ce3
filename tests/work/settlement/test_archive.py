"""The archive: whole, verifiable anywhere, and naming no resident."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.utils import timezone

from sanshe.entrances.jobs.agreements import verify
from sanshe.entrances.jobs.demo.clock import at
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements.errors import Archived
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, package, queries, rules
from sanshe.work.settlement.models import Package
from tests.registry.agreements.cast import budgeted, now, signed
from tests.work.settlement.judging import done, paper, read, residents, review, served, survey
from tests.work.settlement.test_acceptance import after, judged
from tests.work.settlement.test_payments import paid


def changed(content: bytes, name: str, by: bytes | None) -> bytes:
    """The same zip with one part replaced, or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if by is not None:
            new.writestr(name, by)
    return out.getvalue()


def test_a_settled_purchase_is_laid_down_whole(district, tmp_path):
    agreement = signed(district)
    persons = residents(district, 6)
    served(district, persons)
    done(district, agreement, 624)
    review(district, agreement)
    review(district, agreement, "final")
    survey(district, agreement, happy=6, of=6)
    made = judged(district, agreement)
    actions.notice(district.bureau, acceptance=made.id)
    paper(district, agreement, "plan")
    paper(district, agreement, "audit")
    with pytest.raises(errors.TooEarly):
        actions.archive(district.bureau, agreement=agreement.id)
    with after(9):
        actions.close_acceptance(district.bureau, acceptance=made.id)
        for number, amount in ((1, 144_000), (2, 144_000), (3, 72_000)):
            paid(district, agreement, number, amount)
    actions.archive(district.bureau, agreement=agreement.id)
    assert now(district, agreement).state == "archived"
    assert read(district.manager, queries.package_of, agreement.id) is not None
    with scope(district.job):
        content = bytes(Package.objects.get().content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert {"agreement.json", "verdicts.csv", "reviews.json", "money.csv"} < set(parts)
    assert sum(name.startswith("papers/") for name in parts) == 3
    assert json.loads(parts["manifest.json"])["chains"][0]["seq"] == 12
    for person in persons:
        assert not any(str(person.pk).encode() in one for one in parts.values())
    _verified(district, content, tmp_path)


def _verified(district, content, tmp_path):
    file = tmp_path / "package.zip"
    for bytes_, fine, says in [
        (content, True, "都对"),
        (changed(content, "money.csv", b"x"), False, "money.csv"),
        (changed(content, "reviews.json", None), False, "reviews.json"),
        (changed(content, "more.txt", b"x"), False, "more.txt"),
        (content[: len(content) // 2], False, "manifest.json"),
        (b"", False, "manifest.json"),
    ]:
        file.write_bytes(bytes_)
        result = CliRunner().invoke(verify, [str(file)])
        assert (result.exit_code == 0) == fine and says in result.output, result.output
    other = package.pack({"x": b"1"}, {"number": "XS-2026-1", "chains": []})
    assert package.faults(other)[1] == []  # whole in itself, …
    with scope(district.job):
        assert queries.verify(other).known is False  # … but not the one laid down


def laid_down(district) -> tuple[dict, dict[str, bytes]]:
    """The one package there is: its manifest and its parts, verified."""
    with scope(district.job):
        content = bytes(Package.objects.get().content)
        found = queries.verify(content)
    assert found.whole and found.known
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return found.manifest, {name: archive.read(name) for name in archive.namelist()}


def stopped(district, row, side):
    agreements.stop(
        district.bureau, agreement=row.id, version=now(district, row).version, side=side,
        reason="没有人来投",
    )  # fmt: skip


def test_what_failed_is_laid_down_as_far_as_it_came(district):
    row = budgeted(district)
    with pytest.raises(errors.TooEarly):
        actions.archive(district.bureau, agreement=row.id)
    stopped(district, row, "failed_bid")
    for one in (district.manager, district.other_district):
        with pytest.raises((NotFound, NotAllowed)):
            actions.archive(one, agreement=row.id)
    actions.archive(district.bureau, agreement=row.id)
    manifest, parts = laid_down(district)
    assert (manifest["state"], manifest["side"], manifest["chains"]) == (
        "budgeted", "failed_bid", [],
    )  # fmt: skip
    assert "没有人来投" in parts["steps.json"].decode()
    assert now(district, row).archived_on is not None
    with pytest.raises(Archived):
        actions.archive(district.bureau, agreement=row.id)


def test_what_was_terminated_is_laid_down_once_its_end_is_paid(district):
    row = signed(district)
    done(district, row, 312)
    paper(district, row, "audit")
    stopped(district, row, "terminated")

    def refused(why: str) -> None:
        with pytest.raises(errors.NotWhole, match=why):
            actions.archive(district.bureau, agreement=row.id)

    refused("还可以申请")
    asked = actions.ask_closing(
        district.manager, agreement=row.id, amount=Decimal(100), reason="做了"
    )
    refused("没有答复")
    asked = actions.answer_closing(district.bureau, closing=asked.pk, agreed=True, words="好")
    refused("没有付清")
    actions.pay(
        district.bureau, claim=asked.claim_id, on=timezone.localdate(), amount=Decimal(100),
        voucher="Z-1",
    )  # fmt: skip
    actions.archive(district.bureau, agreement=row.id)
    manifest, parts = laid_down(district)
    assert manifest["side"] == "terminated"
    (closing,) = json.loads(parts["closing.json"])
    assert closing["agreed"] and closing["payments"][0]["amount"] == "100.00"
    assert "answered_by" not in closing and "by_user" not in closing["payments"][0]
    for late in (
        lambda: actions.ask_closing(
            district.manager, agreement=row.id, amount=Decimal(1), reason="还有"
        ),
        lambda: actions.state(district.manager, agreement=row.id, number=1, text="还有"),
    ):
        with pytest.raises(Archived):
            late()


def test_after_so_long_nobody_needs_to_have_asked(district):
    row = signed(district)
    done(district, row, 312)
    stopped(district, row, "terminated")
    now_, waits = timezone.now(), timedelta(days=rules.CLOSING_WAITS_DAYS)
    with at(now_ + waits), pytest.raises(errors.NotWhole):
        actions.archive(district.bureau, agreement=row.id)
    with at(now_ + waits + timedelta(days=1)):
        actions.archive(district.bureau, agreement=row.id)


def test_words_in_a_sheet_are_no_formulas():
    cells = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", "好", Decimal("-5.00"))
    (_head, line, _end) = package.as_csv(["a"], [cells]).decode("utf-8-sig").split("\r\n")
    assert line == "'=HYPERLINK(1),'+1,'-1,'@SUM(1),'\tx,好,-5.00"
