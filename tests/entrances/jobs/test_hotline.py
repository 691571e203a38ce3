"""Orders in and replies out by file, from the command line."""

from __future__ import annotations

import json

from click.testing import CliRunner

from sanshe.entrances.jobs.cli import MODULES
from sanshe.entrances.jobs.hotline import hotline
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from tests.factories.district import FX

ORDER = {
    "external_order_id": "KM1", "received_at": "2026-11-20 09:30", "kind": "举报",
    "text": "楼道里堆满了纸箱,怕着火", "contact": {"name": "示例", "phone": "13800000001"},
    "our_role": "assist",
}  # fmt: skip


def test_a_file_in_and_the_replies_out(district, tmp_path):
    assert "hotline" in MODULES
    file = tmp_path / "orders.jsonl"
    lines = [ORDER, {**ORDER, "external_order_id": ""}]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    sent = ("import", str(file), "--community", str(FX))
    said = CliRunner().invoke(hotline, sent)
    assert said.exit_code == 1 and "第2行" in said.output and "新收1张" in said.output
    assert "早就有的1张" in CliRunner().invoke(hotline, sent).output
    with scope(district.job):
        assert Need.objects.get().contact_phone == "", "whoever reports stays with the hotline"
        Need.objects.update(state="closed", closed_how="passed_on")
    told = CliRunner().invoke(hotline, ("replies",)).output
    reply = json.loads(told.splitlines()[0])
    assert reply["external_order_id"] == "KM1" and reply["our_role"] == "assist"
    assert CliRunner().invoke(hotline, ("replies",)).output == ""


def test_what_is_no_file_of_orders_is_refused(district, tmp_path):
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\0\0\0")
    said = CliRunner().invoke(hotline, ("import", str(file), "--community", str(FX)))
    assert said.exit_code == 1 and "打不开" in said.output
