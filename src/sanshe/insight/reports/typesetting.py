"""Setting with typst (docs/adr/0017): the PDF, and the charts as PNG for the .docx."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from .drawing import chart
from .signs import for_paper

HERE = Path(__file__).parent
PICTURES = ("bars", "line")
SHARP = 220.0  # dots an inch


def as_pdf(
    figures: dict[str, Any], *, language: str, author: str, foot: str, at: datetime
) -> bytes:
    """Tagged, with title and language; the same bytes for the same report."""
    drawn = [
        block | {"svg": chart(block)} if block["is"] in PICTURES else block
        for block in figures["blocks"]
    ]
    said = {
        **figures, "blocks": drawn, "author": author, "foot": foot, "site": settings.SITE_ADDRESS,
        "lang": language.partition("-")[0], "region": "CN" if language.startswith("zh") else "GB",
    }  # fmt: skip
    return _set(
        "report.typ", said, format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp())
    )


def as_pictures(figures: dict[str, Any]) -> list[bytes]:
    """The charts in their order, as PNG."""
    drawn = [chart(block) for block in figures["blocks"] if block["is"] in PICTURES]
    if not drawn:
        return []
    made = _set("charts.typ", drawn, format="png", ppi=SHARP)
    return made if isinstance(made, list) else [made]


def _set(template: str, data: Any, **how: Any) -> Any:
    """Nothing but the given fonts, no packages, no other file; and only what they can show."""
    return typst.compile(
        HERE / template, root=HERE, font_paths=[HERE / "fonts"], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(for_paper(data), ensure_ascii=False)}, **how,
    )  # fmt: skip
