"""What we serve ourselves is what was fetched, and no page carries anything inline."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

ENTRANCES = Path(__file__).resolve().parents[3] / "src/sanshe/entrances"
VENDOR = ENTRANCES / "shared/static/vendor"
INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son(?!e=)[a-z]+=|\shx-on|javascript:|hx-vals=.js:|"
    r"(?:src|href|action)=\"(?:https?:)?//"
)
ELSEWHERE = re.compile(r"url\([\"']?(?:data:|https?:|//)|@import")


def test_vendored_files_are_the_ones_recorded() -> None:
    record = json.loads((VENDOR / "VERSIONS.json").read_text())
    there = {path.name for path in VENDOR.iterdir()} - {"VERSIONS.json"}
    assert there == set(record)
    for name, facts in record.items():
        digest = hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()
        assert digest == facts["sha256"], f"{name} is not what tools/vendor.py fetched"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    found = [
        f"{path.relative_to(ENTRANCES)}: {match.group(0)}"
        for path in sorted(ENTRANCES.rglob("templates/**/*.html"))
        if (match := INLINE.search(path.read_text()))
    ]
    assert found == []


def test_our_styles_ask_for_our_files_only() -> None:
    ours = [p for p in sorted(ENTRANCES.rglob("static/**/*.css")) if p.parent != VENDOR]
    assert ours
    assert [p.name for p in ours if ELSEWHERE.search(p.read_text())] == []
