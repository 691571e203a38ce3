"""A photo is drawn anew: what a camera writes beside the picture never enters the platform."""

from __future__ import annotations

import io
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import NoPicture, PictureTooBig

MAX_MEGABYTES = 12  # our own decision: what a telephone's camera makes is 3 to 8
MAX_PIXELS = 64_000_000  # our own decision: the largest a telephone makes by default
LONGEST = 1600  # pixels: enough to see a crack, too little for a face in the distance
QUALITY = 80
READS = ("JPEG", "PNG", "WEBP")


def redrawn(file: IO[bytes]) -> tuple[bytes, int, int]:
    """The picture as a JPEG of at most ``LONGEST`` pixels, with its width and height.

    Upright, without EXIF, place, comment, colour profile or a thumbnail of what was cut away.
    Raises NoPicture; PictureTooBig before anything large is unpacked.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > MAX_MEGABYTES * 1024**2:
        raise PictureTooBig(field="photos", megabytes=MAX_MEGABYTES)
    file.seek(0)
    try:
        with Image.open(file, formats=READS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureTooBig(field="photos", megabytes=MAX_MEGABYTES)
            image.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST, LONGEST))
            clean = Image.new("RGB", upright.size, "white")
            mask = upright.convert("RGBA").getchannel("A") if "A" in upright.getbands() else None
            clean.paste(upright.convert("RGB"), mask=mask)
    except PictureTooBig:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoPicture(field="photos") from error
    except Image.DecompressionBombError as error:
        raise PictureTooBig(field="photos", megabytes=MAX_MEGABYTES) from error
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), clean.width, clean.height
