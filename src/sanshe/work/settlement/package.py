"""The archive of an agreement as one file: everything in it, with fingerprints of each part and of
the book at that moment. Whoever holds the file can verify it without this platform."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

FORMAT = "sanshe-agreement-1"
MANIFEST = "manifest.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same in every package: the same content makes the same file."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a sheet takes for the beginning of a formula (OWASP, CSV injection)."""
MOST = 2**30
"""Bytes a package may unpack to: a file that claims more is not ours."""


def pack(parts: Mapping[str, bytes], said: Mapping[str, Any]) -> bytes:
    """The zip; ``said`` goes into the manifest beside the fingerprints of ``parts``."""
    manifest = {
        "format": FORMAT,
        **said,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in sorted(parts.items())
        },
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [(MANIFEST, as_json(manifest)), *sorted(parts.items())]:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_json(value: Any) -> bytes:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode()


def as_csv(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(cell: Any) -> Any:
    """Words that a sheet would reckon as a formula stay words; a number is left a number."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell


def safe_name(text: str) -> str:
    """A part of a file's name: nothing that means something to a file system."""
    return re.sub(r"[^\w\-]+", "_", text)[:60].strip("_") or "x"


def faults(content: bytes) -> tuple[dict[str, Any], list[str]]:
    """The manifest, and what does not fit it: in names of files, empty when the file is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST:
                return {}, ["size"]
            names = archive.namelist()
            manifest = json.loads(archive.read(MANIFEST))
            promised = manifest["files"]
            if manifest["format"] != FORMAT or len(names) != len(set(names)):
                return {}, [MANIFEST]
            wrong = [
                name
                for name, one in promised.items()
                if name not in names
                or hashlib.sha256(archive.read(name)).hexdigest() != one["sha256"]
            ]
            return manifest, sorted(wrong + list(set(names) - set(promised) - {MANIFEST}))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError,
            NotImplementedError, RuntimeError, OSError):  # fmt: skip
        return {}, [MANIFEST]
