"""Translations: Chinese stands in the code; English is ``sanshe/locale/en``.

The compiled catalogue is made from the written one whenever it is missing or older, so that a
fresh checkout needs no tool for it.
"""

from __future__ import annotations

import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def compile_texts(folder: Path = LOCALE) -> list[Path]:
    """Compile each .po whose .mo is missing or older. Gives what was written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        partial = mo.with_suffix(f".{os.getpid()}.part")  # two may start at once
        with partial.open("wb") as target:
            write_mo(target, catalogue)
        partial.replace(mo)
        written.append(mo)
    return written
