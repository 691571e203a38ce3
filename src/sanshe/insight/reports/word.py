"""A report as .docx, to be worked on: real headings, tables whose heads repeat, charts with words
for whoever does not see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from .contents.blocks import breadth
from .signs import for_word
from .typesetting import as_pictures

FONT, LATIN = "Microsoft YaHei", "Calibri"
PINE, SOFT = RGBColor(0x1F, 0x5D, 0x4C), RGBColor(0x5D, 0x54, 0x4A)
WASH = "E3EEE8"
WIDE = Mm(168)
LONGEST = 255
"""Signs that the file's own description takes."""
MANY = 7
"""A table with more columns than this is set smaller."""
TOGETHER = 8
"""A table with more rows than this may be broken between two pages."""
LONG_END = 24
"""A last section with more parts than this may be broken, too."""


def as_word(
    figures: dict[str, Any], *, language: str, author: str, foot: str, at: datetime
) -> bytes:
    """The same report as the PDF."""
    figures, author, foot = for_word([figures, author, foot])
    pictures = iter(as_pictures(figures))
    made = Document()
    _page(made, figures, foot)
    _styles(made, language)
    _about(made, figures, language, author, at)
    _cover(made, figures)
    for block in figures["blocks"]:
        _PARTS[block["is"]](made, block, pictures)
    _keep_the_end_together(made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _page(made: Any, figures: dict[str, Any], foot: str) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    head = section.header.paragraphs[0]
    _run(head, f"{figures['of']} · {figures['title']} · {figures['period']}", size=8, colour=SOFT)
    last = section.footer.paragraphs[0]
    _run(last, f"{foot}    ", size=8, colour=SOFT)
    _field(last, "PAGE")
    _run(last, " / ", size=8, colour=SOFT)
    _field(last, "NUMPAGES")


def _styles(made: Any, language: str) -> None:
    for name, size, colour in (
        ("Normal", 10, None), ("Title", 22, PINE), ("Heading 1", 13, PINE),
        ("Heading 2", 10.5, None), ("List Bullet", 10, None),
    ):  # fmt: skip
        style = made.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for old in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[old]  # the template's theme would win over what is named here
        fonts.set(qn("w:ascii"), LATIN)
        fonts.set(qn("w:hAnsi"), LATIN)
        fonts.set(qn("w:eastAsia"), FONT)
        if colour is not None:
            style.font.color.rgb = colour
        elif name == "Heading 2":
            style.font.color.rgb = RGBColor(0x2A, 0x25, 0x20)
        style.paragraph_format.space_after = Pt(5)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-GB")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    made.styles["Normal"].element.get_or_add_rPr().append(tongue)


def _about(made: Any, figures: dict[str, Any], language: str, author: str, at: datetime) -> None:
    about = made.core_properties
    about.title = f"{figures['title']} · {figures['of']} · {figures['period']}"[:LONGEST]
    about.author = about.last_modified_by = author[:LONGEST]
    about.language = "zh-CN" if language.startswith("zh") else "en-GB"
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    about.comments = ""


def _cover(made: Any, figures: dict[str, Any]) -> None:
    _run(made.add_paragraph(), figures["of"], colour=SOFT)
    made.add_paragraph(figures["title"], style="Title")
    _run(made.add_paragraph(), figures["period"], size=13)
    sheet = made.add_table(rows=0, cols=2)
    for what, said in figures["cover"]:
        cells = sheet.add_row().cells
        _write(cells[0], what, colour=SOFT)
        _write(cells[1], said)
    sheet.autofit = False
    for at, width in enumerate((Mm(32), Mm(136))):
        sheet.columns[at].width = width
        for cell in sheet.columns[at].cells:
            cell.width = width


def _section(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    made.add_paragraph(block["text"], style="Heading 1")


def _part(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    made.add_paragraph(block["text"], style="Heading 2")


def _said(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    fine = block["fine"]
    if fine and made.tables:  # a note goes along with its table
        _keep(made.paragraphs[-1])
        _together(made.tables[-1].rows[-1:])
    _run(
        made.add_paragraph(), block["text"], size=8.5 if fine else 10, colour=SOFT if fine else None
    )


def _cards(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    sheet = made.add_table(rows=1, cols=len(block["rows"]))
    sheet.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, (figure, what) in zip(sheet.rows[0].cells, block["rows"], strict=True):
        _shade(cell)
        _write(cell, figure, size=10 if len(figure) > 8 else 15, bold=True, colour=PINE)
        _run(cell.add_paragraph(), what, size=8, colour=SOFT)
    _gap(made)


def _points(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    for text in block["rows"]:
        made.add_paragraph(text, style="List Bullet")


def _links(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    for name, path in block["rows"]:
        point = made.add_paragraph(style="List Bullet")
        _link(point, name, path)
        point.add_run().add_break()
        _link(point, f"{settings.SITE_ADDRESS}{path}", path, size=8, colour=SOFT)


def _words(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    _run(made.add_paragraph(), block["text"], bold=True, colour=SOFT)
    for text in block["rows"]:
        made.add_paragraph(text).paragraph_format.left_indent = Mm(5)


def _table(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    if block["text"]:
        made.add_paragraph(block["text"], style="Heading 2")
    size = 7.5 if len(block["heads"]) > MANY else 9
    sheet = made.add_table(rows=1, cols=len(block["heads"]))
    _rules(sheet)
    for at, (cell, head) in enumerate(zip(sheet.rows[0].cells, block["heads"], strict=True)):
        _write(cell, head, size=size, bold=True, right=at in block["numbers"])
        _shade(cell)
    _mark(sheet.rows[0], "w:tblHeader")
    _mark(sheet.rows[0], "w:cantSplit")
    for nth, said in enumerate(block["rows"], 1):
        row = sheet.add_row()
        _mark(row, "w:cantSplit")
        whole = block["last"] and nth == len(block["rows"])
        for at, (cell, text) in enumerate(zip(row.cells, said, strict=True)):
            opens = block["opens"][nth - 1] if at == 0 and nth <= len(block["opens"]) else ""
            _write(cell, text, size=size, bold=whole, right=at in block["numbers"], opens=opens)
    _widths(sheet, block)
    if len(block["rows"]) <= TOGETHER:
        _together(sheet.rows[:-1])
    _gap(made)


def _widths(sheet: Any, block: dict[str, Any]) -> None:
    """By the longest text of a column; a name may take several lines, a figure may not."""
    columns = zip(block["heads"], *block["rows"], strict=True)
    needs = [min(max(map(breadth, column)), 24) + 2 for column in columns]
    for at, need in enumerate(needs):
        width = int(WIDE * need / sum(needs))
        sheet.columns[at].width = width
        for cell in sheet.columns[at].cells:
            cell.width = width


def _picture(made: Any, block: dict[str, Any], pictures: Iterator[bytes]) -> None:
    made.add_paragraph(block["text"], style="Heading 2")
    shape = made.add_picture(BytesIO(next(pictures)), width=WIDE)
    shape._inline.docPr.set("descr", block["alt"])
    shape._inline.docPr.set("title", block["text"])


def _signing(made: Any, block: dict[str, Any], _pictures: Iterator[bytes]) -> None:
    _gap(made)
    sheet = made.add_table(rows=1, cols=len(block["rows"]))
    for cell, (what, who) in zip(sheet.rows[0].cells, block["rows"], strict=True):
        _write(cell, f"{what}: {who or '__________'}")


_PARTS: dict[str, Callable[[Any, dict[str, Any], Iterator[bytes]], None]] = {
    "section": _section, "part": _part, "said": _said, "cards": _cards, "points": _points,
    "words": _words, "links": _links, "table": _table, "bars": _picture, "line": _picture,
    "signing": _signing,
}  # fmt: skip


def _run(
    paragraph: Any, text: str, *, size: float | None = None, bold: bool = False,
    colour: Any = None,
) -> Any:  # fmt: skip
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _link(paragraph: Any, text: str, path: str, **how: Any) -> None:
    """A run that opens an address of this platform."""
    run = _run(paragraph, text, **{"colour": PINE, **how})
    run.underline = True
    address = f"{settings.SITE_ADDRESS}{path}"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATION.HYPERLINK, is_external=True))
    paragraph._p.replace(run._r, link)
    link.append(run._r)


def _write(
    cell: Any, text: str, *, size: float = 9, right: bool = False, opens: str = "", **how: Any
) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if opens:
        _link(paragraph, text, opens, size=size, **how)
    else:
        _run(paragraph, text, size=size, **how)


def _gap(made: Any) -> None:
    """A little room, which Word wants between two tables."""
    _run(made.add_paragraph(), "", size=4)
    made.paragraphs[-1].paragraph_format.space_after = Pt(0)


def _keep(paragraph: Any) -> None:
    """On one page with what follows, where it fits on one."""
    paragraph.paragraph_format.keep_with_next = True


def _together(rows: Iterable[Any]) -> None:
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                _keep(paragraph)


def _keep_the_end_together(made: Any) -> None:
    """Nobody signs on a page of its own: the last section goes along with the signatures."""
    parts = list(made.element.body)
    opens = max(
        at for at, part in enumerate(parts) if part.tag == qn("w:p") and part.style == "Heading1"
    )
    if len(parts) - opens > LONG_END:
        return
    for part in parts[opens:]:
        for paragraph in part.iter(qn("w:p")):
            _keep(Paragraph(paragraph, made))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), WASH)
    cell._tc.get_or_add_tcPr().append(shade)


def _rules(sheet: Any) -> None:
    """Quiet lines between the rows."""
    rules = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "D8CDB9")):
            rule.set(qn(f"w:{key}"), value)
        rules.append(rule)
    sheet._tbl.tblPr.append(rules)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _field(paragraph: Any, name: str) -> None:
    """A figure that the reader's program fills in."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        _run(paragraph, "", size=8, colour=SOFT)._r.append(part)
