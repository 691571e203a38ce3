"""The archive: whole, verifiable anywhere, and naming no resident."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal

import pytest
from click.testing import CliRunner

from sanshe.entrances.jobs.agreements import verify
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, package, queries
from sanshe.work.settlement.models import Package
from tests.registry.agreements.cast import now, signed
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


def test_words_in_a_sheet_are_no_formulas():
    cells = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", "好", Decimal("-5.00"))
    (_head, line, _end) = package.as_csv(["a"], [cells]).decode("utf-8-sig").split("\r\n")
    assert line == "'=HYPERLINK(1),'+1,'-1,'@SUM(1),'\tx,好,-5.00"
