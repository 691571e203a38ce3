"""Cut the two fonts of the reports out of Noto Sans CJK (docs/adr/0017). Run once, by hand.

    python -m tools.report_fonts NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc \
        Unihan_OtherMappings.txt

Kept are the signs of GB 2312, the 8,105 of the 通用规范汉字表 (``kTGH`` in Unihan) and what stands
in western texts. Needs `fonttools`, which the product does not. Debian's packages `fonts-noto-cjk`
and `unicode-data` have the files asked for.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / "src/sanshe/insight/reports/fonts"
SIMPLIFIED = 2  # the font's number in the collection: JP, KR, SC, TC, HK


def signs(unihan: str) -> set[int]:
    """Every code point that is kept."""
    kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x2010, 0x2040))
    kept |= set(range(0x2190, 0x219A)) | set(range(0x3000, 0x3018)) | set(range(0xFF01, 0xFF5F))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            kept |= {ord(sign) for sign in bytes((high, low)).decode("gb2312", "ignore")}
    return kept | {int(code, 16) for code in re.findall(r"(?m)^U\+(\w+)\tkTGH\t", unihan)}


def cut(source: str, target: Path, kept: set[int]) -> None:
    """One weight: outlines, no hinting, no layout but what stands in horizontal lines."""
    from fontTools import subset

    options = subset.Options(
        font_number=SIMPLIFIED, hinting=False, desubroutinize=False, notdef_outline=True,
        layout_features=["kern", "locl", "tnum", "palt", "halt"], name_IDs=["*"],
    )  # fmt: skip
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def main() -> None:
    regular, bold, unihan = sys.argv[1:]
    kept = signs(Path(unihan).read_text(encoding="utf-8"))
    for source, weight in ((regular, "Regular"), (bold, "Bold")):
        target = HERE / f"NotoSansSC-{weight}.otf"
        cut(source, target, kept)
        print(f"{target.name}: {target.stat().st_size:,} bytes, {len(kept):,} signs")


if __name__ == "__main__":
    main()
