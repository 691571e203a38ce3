"""``sanshe triage``: a file of messages in, a line of JSON out for each."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sanshe.entrances.jobs.triage import LEADS, lead_of, triage
from sanshe.work.needs.sorting import read

KEYS = ["id", "kind", "category", "urgency", "lead", "privacy", "reasons"]


def _run(tmp_path, *lines: str):
    file = tmp_path / "messages.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(triage, [str(file)])


def test_each_message_gets_a_line(tmp_path):
    message = {"id": 7, "place": "WJQ", "text": "老板欠我们班组7个人两个月工钱"}
    result = _run(tmp_path, json.dumps(message, ensure_ascii=False), "")
    (line,) = result.output.splitlines()
    answer = json.loads(line)
    assert list(answer) == KEYS
    assert answer["id"] == 7 and answer["category"] == "wage_arrears"
    assert answer["lead"] == "农民工维权站; 劳动监察 12333" and answer["reasons"]


def test_danger_names_who_is_called(tmp_path):
    message = {"id": "a", "place": "WJQ", "text": "我闻到好大煤气味,头晕"}
    answer = json.loads(_run(tmp_path, json.dumps(message)).output)
    assert answer["urgency"] == "P0" and answer["lead"] == "119 / 燃气抢修"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 5}'])
def test_a_line_that_is_no_message_is_named(tmp_path, line):
    result = _run(tmp_path, '{"id": 1, "place": "FX", "text": "你好"}', line)
    assert result.exit_code == 1 and "2" in result.output.splitlines()[-1]


def test_an_unknown_place_still_gets_an_answer(tmp_path):
    answer = json.loads(_run(tmp_path, '{"id": 1, "place": "?", "text": "想学太极"}').output)
    assert answer["lead"]


def test_the_sixty_get_the_leads_they_were_given():
    scenario = json.loads((LEADS.parent / "three-communities.json").read_text("utf-8"))
    messages = scenario["messages"]
    right = sum(lead_of(read(m["text"]), m["place"]) == m["lead"] for m in messages)
    assert right >= 0.9 * len(messages)
