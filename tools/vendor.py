"""Fetch the few foreign style sheets and scripts we serve, at the versions named here.

    python tools/vendor.py            # through the machine's ordinary npm client

The files land in ``shared/static/vendor`` beside ``VERSIONS.json``, which records for each its
package, version, the package's own integrity value and the SHA-256 of the file as we serve it.
No build step runs the product: what is vendored is committed.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/sanshe/entrances/shared/static/vendor"
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\n]*")


@dataclass(frozen=True)
class Package:
    """One npm package and the files we take from it (path inside → name beside us)."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


PACKAGES = (
    Package(
        "bootstrap",
        "5.3.8",
        "MIT",
        {"dist/css/bootstrap.min.css": "bootstrap.min.css", "LICENSE": "bootstrap.LICENSE.txt"},
    ),
    Package(
        "htmx.org",
        "2.0.8",
        "0BSD",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE.txt"},
    ),
)


def main() -> None:
    """Fetch every package and write the record."""
    STATIC.mkdir(parents=True, exist_ok=True)
    record = {}
    with tempfile.TemporaryDirectory() as place:
        for package in PACKAGES:
            archive, integrity = fetch(package, Path(place))
            for inside, name in package.files.items():
                content = without_source_map(read(archive, inside))
                (STATIC / name).write_bytes(content)
                record[name] = {
                    "package": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "integrity": integrity,
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
    text = json.dumps(record, indent=2, sort_keys=True) + "\n"
    (STATIC / "VERSIONS.json").write_text(text)
    print(f"{len(record)} files in {STATIC.relative_to(ROOT)}")


def fetch(package: Package, place: Path) -> tuple[Path, str]:
    """The package's archive, and the integrity value npm has checked it against."""
    answer = subprocess.run(
        ["npm", "pack", "--json", "--silent", f"{package.name}@{package.version}"],
        cwd=place, check=True, capture_output=True, text=True,
    )  # fmt: skip
    told = json.loads(answer.stdout)
    first = told[0] if isinstance(told, list) else next(iter(told.values()))
    return place / first["filename"], first["integrity"]


def read(archive: Path, inside: str) -> bytes:
    """One file out of an npm archive; raises KeyError where it is not there."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{inside}")
        if member is None:
            raise KeyError(inside)
        return member.read()


def without_source_map(content: bytes) -> bytes:
    """Hashed file names need every named file to be there; we do not serve source maps."""
    return SOURCE_MAP.sub(b"", content)


if __name__ == "__main__":
    main()
