"""The charts, drawn once as SVG: the PDF embeds it, the page shows it, the .docx has it as PNG.

Attributes only, no style: a strict Content-Security-Policy lets it pass.
"""

from __future__ import annotations

from html import escape
from typing import Any

WIDE = 640
NAME = 200
"""Room for the names left of the bars; right of them as much as the figures need."""
STEP, THICK = 26, 13
INK, SOFT, RULE = "#2a2520", "#5d544a", "#e3d9c8"
DONE, REST, MARK = "#1f5d4c", "#e3eee8", "#b5532f"
FONT = 'font-family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"'
HIGH, LEFT, BELOW = 190, 48, 28
LONGEST = 15
"""Signs of a name beside a bar; what is longer is cut, and stands whole in the table."""


def chart(block: dict[str, Any]) -> str:
    """The SVG of a block with a picture."""
    return _bars(block) if block["is"] == "bars" else _line(block)


def _svg(high: float, inside: list[str], alt: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high:.0f}" role="img" '
        f'aria-label="{escape(alt)}" {FONT} font-size="12">{"".join(inside)}</svg>'
    )


def _bars(block: dict[str, Any]) -> str:
    room = WIDE - NAME - 16 - 7 * max((len(beside) for *_rest, beside in block["rows"]), default=0)
    parts = []
    for at, (name, done, mark, beside) in enumerate(block["rows"]):
        y = at * STEP + 6
        middle = y + THICK / 2 + 4.3
        width = float(done) / 100 * room
        parts.append(_text(NAME - 8, middle, _cut(name), anchor="end"))
        parts.append(_box(NAME, y, room, REST))
        parts.append(_box(NAME, y, width, DONE))
        if mark:
            x = NAME + float(mark) / 100 * room
            parts.append(
                f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 3}" y2="{y + THICK + 3}" '
                f'stroke="{MARK}" stroke-width="2"/>'
            )
        parts.append(_text(NAME + room + 8, middle, beside, fill=SOFT))
    return _svg(len(block["rows"]) * STEP + 6, parts, block["alt"])


def _line(block: dict[str, Any]) -> str:
    rows = block["rows"]
    most = max((value for _name, value in rows if value is not None), default=0) or 1
    top = _round_up(most)
    room, tall = WIDE - LEFT - 24, HIGH - BELOW - 18
    parts = []
    for part in range(5):
        y = 18 + tall - tall * part / 4
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDE - 24}" y1="{y:.1f}" y2="{y:.1f}" stroke="{RULE}"/>'
        )
        parts.append(_text(LEFT - 8, y + 4, f"{top * part / 4:g}", anchor="end", fill=SOFT))
    run: list[str] = []
    runs = [run]
    for at, (name, value) in enumerate(rows):
        x = LEFT + room * (at + 0.5) / len(rows)
        parts.append(_text(x, HIGH - 8, name, anchor="middle", fill=SOFT))
        if value is None:
            runs.append(run := [])
            continue
        y = 18 + tall - tall * value / top
        run.append(f"{x:.1f},{y:.1f}")
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{DONE}"/>')
        parts.append(_text(x, y - 8, f"{value:,}", anchor="middle"))
    parts += [
        f'<polyline points="{" ".join(one)}" fill="none" stroke="{DONE}" stroke-width="2"/>'
        for one in runs if len(one) > 1
    ]  # fmt: skip
    return _svg(HIGH, parts, block["alt"])


def _round_up(most: int) -> int:
    """The next figure whose quarters are round."""
    size = 1
    while True:
        for step in (4, 8, 12, 20):
            if step * size >= most:
                return step * size
        size *= 10


def _cut(name: str) -> str:
    wide = 0.0
    for at, sign in enumerate(name):
        wide += 1 if ord(sign) > 0x2E7F else 0.55
        if wide > LONGEST:
            return f"{name[:at]}…"
    return name


def _box(x: float, y: float, width: float, fill: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width:.1f}" height="{THICK}" rx="2" fill="{fill}"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">'
        f"{escape(str(text))}</text>"
    )
