"""Photos as telephones make them, drawn here."""

from __future__ import annotations

import io

from PIL import Image

PLACE = {1: "N", 2: (24.0, 59.0, 12.0), 3: "E", 4: (102.0, 42.0, 30.0)}


def photo(
    *, size: tuple[int, int] = (2400, 1200), kind: str = "JPEG", told: bool = True
) -> io.BytesIO:
    """A picture, wider than high, that says where it was taken and must be turned by EXIF."""
    image = Image.new("RGB", size, "#88aacc")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # turned: it stands upright
    exif.get_ifd(0x8825).update(PLACE)
    file = io.BytesIO()
    image.save(file, kind, **({"exif": exif, "comment": b"SecretComment"} if told else {}))
    file.seek(0)
    return file
